import {emailAddress} from '../../src/domain/addresses.ts';
import type {Cause, LifeEvent, Subscriber} from '../../src/domain/subscriber-life.ts';
import {undergo} from '../../src/domain/subscriber-life.ts';
import {signedUp} from '../../src/domain/subscribers.ts';

export const ada = emailAddress.parse('ada@example.com');
export const start = new Date('2026-03-01T09:30:00.000Z');
export const after = (seconds: number): Date => new Date(start.getTime() + seconds * 1000);

type First = Extract<Cause, 'asked' | 'joined' | 'imported'>;

const event = (by: Cause, now: Date): LifeEvent => ({by, now, consent: 'words'});

/** Ada, or whoever else, after these events, one a minute from the start. */
export const aSubscriber = (
  [first, ...rest]: readonly [First, ...Cause[]],
  {email = ada, name}: {readonly email?: typeof ada; readonly name?: string} = {},
): Subscriber =>
  rest.reduce(
    (subscriber, by, index) => undergo(subscriber, event(by, after(60 * (index + 1)))),
    signedUp(undefined, {email, name}, event(first, start)),
  );
