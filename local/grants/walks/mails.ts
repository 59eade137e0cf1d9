import {DynamoDBClient, GetItemCommand, PutItemCommand} from '@aws-sdk/client-dynamodb';
import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {SendMessageCommand, SQSClient} from '@aws-sdk/client-sqs';
import {marshall} from '@aws-sdk/util-dynamodb';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {emailAddress, subscriberId} from '../../../src/domain/addresses.ts';
import {type Blog, output} from '../../blog.ts';
import {linkIn} from '../../checks/welcome.ts';
import {readInboxOf} from '../../inbox.ts';
import {untilReady, uploadPhoto} from '../../photo-upload.ts';
import {until} from '../../until.ts';
import {expectStatus} from '../../visitor.ts';
import {smallPhoto} from './small-photo.ts';

const slug = 'news-with-a-cover';

const mailsTo = async ({engine}: Blog, email: string, count: number): Promise<void> => {
  await until(`mail ${count} to ${email}`, async () => {
    const {length} = await readInboxOf(engine, email);
    return length >= count || undefined;
  });
};

const confirmedReader = async (blog: Blog): Promise<string> => {
  const {visitor, engine, siteUrl} = blog;
  const email = `hears-of-posts-${Date.now()}@example.org`;
  expectStatus(await visitor.send('POST', '/api/subscribers', {json: {email}}), 202, 'a sign-up');
  const mail = await until('its mail', async () => (await readInboxOf(engine, email))[0]);
  const confirm = linkIn(mail, '/api/subscribers/confirm', siteUrl);
  expectStatus(await visitor.send('POST', confirm, {form: {}}), 200, 'confirming');
  await mailsTo(blog, email, 2);
  return email;
};

const publish = async ({visitor}: Blog): Promise<void> => {
  const {id} = await untilReady(
    visitor,
    await uploadPhoto(visitor, {contentType: 'image/png', body: await smallPhoto(), alt: 'News'}),
  );
  const json = {title: 'News', markdown: 'Look.', status: 'published', cover: id};
  const saved = await visitor.send('PUT', `/api/posts/${slug}`, {
    json,
    headers: {'If-None-Match': '*'},
    asAuthor: true,
  });
  expectStatus(saved, 201, 'a post that subscribers are told of');
};

/** As a sender leaves it that died over the same mail on another occasion. */
const leaveClaimed = (blog: Blog, email: string) =>
  new DynamoDBClient(clientConfig(blog.engine)).send(
    new PutItemCommand({
      TableName: output(blog, 'SubscribersTableName'),
      Item: marshall({
        pk: `subscriber#${subscriberId(emailAddress.parse(email))}`,
        sk: 'mail#new-post#with-a-cover',
        kind: 'mail',
        mail: 'new-post',
        state: 'claimed',
        attempts: 1,
        version: 1,
        dueAt: '2026-01-01T00:00:00.000Z',
      }),
    }),
  );

const republish = async ({visitor}: Blog): Promise<void> => {
  const cover = expectStatus(await visitor.send('GET', `/api/posts/${slug}`), 200, 'the post').json<{cover: string}>()
    .cover;
  const json = {title: 'With a cover', markdown: 'Look.', status: 'published', cover, mail: false};
  const saved = await visitor.send('PUT', '/api/posts/with-a-cover', {
    json,
    headers: {'If-None-Match': '*'},
    asAuthor: true,
  });
  expectStatus(saved, 201, 'a post that nobody is told of');
};

const sweep = async ({engine, physicalIds}: Blog): Promise<void> => {
  const lambda = new LambdaClient(clientConfig(engine));
  const {FunctionError, Payload} = await lambda.send(
    new InvokeCommand({FunctionName: physicalIds['SweepMailsFunction'], Payload: '{}'}),
  );
  if (FunctionError)
    throw new Error(`expected the sweep of mails to succeed, got ${Buffer.from(Payload ?? []).toString()}`);
};

const statusOf = async (blog: Blog, email: string): Promise<string | undefined> => {
  const {Item} = await new DynamoDBClient(clientConfig(blog.engine)).send(
    new GetItemCommand({
      TableName: output(blog, 'SubscribersTableName'),
      Key: marshall({pk: `subscriber#${subscriberId(emailAddress.parse(email))}`, sk: 'subscriber'}),
    }),
  );
  return Item?.['status']?.S;
};

const bounce = async (blog: Blog, email: string): Promise<void> => {
  const QueueUrl = blog.outputs['FeedbackQueueUrl'];
  if (QueueUrl === undefined) return;
  const at = new Date().toISOString();
  const event = {
    eventType: 'Bounce',
    mail: {messageId: `walk-${Date.now()}`, timestamp: at, destination: [email]},
    bounce: {bounceType: 'Permanent', bouncedRecipients: [{emailAddress: email}], timestamp: at},
  };
  await new SQSClient(clientConfig(blog.engine)).send(
    new SendMessageCommand({QueueUrl, MessageBody: JSON.stringify(event)}),
  );
  await until('who bounced to be suppressed', async () => (await statusOf(blog, email)) === 'suppressed' || undefined);
};

/** Somebody who is told of a post, gets a mail that a dead sender left behind, and whose mailbox is gone then. */
export const walkMails = async (blog: Blog): Promise<void> => {
  const email = await confirmedReader(blog);
  await publish(blog);
  await mailsTo(blog, email, 3);
  await republish(blog);
  await leaveClaimed(blog, email);
  await sweep(blog);
  await mailsTo(blog, email, 4);
  await bounce(blog, email);
  for (const path of [slug, 'with-a-cover'])
    expectStatus(await blog.visitor.send('DELETE', `/api/posts/${path}`, {asAuthor: true}), 204, 'deleting a post');
};
