// One world from its first sign-up to its end, with everything that can go wrong, as a seed decides it.

import {marshall} from '@aws-sdk/util-dynamodb';
import type {DynamoDBRecord} from 'aws-lambda';
import {subscriberId} from '../../src/domain/addresses.ts';
import {type Chance, chanceOf} from '../interleavings/random-choices.ts';
import type {DeliveryFault} from './delivery-faults.ts';
import {type DeliveryWorld, deliveryWorld} from './delivery-world.ts';
import {matches} from './filter-patterns.ts';
import {type Fate, liveUntil} from './live-on.ts';
import {judge} from './lost-mails.ts';
import type {MailProduct} from './mail-product.ts';
import {every, redrive, settleDown, startSweeps} from './settle-down.ts';
import {addressOf, deedsOfVisitor} from './visitors.ts';

export type WorldReport = {
  readonly seed: number;
  /** What the stream told, and how much of it the filter passed on. */
  readonly records: number;
  readonly passed: number;
  readonly calls: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<string, number>;
  readonly discarded: number;
  readonly mails: number;
  readonly due: number;
  readonly lost: number;
  /** Second mails, by the fault that struck between SES's answer and the commit. */
  readonly doubled: ReadonlyMap<string, number>;
  readonly wrongs: readonly string[];
};

const [minuteMs, hourMs] = [60_000, 3_600_000];
const startsAt = new Date('2026-03-01T00:00:00.000Z');
const daysOfFaults = 3;

const faultWeights: Readonly<Record<DeliveryFault, number>> = {
  'the process died': 4,
  'a call failed': 6,
  'an answer was lost': 3,
  'an answer was lost, and the SDK called again': 2,
  'the caller gave up waiting, and the process went on': 1,
};

const fateOf =
  (share: number, struck: Map<string, number>): Fate =>
  (_, {chance}) => {
    if (!chance.isLess(share)) {
      return undefined;
    }

    const fault = chance.name(faultWeights);
    struck.set(fault, (struck.get(fault) ?? 0) + 1);

    return fault;
  };

/** SES and Lambda have their moods, a shard its size, and the owner tries a redrive. */
const plan = (world: DeliveryWorld, endsAt: number): void => {
  const {chance, clock, stream} = world;
  const within = (hours: number) => () => chance.next() * hours * hourMs;

  void every(world, endsAt, within(36), async () => {
    world.weather = chance.pick(['throttling', 'failing']);
    await clock.wait(chance.next() ** 2 * 8 * hourMs);
    world.weather = 'fine';
  });
  void every(world, endsAt, within(20), async () => {
    world.isBusy = true;
    // Now and then longer than a record may be old.
    await clock.wait(chance.isLess(0.1) ? 13 * hourMs : chance.next() * 30 * minuteMs);
    world.isBusy = false;
  });
  void every(world, endsAt, within(30), () => stream.split(chance.below(8)));
  void every(world, endsAt, within(40), async () => {
    await redrive(world);
  });
};

/** Records whose image is no subscriber's, though the filter takes it for one. */
const writeUnreadable = async (
  {table, clock, stream}: DeliveryWorld,
  chance: Chance,
  howMany: number,
  endsAt: number,
) => {
  const written: DynamoDBRecord[] = [];

  for (let nth = 0; nth < howMany; nth += 1) {
    void clock.wait(chance.next() * (endsAt - clock.now())).then(async () => {
      const pk = `subscriber#unreadable-${nth}`;
      await table.put(marshall({pk, sk: 'subscriber', kind: 'subscriber', status: 'pending'}));
      written.push(
        ...stream.shards.flatMap(({records}) => records.filter(({dynamodb}) => dynamodb?.Keys?.['pk']?.S === pk)),
      );
    });
  }

  return written;
};

export const liveInFaults = async (product: MailProduct, seed: number, subscribers: number): Promise<WorldReport> => {
  const chance = chanceOf(seed);
  const confirmationsADay = chance.isLess(0.4) ? Math.ceil(subscribers / 3) : 500;
  const world = await deliveryWorld(product, chance, {confirmationsADay, startsAt});
  const {clock, stream, bucket} = world;
  const endsAt = startsAt.getTime() + daysOfFaults * 24 * hourMs;
  const faults = new Map<string, number>();
  const unreadable = await writeUnreadable(world, chance, chance.below(4), endsAt);
  const confirmation = chance.isLess(0.85) ? 'required' : 'none';

  for (let nth = 0; nth < subscribers; nth += 1) {
    for (const {name, at, act} of deedsOfVisitor(chance, nth, {startsAt: startsAt.getTime(), endsAt, confirmation})) {
      void clock.wait(at - clock.now()).then(async () => void (await world.act(name, act)));
    }
  }

  for (let nth = 0; nth < 2; nth += 1) {
    world.refused.add(addressOf(chance.below(subscribers)));
  }

  world.deadly.add(subscriberId(addressOf(chance.below(subscribers))));
  startSweeps(world);
  plan(world, endsAt);
  world.slowShare = 0.002;
  await liveUntil(world, endsAt, fateOf(chance.pick([0, 0.01, 0.03, 0.1]), faults));

  // Everything is mended.
  Object.assign(world, {weather: 'fine', isBusy: false, slowShare: 0});
  world.refused.clear();
  world.deadly.clear();
  await settleDown(world);

  const passed = stream.shards
    .flatMap(({records}) => records)
    .filter((record) => product.settings.patterns.some((pattern) => matches(pattern, record))).length;
  const {due, lost, wrongs} = judge(world, unreadable);
  const mails = [...world.mailbox.taken.values()].reduce((sum, {length}) => sum + length, 0);

  return {
    ...{seed, records: stream.length, passed, calls: world.calls, faults, discarded: bucket.discarded},
    ...{mails, due, lost, doubled: world.mailbox.excused},
    wrongs: [...new Set(wrongs)],
  };
};
