// A world with subscribers, their table and its stream, the mapping, the functions, SES and the sweep, in a time of its own.

import type {DynamoDBRecord} from 'aws-lambda';
import type {Mailer} from '../../src/domain/deliveries.ts';
import {ThrottledError} from '../../src/domain/mail-throttling.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {type Actor, createScheduler, currentActor, type Scheduler} from '../interleavings/scheduler.ts';
import {type FailureBucket, failureBucket} from './failure-bucket.ts';
import {type MailFunctions, type MailProduct, mailFunctions} from './mail-product.ts';
import {bindTable, type MailTable, mailTable} from './mail-table.ts';
import {type Mailbox, mailbox} from './mailbox.ts';
import {timeoutSeconds} from './mapping-settings.ts';
import {type Dispatcher, type Outcome, streamDispatcher} from './stream-dispatcher.ts';
import {type TableStream, tableStream} from './table-stream.ts';
import {type VirtualClock, virtualClock} from './virtual-clock.ts';

/** How SES is: it takes mails, has had enough, or is ill. */
export type Weather = 'fine' | 'throttling' | 'failing';

export type DeliveryWorld = {
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly scheduler: Scheduler;
  readonly table: MailTable;
  readonly stream: TableStream;
  readonly mailbox: Mailbox;
  readonly bucket: FailureBucket;
  readonly functions: MailFunctions;
  readonly dispatcher: Dispatcher;
  /** What became of the records that the function was given, by how the call ended. */
  readonly calls: Map<string, number>;
  weather: Weather;
  /** Whether Lambda has too much to do to begin. */
  isBusy: boolean;
  /** Whom SES refuses, and whose handling ends the process, until somebody mends it. */
  readonly refused: Set<string>;
  readonly deadly: Set<string>;
  /** How many of the calls take so long that a function may meet its end in one. */
  slowShare: number;
  /** What was given up only because of another record. */
  readonly blocked: string[];
  /** The next call to go on is made twice, as an SDK does whose first answer got lost. */
  repeatsNext: boolean;
  /** Of a function that runs, how its caller is told that it ended. */
  readonly callers: Map<Actor, (outcome: Outcome) => void>;
  invoke(records: readonly DynamoDBRecord[]): Promise<Outcome>;
  /** Nothing if Lambda does not begin it, or if nothing is due. */
  sweep(): Actor | undefined;
  /** A visitor's own call, which nothing ends. */
  act<T>(name: string, work: () => Promise<T>): Promise<T>;
};

const latestMs = 30 * 60_000;
const sendSeconds = timeoutSeconds('SendMailFunction');
const sweepSeconds = timeoutSeconds('SweepMailsFunction');

const mailerIn = (
  world: () => DeliveryWorld,
  pass: <T>(label: string, call: () => Promise<T>) => Promise<T>,
): Mailer => ({
  send: (mail, delivery) =>
    pass('ses', async () => {
      const {weather, refused, mailbox, clock} = world();

      if (weather === 'throttling') {
        throw new ThrottledError('expected SES to take the mail, got Throttling: too many');
      }

      if (weather === 'failing' || refused.has(mail.to)) {
        throw new Error(
          `expected SES to take the mail, got ${weather === 'failing' ? 'InternalFailure' : 'MessageRejected'}`,
        );
      }

      return mailbox.take(delivery, currentActor().actor, clock.now());
    }).catch((error: unknown) => {
      throw (error as Error).name === 'Throttling' ? new ThrottledError((error as Error).message) : error;
    }),
});

const isDue = ({table, clock}: DeliveryWorld): boolean => {
  const now = new Date(clock.now()).toISOString();

  return [...table.items.values()].some(
    ({kind, dueAt}) => (kind as {S: string}).S === 'mail' && dueAt !== undefined && (dueAt as {S: string}).S <= now,
  );
};

