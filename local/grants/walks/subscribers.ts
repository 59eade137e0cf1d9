import {DynamoDBClient, UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {emailAddress, subscriberId} from '../../../src/domain/addresses.ts';
import {type Blog, output} from '../../blog.ts';
import {linkIn} from '../../checks/welcome.ts';
import {type LocalMail, readInboxOf} from '../../inbox.ts';
import {until} from '../../until.ts';
import {expectStatus, type Visitor} from '../../visitor.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** An address that was asked within a day, or today, is not asked again, so the records are made to say that it was longer ago. */
const makeOld = async (blog: Blog, email: string): Promise<void> => {
  const client = new DynamoDBClient(clientConfig(blog.engine));
  const TableName = output(blog, 'SubscribersTableName');
  const pk = `subscriber#${subscriberId(emailAddress.parse(email))}`;
  const askedAt = new Date(Date.now() - 2 * dayMs).toISOString();
  await client.send(
    new UpdateItemCommand({
      TableName,
      Key: marshall({pk, sk: 'subscriber'}),
      UpdateExpression: 'SET askedAt = :askedAt',
      ExpressionAttributeValues: marshall({':askedAt': askedAt}),
    }),
  );
  const sk = `sign-ups#${new Date().toISOString().slice(0, 10)}`;
  await client.send(new UpdateItemCommand({TableName, Key: marshall({pk, sk}), UpdateExpression: 'REMOVE asked'}));
};

const post = async (visitor: Visitor, path: string, status: number, what: string): Promise<void> => {
  expectStatus(await visitor.send('POST', path, {form: {}}), status, what);
};

/** Somebody who asks twice, confirms, leaves, comes back, and leaves for good; and links that nobody mailed. */
export const walkSubscribers = async (blog: Blog): Promise<void> => {
  const {visitor, engine, siteUrl} = blog;
  const email = `comes-and-goes-${Date.now()}@example.org`;
  const mail = (count: number): Promise<LocalMail> =>
    until(`mail ${count} to ${email}`, async () => {
      const mails = await readInboxOf(engine, email);
      return mails.length >= count ? mails[0] : undefined;
    });
  const ask = async (what: string): Promise<void> => {
    expectStatus(await visitor.send('POST', '/api/subscribers', {json: {email}}), 202, what);
  };
  await ask('a first request');
  const first = linkIn(await mail(1), '/api/subscribers/confirm', siteUrl);
  await ask('a second request');
  await post(visitor, first, 200, 'confirming');
  await post(visitor, first, 200, 'confirming again');
  const leave = linkIn(await mail(2), '/api/subscribers/unsubscribe', siteUrl);
  await post(visitor, leave, 200, 'leaving');
  const goodbye = await visitor.send('POST', leave, {form: {}});
  expectStatus(goodbye, 200, 'leaving again');
  const takeBack = /action="([^"]*\/return\?[^"]*)"/.exec(goodbye.text)?.[1] ?? '';
  await post(visitor, takeBack, 200, 'taking it back');
  await post(visitor, leave, 200, 'leaving once more');
  await post(visitor, first, 400, 'confirming after having left');
  await makeOld(blog, email);
  await ask('a request to come back');
  const second = linkIn(await mail(3), '/api/subscribers/confirm', siteUrl);
  await post(visitor, second, 200, 'coming back');
  await post(visitor, leave, 200, 'leaving for good');
  for (const action of ['confirm', 'unsubscribe', 'return'])
    await post(visitor, `/api/subscribers/${action}?token=of-nobody`, 400, `a forged link to ${action}`);
  const mistyped = await visitor.send('POST', '/api/subscribers', {form: {email: 'no address'}});
  expectStatus(mistyped, 400, 'a mistyped address');
};
