import test from 'ava';
import * as z from 'zod/mini';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import type {Delivery, SentMail} from '../../src/domain/deliveries.ts';
import {type FeedbackCount, type FeedbackCounts, feedback, recordFeedback} from '../../src/domain/feedback.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import type {SubscriberTable} from '../../src/domain/subscribers.ts';
import {after, aSubscriber} from './a-subscriber.ts';
import {bounceOf, complaintOf, deliveryOf, rejectOf, sentAt} from './ses-events.ts';

const now = after(86_400);
const idOf = (address: string) => subscriberId(emailAddress.parse(address));

/** Subscribers by address, each confirmed, and what was counted. */
const world = (...addresses: readonly string[]) => {
  const confirmed = addresses.map((address) =>
    aSubscriber(['asked', 'confirmed'], {email: emailAddress.parse(address)}),
  );
  const kept = new Map<string, Subscriber>(confirmed.map((subscriber) => [subscriber.id, subscriber]));
  const counted: FeedbackCount[] = [];
  const acknowledged: {readonly delivery: Delivery; readonly sent: SentMail}[] = [];
  const subscribers: SubscriberTable = {
    read: async (id) => kept.get(id),
    write: async (next) => {
      kept.set(next.id, next);
      return true;
    },
    countSignUp: async () => 1,
  };
  const ledger = {
    acknowledge: async (delivery: Delivery, sent: SentMail) => void acknowledged.push({delivery, sent}),
  };
  const counts = {add: async (count: FeedbackCount) => void counted.push(count)};
  return {
    kept,
    counted,
    acknowledged,
    record: (event: unknown, into: FeedbackCounts = counts) =>
      recordFeedback({subscribers, ledger, counts: into}, z.parse(feedback, event), {now}),
    statuses: () => addresses.map((address) => kept.get(idOf(address))?.status),
    lastOf: (address: string) => kept.get(idOf(address))?.history.at(-1),
  };
};

test('a mail that comes back for good ends the subscription, with its cause and time', async (t) => {
  const {record, statuses, lastOf, counted} = world('ada@example.com', 'eve@example.com');

  await record(bounceOf(['ada@example.com']));

  t.deepEqual(statuses(), ['suppressed', 'confirmed']);
  t.like(lastOf('ada@example.com'), {to: 'suppressed', by: 'bounced', at: now.toISOString()});
  t.like(counted, [{outcome: 'hardBounces', month: '2026-11', recipients: 1}]);
});

for (const bounceType of ['Transient', 'Undetermined'])
  test(`a mail that comes back for now (${bounceType}) is counted and no more`, async (t) => {
    const {record, statuses, counted} = world('ada@example.com');

    await record(bounceOf(['ada@example.com'], {bounceType}));

    t.deepEqual(statuses(), ['confirmed']);
    t.like(counted, [{outcome: 'softBounces', recipients: 1}]);
  });

for (const complaintFeedbackType of [undefined, 'abuse', 'fraud', 'other'])
  test(`who calls a mail spam (${complaintFeedbackType ?? 'no type'}) gets no more`, async (t) => {
    const {record, statuses, lastOf, counted} = world('ada@example.com');

    await record(complaintOf(['ada@example.com'], complaintFeedbackType ? {complaintFeedbackType} : {}));

    t.deepEqual(statuses(), ['suppressed']);
    t.is(lastOf('ada@example.com')?.by, 'complained');
    t.like(counted, [{outcome: 'complaints'}]);
  });

for (const complaintFeedbackType of ['not-spam', 'Not-Spam'])
  test(`who says that a mail is no spam (${complaintFeedbackType}) stays, and is not counted`, async (t) => {
    const {record, statuses, counted} = world('ada@example.com');

    await record(complaintOf(['ada@example.com'], {complaintFeedbackType}));

    t.deepEqual(statuses(), ['confirmed']);
    t.deepEqual(counted, []);
  });

test('a mail that SES withheld, since its address once complained to somebody, is no complaint', async (t) => {
  const {record, statuses, counted} = world('ada@example.com');

  await record(complaintOf(['ada@example.com'], {complaintSubType: 'OnAccountSuppressionList'}));

  t.deepEqual(statuses(), ['confirmed']);
  t.like(counted, [{outcome: 'withheld', recipients: 1}]);
});

test('an address that SES withholds mails from since they came back is one to which none can arrive', async (t) => {
  const {record, statuses} = world('ada@example.com');

  await record(bounceOf(['ada@example.com'], {bounceSubType: 'OnAccountSuppressionList'}));

  t.deepEqual(statuses(), ['suppressed']);
});

