// Where the blog asks for no confirmation (mail.confirm off).

import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import type {Context, DynamoDBStreamEvent} from 'aws-lambda';
import subscribeEvent from '../../events/subscribe.json' with {type: 'json'};
import {readInbox} from '../../local/inbox.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import type {Cause} from '../../src/domain/subscriber-life.ts';
import {handler as sendMail} from '../../src/handlers/send-mail.ts';
import {handler as subscribe} from '../../src/handlers/subscribe.ts';
import type {Reply} from '../../src/lambda/replies.ts';
import {aSubscriber} from '../domain/a-subscriber.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

let place: Awaited<ReturnType<typeof subscriberPlace>>;
test.before(async () => {
  process.env['CONFIRMATION'] = 'none';
  place = await subscriberPlace();
});

const signUp = (email: string): Promise<Reply> =>
  (subscribe as unknown as (event: object, context: Context) => Promise<Reply>)(
    {...subscribeEvent, body: new URLSearchParams({email, name: 'Ada'}).toString()},
    {} as Context,
  );

const keptFor = (email: string) => subscriberTable.read(subscriberId(emailAddress.parse(email)));

/** Writes a subscriber of this address as the events leave it. */
const withHistory = async (email: string, ...events: readonly Cause[]) => {
  await subscriberTable.write(aSubscriber(['asked', ...events], {email: emailAddress.parse(email)}), undefined);
};

test('an address is confirmed at once, and welcomed', async (t) => {
  const email = `new-${process.pid}@example.org`;

  await signUp(email);

  const kept = await keptFor(email);
  t.like(kept, {status: 'confirmed', version: 1});
  t.is(kept?.history[0]?.by, 'joined');
  const NewImage = marshall({kind: 'subscriber', ...kept}) as never;
  const change = {Records: [{eventName: 'INSERT', dynamodb: {SequenceNumber: '1', NewImage}}]} as DynamoDBStreamEvent;
  await (sendMail as unknown as (event: DynamoDBStreamEvent, context: Context) => Promise<unknown>)(
    change,
    {} as Context,
  );
  const mails = (await readInbox(place.engine)).filter(({to}) => to.join().includes(email));
  t.deepEqual(
    mails.map(({subject}) => subject),
    ['Welcome to Light and Latitude'],
  );
});

test('every address gets the same answer, whatever became of it before', async (t) => {
  const [fresh, pending, left, suppressed] = ['f', 'p', 'l', 's'].map((name) => `${name}-${process.pid}@example.org`);
  await withHistory(pending ?? '');
  await withHistory(left ?? '', 'left');
  await withHistory(suppressed ?? '', 'bounced');
  const addresses = [fresh, pending, left, suppressed].map(String);

  const first = await Promise.all(addresses.map(signUp));
  const again = await Promise.all(addresses.map(signUp));

  for (const reply of [...first, ...again]) t.deepEqual(reply, first[0]);
  t.is(first[0]?.statusCode, 202);
  t.regex(first[0]?.body ?? '', /a mail to welcome it/);
  t.deepEqual(await Promise.all(addresses.map(async (address) => (await keptFor(address))?.status)), [
    ...['confirmed', 'confirmed', 'confirmed', 'suppressed'],
  ]);
});
