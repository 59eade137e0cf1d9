// A run is killed at every state and at every call within its functions, once each, on every way through the document; then the sweeps
// come. Whoever acts first, goes first: nothing is left to chance.

import {ulid} from 'ulid';
import {photoId} from '../../src/domain/slugs.ts';
import {createCloud, type Product} from './cloud.ts';
import {judge} from './final-state.ts';
import type {MemoryTable} from './memory-table.ts';
import {create, type Life, ladders, look, note, run, sweepUntilQuiet} from './photo-life.ts';
import {forgetRecord, watchPhoto} from './photo-watch.ts';
import {type Way, ways} from './photo-ways.ts';
import type {Actor, Gate} from './scheduler.ts';

/** Who dies. */
const victims = ['run', 'run and function', 'function'] as const;
type Victim = (typeof victims)[number];

export type Kill = {
  readonly way: string;
  /** The state or the call before which it happened. */
  readonly where: string;
  readonly victim: Victim;
  readonly status: string;
  readonly reason?: string;
  readonly wrongs: readonly string[];
};

const stepMs = 20;

/** As it is told: without the names that differ from life to life. */
const placeOf = ({actor, label}: Gate): string =>
  actor.kind === 'function' || actor.kind === 'consumer'
    ? `${actor.name.replace(/-\d+$/, '')}: ${label.replace(/(photos|originals|uploads)\/.*/, '$1/…')}`
    : label;

/** Kills before the nth step of a run or a function; nothing if there are not so many. */
const killOnce = async (
  product: Product,
  table: MemoryTable,
  way: Way,
  victim: Victim,
  nth: number,
): Promise<Kill | undefined> => {
  const createdAt = new Date(Date.UTC(2026, 2, 1, 9, 30));
  const id = photoId.parse(ulid(createdAt.getTime(), () => 0.5));
  const cloud = createCloud({
    product,
    table,
    workflow: 'standard',
    ladder: ladders[0],
    startsAt: createdAt,
    pace: () => 1,
    stopsAtStates: true,
    removedThumbnail: (key, versionId) => watch.lost(key, versionId),
    seen: () => watch.changes,
    told: (changes) => watch.told(changes),
  });
  const watch = watchPhoto(cloud, id);
  let [isWatched, seen, where] = [false, 0, ''];
  let {meanwhile} = way;
  let held: Actor | undefined;

  const kill = ({actor}: Gate): void => {
    if (actor.kind === 'consumer') {
      cloud.scheduler.kill(actor);

      return;
    }

    const [invocation] = cloud.invocations;

    if (victim !== 'run' && invocation) {
      cloud.scheduler.kill(invocation.actor);
      invocation.fail('Runtime.ExitError');
    }

    const runs = cloud.scheduler.actors.filter(({kind}) => kind === 'run');

    for (const one of victim === 'function' ? [] : actor.kind === 'run' ? [actor] : runs) {
      cloud.scheduler.kill(one);
    }
  };

  const life: Life = {
    ...{cloud, id, watch, createdAt, events: [], trace: [], steps: 0},
    step: async (gates) => {
      // Who is overtaken waits until everybody else has done.
      const gate = gates.find(({actor}) => actor !== held) ?? gates[0];

      if (!gate) {
        return;
      }

      if (isWatched && gate.label === meanwhile?.at) {
        const {act} = meanwhile;
        meanwhile = undefined;
        held = gate.actor;
        await act(life);

        return;
      }

      const {kind} = gate.actor;
      const isVictim =
        kind === 'function' ||
        (kind === 'run' && victim !== 'function') ||
        (kind === 'consumer' && victim === 'function');

      if (isWatched && isVictim) {
        seen += 1;

        if (seen === nth) {
          where = placeOf(gate);
          kill(gate);
          await look(life, gate.actor.kind);
          note(life, `killed at ${where}`);

          return;
        }
      }

      await cloud.scheduler.open(gate, (isWatched && way.orders?.[gate.label]) || 'go');
      cloud.wait(stepMs);
      await look(life, gate.actor.kind);
      note(life, `${gate.actor.name}: ${gate.label}`);
    },
  };

  try {
    await create(life);
    await run(life);
    await way.before?.(life);
    isWatched = true;
    await way.start(life);
    await run(life);
    isWatched = false;

    if (!where) {
      return undefined;
    }

    await sweepUntilQuiet(life);
    const {status, wrongs} = await judge(cloud, id, watch, ladders);
    const {reason} = watch.record ?? {};

    return {way: way.name, where, victim, status, wrongs, ...(reason !== undefined && {reason})};
  } finally {
    await forgetRecord(table, id);
  }
};

/** On all ways whoever dies, or on fewer. */
export const killEverywhere = async (
  product: Product,
  table: MemoryTable,
  {names = ways.map(({name}) => name), dying = victims}: {names?: readonly string[]; dying?: readonly Victim[]} = {},
): Promise<readonly Kill[]> => {
  const kills: Kill[] = [];

  for (const way of ways.filter(({name}) => names.includes(name))) {
    for (const victim of dying) {
      for (let nth = 1; ; nth += 1) {
        const kill = await killOnce(product, table, way, victim, nth);

        if (!kill) {
          break;
        }

        kills.push(kill);
      }
    }
  }

  return kills;
};

/** States of the document at which nobody was killed. */
export const statesLeftOut = ({machine}: Product, kills: readonly Kill[]): readonly string[] =>
  Object.keys(machine.States).filter((state) => !kills.some(({where}) => where === `enter ${state}`));

/** A line for each place: how often it was killed there, and how the photos ended. */
export const rowsOf = (kills: readonly Kill[]): readonly string[] => {
  const places = Map.groupBy(kills, ({where}) => where);
  const width = Math.max(...[...places.keys()].map(({length}) => length));

  return [...places].map(([where, there]) => {
    const statuses = Map.groupBy(there, ({status}) => status);
    const wrongs = there.filter((kill) => kill.wrongs.length > 0);
    const ends = [...statuses].map(([status, {length}]) => `${length} ${status}`).toSorted();
    const wrong = [...new Set(wrongs.map((kill) => `${kill.way}, ${kill.victim}: ${kill.wrongs.join('; ')}`))];

    return [
      `${where.padEnd(width)}  ${String(there.length).padStart(3)} kills: ${ends.join(', ')}`,
      ...wrong.map((words) => `    wrong: ${words}`),
    ].join('\n');
  });
};