test('deliveries and refused mails are counted, and change nobody', async (t) => {
  const {record, statuses, counted} = world('ada@example.com');

  await record(deliveryOf(['ada@example.com']));
  await record(rejectOf(['ada@example.com']));

  t.deepEqual(statuses(), ['confirmed']);
  t.like(counted, [
    {outcome: 'delivered', recipients: 1},
    {outcome: 'rejected', recipients: 1},
  ]);
});

test('every recipient of an event is looked up, however the address is dressed; nobody and nonsense are passed over', async (t) => {
  const {record, statuses, kept, counted} = world('ada@example.com', 'Bob@example.com', 'eve@example.com');

  await record(
    bounceOf([
      '"Ada, Countess" <ada@example.com>',
      'Bob <bob@EXAMPLE.com> ',
      'stranger@example.com',
      'postmaster',
      '<>',
      '',
      `${'x'.repeat(5_000)}@example.com`,
    ]),
  );

  t.deepEqual(statuses(), ['suppressed', 'suppressed', 'confirmed']);
  t.is(kept.size, 3);
  t.like(counted, [{outcome: 'hardBounces', recipients: 7}]);
});

test('an event is known again when it comes a second time, and another of the same mail is another', async (t) => {
  const {record, counted} = world('ada@example.com');
  const delivery = deliveryOf(['ada@example.com']);
  const complaint = {...complaintOf(['ada@example.com']), mail: delivery.mail};

  for (const event of [delivery, delivery, complaint]) await record(event);

  const [first, again, other] = counted.map(({id}) => id);
  t.is(first, again);
  t.not(first, other);
  t.false(counted.some(({id}) => id.includes('@')));
});

test('who is suppressed stays as they are, whatever comes after', async (t) => {
  const {kept, record} = world('ada@example.com');
  const event = bounceOf(['ada@example.com']);
  await record(event);
  const once = kept.get(idOf('ada@example.com'));

  await record(event);
  await record(complaintOf(['ada@example.com']));

  t.is(kept.get(idOf('ada@example.com')), once);
});

test('an event that cannot be counted fails, after those it tells of were suppressed', async (t) => {
  const {record, statuses} = world('ada@example.com', 'bob@example.com');
  const event = bounceOf(['ada@example.com', 'bob@example.com']);

  await t.throwsAsync(record(event, {add: () => Promise.reject(new Error('throttled'))}), {message: 'throttled'});

  t.deepEqual(statuses(), ['suppressed', 'suppressed']);
});

for (const [what, event] of Object.entries({
  'a bounce without its recipients': {...bounceOf(['ada@example.com']), bounce: {bounceType: 'Permanent'}},
  'a bounce of a kind that SES has not': bounceOf(['ada@example.com'], {bounceType: 'ada@example.com'}),
  'an event of another type': {...bounceOf(['ada@example.com']), eventType: 'ada@example.com'},
  'a mail without a time': {
    ...deliveryOf(['ada@example.com']),
    mail: {messageId: '1', destination: ['ada@example.com']},
  },
}))
  test(`${what} is refused in words that quote no address`, (t) => {
    const error = t.throws(() => z.parse(feedback, event));

    t.notRegex(`${error?.message} ${error?.stack}`, /ada|@example/);
  });

for (const [what, eventOf] of [
  ['delivered', deliveryOf],
  ['rejected', rejectOf],
] as const)
  test(`a mail that SES ${what} was sent, whatever its sender could note`, async (t) => {
    const {record, acknowledged} = world('ada@example.com');
    const event = eventOf(['ada@example.com'], {kind: ['new-post'], occasion: ['YS1kYXktYXQtc2Vh']});

    await record(event);

    t.deepEqual(acknowledged, [
      {
        delivery: {to: idOf('ada@example.com'), kind: 'new-post', occasion: 'a-day-at-sea'},
        sent: {messageId: event.mail.messageId, sentAt},
      },
    ]);
  });

test("a mail that the blog did not send is nobody's delivery", async (t) => {
  const {record, acknowledged} = world('ada@example.com');

  await record(deliveryOf(['ada@example.com']));
  await record(deliveryOf(['ada@example.com'], {kind: ['toString']}));
  await record(deliveryOf(['no address'], {kind: ['welcome']}));

  t.deepEqual(acknowledged, []);
});
