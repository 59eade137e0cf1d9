// One photo's life, from a seed: what its author, S3, the clock and bad luck do to it, one step at a time in an order that chance decides.

import {ulid} from 'ulid';
import {photoId} from '../../src/domain/slugs.ts';
import {createCloud, type Product} from './cloud.ts';
import {comeToPass, type Fate, faults, goWrong, howMany, planLife, receiveSome} from './fate.ts';
import {type FinalState, judge} from './final-state.ts';
import type {MemoryTable} from './memory-table.ts';
import {create, type Life, ladders, look, note, run, sweepUntilQuiet, wait} from './photo-life.ts';
import {forgetRecord, watchPhoto} from './photo-watch.ts';
import {chanceOf} from './random-choices.ts';
import type {Gate} from './scheduler.ts';
import {tenDaysLater} from './ten-days-later.ts';

export type Interleaving = {
  readonly seed: number;
  /** The photo's last status. */
  readonly status: string;
  /** What was wrong, at any moment or in the end. */
  readonly wrongs: readonly string[];
  /** How often each kind of thing happened. */
  readonly deeds: Readonly<Record<string, number>>;
  /** Thumbnails of a ready photo that no record ever named. */
  readonly leftovers: number;
  readonly isFaultless: boolean;
  readonly isGivenUp: boolean;
  readonly steps: number;
  readonly trace: readonly string[];
};

const maxStepMs = 60;

const open = async (life: Life, {chance}: Fate, gates: readonly Gate[]): Promise<void> => {
  const gate = gates[chance.place(gates.map(({actor}) => actor.pace))] as Gate;
  await life.cloud.scheduler.open(gate);
  await look(life, gate.actor.kind);
  note(life, `${gate.actor.name}: ${gate.label}`);
  await wait(life, chance.below(maxStepMs));
};

const liveOn = async (life: Life, fate: Fate): Promise<void> => {
  while (fate.pending.length > 0) {
    life.steps += 1;
    await comeToPass(life, fate);
    await run(life);
  }
};

export const interleave = async (product: Product, table: MemoryTable, seed: number): Promise<Interleaving> => {
  const chance = chanceOf(seed);
  const createdAt = new Date(Date.UTC(2026, 2, 1, 9, 30) + seed * 1000);
  const id = photoId.parse(ulid(createdAt.getTime(), chance.next));
  const cloud = createCloud({
    product,
    table,
    workflow: chance.pick(['standard', 'express']),
    ladder: ladders[0],
    startsAt: createdAt,
    stopsAtStates: false,
    // From a hundredth to one.
    pace: () => 10 ** (-2 * chance.next()),
    removedThumbnail: (key, versionId) => watch.lost(key, versionId),
    seen: () => watch.changes,
    told: (changes) => watch.told(changes),
  });
  const watch = watchPhoto(cloud, id);
  const fate: Fate = {chance, deeds: {}, faultRate: chance.pick([0.03, 0.08, 0.2]), pending: [], faultsLeft: 0};
  const life: Life = {
    ...{cloud, id, watch, createdAt, events: [], trace: [], steps: 0},
    step: async () => {
      await comeToPass(life, fate);
      await receiveSome(life, fate);
      await goWrong(life, fate);
      const waiting = life.cloud.scheduler.gates;

      if (waiting.length > 0) {
        await open(life, fate, waiting);
      }
    },
  };
  let final: FinalState = {status: 'unknown', wrongs: [], leftovers: 0, isGivenUp: false};
  let late: readonly string[] = [];

  try {
    // Now and then an object lies there without a record.
    if (!chance.isLess(0.03)) {
      await create(life);
      await run(life);
    }

    fate.faultsLeft = chance.place(howMany.faults);
    planLife(life, fate);
    await liveOn(life, fate);
    fate.faultsLeft = 0;
    note(life, '(nothing goes wrong any more)');
    await sweepUntilQuiet(life);
    final = await judge(cloud, id, watch, ladders);
    late = await tenDaysLater(life);
  } catch (error) {
    late = [String(error)];
  } finally {
    await forgetRecord(table, id);
  }

  return {
    seed,
    status: final.status,
    leftovers: final.leftovers,
    isGivenUp: final.isGivenUp,
    deeds: fate.deeds,
    steps: life.steps,
    trace: life.trace,
    isFaultless: !Object.keys(faults).some((fault) => fault in fate.deeds),
    wrongs: [...new Set([...final.wrongs, ...late, ...watch.wrongs, ...cloud.surprises])],
  };
};
