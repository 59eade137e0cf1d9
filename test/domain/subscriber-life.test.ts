import {readFileSync} from 'node:fs';
import test from 'ava';
import {type Cause, hasProvenConsent, life, type SubscriberStatus, undergo} from '../../src/domain/subscriber-life.ts';
import {after, aSubscriber, start} from './a-subscriber.ts';

const causes = Object.keys(life) as Cause[];
const subscribers: Readonly<Record<SubscriberStatus, ReturnType<typeof aSubscriber>>> = {
  pending: aSubscriber(['asked']),
  confirmed: aSubscriber(['asked', 'confirmed']),
  unsubscribed: aSubscriber(['asked', 'confirmed', 'left']),
  suppressed: aSubscriber(['asked', 'bounced']),
};
const now = after(1e6);

/** Every change there is; all else leaves a subscriber as they are. */
const changes: readonly (readonly [from: SubscriberStatus, by: Cause, to: SubscriberStatus])[] = [
  ['pending', 'asked', 'pending'],
  ['pending', 'joined', 'confirmed'],
  ['pending', 'confirmed', 'confirmed'],
  ['pending', 'left', 'unsubscribed'],
  ['pending', 'bounced', 'suppressed'],
  ['pending', 'complained', 'suppressed'],
  ['confirmed', 'left', 'unsubscribed'],
  ['confirmed', 'bounced', 'suppressed'],
  ['confirmed', 'complained', 'suppressed'],
  ['unsubscribed', 'asked', 'pending'],
  ['unsubscribed', 'joined', 'confirmed'],
  ['unsubscribed', 'returned', 'confirmed'],
  ['unsubscribed', 'bounced', 'suppressed'],
  ['unsubscribed', 'complained', 'suppressed'],
];

for (const [from, before] of Object.entries(subscribers))
  for (const by of causes) {
    const to = changes.find((change) => change[0] === from && change[1] === by)?.[2];
    test(`who is ${from} and ${by} ${to ? `becomes ${to}` : 'stays as they are'}`, (t) => {
      const next = undergo(before, {by, now, consent: 'words'});

      if (!to) t.is(next, before);
      else {
        t.like(next, {status: to, version: before.version + 1, updatedAt: now.toISOString()});
        t.deepEqual(next.history, [...before.history, {to, by, at: now.toISOString(), consent: 'words'}]);
      }
    });
  }

test('what was asked is counted until it is answered', (t) => {
  const twice = undergo(aSubscriber(['asked']), {by: 'asked', now});

  t.like(twice, {asks: 2, askedAt: now.toISOString()});
  t.is(undergo(twice, {by: 'left', now}).asks, 2);
  t.is(undergo(twice, {by: 'confirmed', now}).asks, 0);
});

test('a record does not grow with the years', (t) => {
  const flighty = Array.from({length: 40}, (_, n) => (n % 2 === 0 ? 'left' : 'returned') as Cause);

  const {history, version} = flighty.reduce((subscriber, by) => undergo(subscriber, {by, now}), subscribers.confirmed);

  t.is(history.length, 20);
  t.is(version, 42);
  t.is(history.at(-1)?.by, 'returned');
});

test('only a click on a mailed link proves that a reader said yes', (t) => {
  t.true(hasProvenConsent(aSubscriber(['asked', 'confirmed'])));
  t.true(hasProvenConsent(aSubscriber(['joined', 'left', 'returned'])));
  t.false(hasProvenConsent(aSubscriber(['joined'])));
  t.false(hasProvenConsent(aSubscriber(['imported'])));
});

test('ARCHITECTURE.md draws this life, all of it and nothing else', (t) => {
  const text = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8');
  const drawn = /```mermaid\nstateDiagram-v2\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const arrows = Object.entries(life).flatMap(([by, outcomes]) =>
    Object.entries(outcomes).map(([from, to]) => `${from === 'none' ? '[*]' : from} --> ${to}: ${by}`),
  );

  t.deepEqual(drawn.trim().split(/\n\s*/).sort(), arrows.sort());
});

test('a first sign-up says when, how and to which words', (t) => {
  t.deepEqual(aSubscriber(['joined']).history, [
    {to: 'confirmed', by: 'joined', at: start.toISOString(), consent: 'words'},
  ]);
});
