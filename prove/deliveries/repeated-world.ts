// A world without faults in which every record comes one to five times, in any order, to three functions at once.

import type {DynamoDBBatchResponse, DynamoDBRecord} from 'aws-lambda';
import {chanceOf} from '../interleavings/random-choices.ts';
import {type DeliveryWorld, deliveryWorld} from './delivery-world.ts';
import {matches} from './filter-patterns.ts';
import {liveUntil, noFault} from './live-on.ts';
import {judge} from './lost-mails.ts';
import type {MailProduct} from './mail-product.ts';
import {settleDown, startSweeps} from './settle-down.ts';
import {deedsOfVisitor} from './visitors.ts';

export type RepeatedReport = {
  readonly seed: number;
  readonly records: number;
  readonly deliveries: number;
  readonly mails: number;
  readonly due: number;
  readonly lost: number;
  readonly doubled: number;
  readonly wrongs: readonly string[];
};

const startsAt = new Date('2026-03-01T00:00:00.000Z');
const phaseMs = 12 * 3_600_000;
const phases = 6;
const timesAtMost = 5;
const functionsAtOnce = 3;

/** A failed record comes again, until it succeeds. */
const deliverAll = async (world: DeliveryWorld, queue: DynamoDBRecord[], batchSize: number): Promise<number> => {
  let deliveries = 0;

  const lane = async (): Promise<void> => {
    for (;;) {
      const batch = queue.splice(0, batchSize);

      if (batch.length === 0) {
        return;
      }

      deliveries += batch.length;
      const outcome = await world.invoke(batch);

      if (typeof outcome === 'string') {
        throw new Error(`expected a world without faults, got ${outcome}`);
      }

      const failed = (outcome.answer as DynamoDBBatchResponse).batchItemFailures.map(
        ({itemIdentifier}) => itemIdentifier,
      );
      const again = batch.filter(({dynamodb}) => failed.includes(dynamodb?.SequenceNumber ?? ''));

      if (again.length > 0) {
        await world.clock.wait(10_000);
        queue.push(...again);
      }
    }
  };

  let lanesLeft = functionsAtOnce;

  for (let nth = 0; nth < functionsAtOnce; nth += 1) {
    void lane().finally(() => {
      lanesLeft -= 1;
    });
  }

  while (lanesLeft > 0) {
    await liveUntil(world, world.clock.now() + 60_000, noFault);
  }

  return deliveries;
};

export const liveInRepeats = async (
  product: MailProduct,
  seed: number,
  subscribers: number,
): Promise<RepeatedReport> => {
  const chance = chanceOf(seed);
  // The mapping stands still: the records come by another way.
  const still = {...product, settings: {...product.settings, patterns: []}};
  const world = await deliveryWorld(still, chance, {confirmationsADay: 1_000_000, startsAt});
  const {clock, stream, mailbox} = world;
  const endsAt = startsAt.getTime() + phases * phaseMs;
  const later: DynamoDBRecord[][] = Array.from({length: phases + 1}, () => []);
  const seen = new Set<DynamoDBRecord>();
  let deliveries = 0;
  startSweeps(world);

  for (let nth = 0; nth < subscribers; nth += 1) {
    const times = {startsAt: startsAt.getTime(), endsAt, confirmation: chance.pick(['required', 'none'] as const)};

    for (const {name, at, act} of deedsOfVisitor(chance, nth, times)) {
      void clock.wait(at - clock.now()).then(async () => void (await world.act(name, act)));
    }
  }

  for (let phase = 1; phase <= phases; phase += 1) {
    await liveUntil(world, Math.max(clock.now(), startsAt.getTime() + phase * phaseMs), noFault);

    const news = stream.shards
      .flatMap(({records}) => records)
      .filter((record) => !seen.has(record) && product.settings.patterns.some((pattern) => matches(pattern, record)));

    for (const record of news) {
      seen.add(record);
      later[phase]?.push(record);

      for (let time = 1 + chance.below(timesAtMost); time > 1; time -= 1) {
        later[phase + chance.below(phases + 1 - phase)]?.push(record);
      }
    }

    const queue = (later[phase] ?? [])
      .map((record) => ({record, place: chance.next()}))
      .toSorted((one, other) => one.place - other.place)
      .map(({record}) => record);
    deliveries += await deliverAll(world, queue, product.settings.batchSize);
  }

  await settleDown(world);

  const {due, lost, wrongs} = judge(world, []);
  const counts = [...mailbox.taken.values()].map(({length}) => length);
  const doubled = counts.filter((count) => count > 1).length;

  return {
    ...{seed, records: seen.size, deliveries, due, lost, doubled},
    mails: counts.reduce((sum, count) => sum + count, 0),
    wrongs: [...new Set([...wrongs, ...(doubled > 0 ? ['a mail came twice'] : [])])],
  };
};