/** `waits` is how long the mapping waits before the nth try again, in milliseconds. */
export const deliveryWorld = async (
  product: MailProduct,
  chance: Chance,
  {confirmationsADay, startsAt}: {readonly confirmationsADay: number; readonly startsAt: Date},
): Promise<DeliveryWorld> => {
  const clock = virtualClock(startsAt);
  const scheduler = createScheduler();
  const stream = tableStream(clock.now);
  const box = mailbox();
  const table = await mailTable((before, after) => {
    box.noted(before, after);

    if (stream.emit(before, after)) {
      // The stream is read four times a second, unless Lambda is late.
      void clock.wait(chance.isLess(0.5) ? 250 : chance.below(latestMs)).then(() => world.dispatcher.wake());
    }
  });

  const pass = <T>(label: string, call: () => Promise<T>): Promise<T> =>
    scheduler.pass(label, async () => {
      if (world.repeatsNext) {
        world.repeatsNext = false;
        await call().catch(() => undefined);
        box.excuse(currentActor().actor, 'an answer was lost, and the SDK called again');
      }

      return call();
    });

  bindTable(table, pass);

  const begin = (name: string, kind: Actor['kind'], limitMs: number, work: () => Promise<void>): Actor =>
    scheduler.start({name, kind, startedAt: clock.now(), limitMs, pace: 1}, work);

  const invoke = (records: readonly DynamoDBRecord[]): Promise<Outcome> => {
    if (world.isBusy) {
      world.calls.set('not invoked', (world.calls.get('not invoked') ?? 0) + 1);

      return Promise.resolve('not invoked');
    }

    return new Promise((tell) => {
      let actor: Actor | undefined;
      const end = (outcome: Outcome): void => {
        if (actor) {
          world.callers.delete(actor);
        }

        const name = typeof outcome === 'string' ? outcome : 'answered';
        world.calls.set(name, (world.calls.get(name) ?? 0) + 1);
        tell(outcome);
      };

      actor = begin('send-mail', 'function', sendSeconds * 1000, async () => {
        // So that the actor is known before anything can end.
        await Promise.resolve();

        const outcome = await world.functions.sendMail(records).then(
          (answer): Outcome => ({answer}),
          (): Outcome => 'function error',
        );

        if (actor && world.callers.has(actor)) {
          end(outcome);
        }
      });
      world.callers.set(actor, end);
    });
  };

  const waits = [0.2, 1, 2, 4, 8, 16, 32, 60];
  const world: DeliveryWorld = {
    ...{clock, chance, scheduler, table, stream, mailbox: box, bucket: failureBucket(clock.now)},
    functions: mailFunctions(product, {mailer: mailerIn(() => world, pass), confirmationsADay}),
    dispatcher: streamDispatcher({
      settings: product.settings,
      shards: () => stream.shards,
      invoke,
      discard: (discard) => {
        const isKilled = discard.records.some((record) => world.deadly.has(record.dynamodb?.NewImage?.['id']?.S ?? ''));

        if (discard.condition === 'RetryAttemptsExhausted' && discard.records.length > 1 && isKilled) {
          world.blocked.push('neighbours of a record that ends the process were given up with it');
        }

        world.bucket.discard(discard);
      },
      now: clock.now,
      backOff: (nth) => clock.wait((0.5 + chance.next()) * 1000 * (waits[nth] ?? 60)),
      open: {
        halves: () => chance.isLess(0.5),
        keepsRetries: () => chance.isLess(0.5),
        repeats: () => chance.isLess(0.03),
      },
    }),
    calls: new Map(),
    ...{
      weather: 'fine',
      isBusy: false,
      refused: new Set(),
      deadly: new Set(),
      slowShare: 0,
      blocked: [],
      repeatsNext: false,
      callers: new Map(),
    },
    invoke,
    sweep: () =>
      product.sweeps && isDue(world)
        ? begin('sweep', 'sweep', sweepSeconds * 1000, async () => {
            await world.functions.sweepMails().catch(() => undefined);
          })
        : undefined,
    act: (name, work) =>
      new Promise((done, fail) => {
        begin(name, 'author', Number.POSITIVE_INFINITY, () => work().then(done, fail));
      }),
  };

  return world;
};
