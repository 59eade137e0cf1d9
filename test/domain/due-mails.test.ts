import test from 'ava';
import fc from 'fast-check';
import {subscriberId} from '../../src/domain/addresses.ts';
import type {Delivery} from '../../src/domain/deliveries.ts';
import {deliverDueMail, dueDelivery} from '../../src/domain/due-mails.ts';
import {type Subscriber, undergo} from '../../src/domain/subscriber-life.ts';
import {ada, after, aSubscriber, start} from './a-subscriber.ts';
import {mailWorld} from './mail-world.ts';

const pending = aSubscriber(['asked']);
const confirmed = aSubscriber(['asked', 'confirmed']);
const left = aSubscriber(['asked', 'confirmed', 'left']);
const askedAgain = undergo(pending, {by: 'asked', now: after(1e6)});
const joined = aSubscriber(['joined']);

const due = test.macro({
  exec: (t, before: Subscriber | undefined, now: Subscriber | undefined, delivery: Omit<Delivery, 'to'> | undefined) =>
    t.deepEqual(
      dueDelivery({...(before && {before}), ...(now && {after: now})}),
      delivery && {to: subscriberId(ada), ...delivery},
    ),
  title: (_, before: Subscriber | undefined, now: Subscriber | undefined, delivery: Omit<Delivery, 'to'> | undefined) =>
    `${before?.status ?? 'nobody'} → ${now ? `${now.status} (${now.history.map(({by}) => by).join(', ')})` : 'nobody'} makes ${delivery ? `a ${delivery.kind} mail` : 'no mail'} due`,
});

test(due, undefined, pending, {kind: 'confirmation', occasion: start.toISOString()});
test(due, pending, pending, undefined);
test(due, pending, askedAgain, {kind: 'confirmation', occasion: after(1e6).toISOString()});
test(due, left, undergo(left, {by: 'asked', now: after(1e6)}), {
  kind: 'confirmation',
  occasion: after(1e6).toISOString(),
});
test(due, pending, confirmed, {kind: 'welcome'});
test(due, confirmed, confirmed, undefined);
test(due, undefined, joined, {kind: 'welcome'});
test(due, pending, undergo(pending, {by: 'joined', now: start}), {kind: 'welcome'});
test(due, left, undergo(left, {by: 'joined', now: start}), {kind: 'welcome'});
test(due, undefined, aSubscriber(['imported']), undefined);
test(due, confirmed, left, undefined);
test(due, pending, undefined, undefined);
test(due, undefined, undefined, undefined);

test('in whatever number and order changes arrive, no mail is sent twice and none that is wanted is missing', async (t) => {
  const changes = [{after: pending}, {before: pending, after: confirmed}, {before: confirmed, after: left}];
  const arrivals = fc.array(fc.constantFrom(...changes), {minLength: 1, maxLength: 15});
  await fc.assert(
    fc.asyncProperty(
      arrivals,
      fc.constantFrom(pending, confirmed, left),
      fc.nat(3),
      async (arrived, kept, failures) => {
        const {deliverer, outbox} = mailWorld(kept, {failures});
        const retried = arrived.flatMap((change) => Array.from({length: failures + 1}, () => change));
        for (const change of retried) await deliverDueMail(deliverer, {...change, now: start}).catch(() => {});
        const wanted = arrived.filter(({after: now}) => now === kept && now !== left);
        return outbox.length === Math.min(1, wanted.length);
      },
    ),
    {seed: 7, numRuns: 1000},
  );
  t.pass();
});
