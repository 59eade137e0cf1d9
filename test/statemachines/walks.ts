import type {Machine} from './asl.ts';
import type {Result} from './interpreter.ts';
import {catchOf, stateOf, type Way, waysOf} from './machine.ts';

/** A run's ways from the machine's start to an end. */
export type Walk = readonly Way[];

/** How often a walk enters a state at most: every loop is gone round once. */
const maxVisits = 2;

/** Whether no state is entered more often than that; `walk` may be unfinished. */
export const isShort = (machine: Machine, walk: Walk): boolean => {
  const entered = [machine.StartAt, ...walk.flatMap(({to}) => to ?? [])];
  return entered.every((name) => entered.filter((other) => other === name).length <= maxVisits);
};

/** Every walk that the document allows, whatever the data. */
export const walksOf = (machine: Machine): readonly Walk[] => {
  const from = (name: string, walked: Walk): readonly Walk[] =>
    waysOf(machine, name).flatMap((way) => {
      const walk = [...walked, way];
      if (!isShort(machine, walk)) return [];
      return way.to === undefined ? [walk] : from(way.to, walk);
    });
  return from(machine.StartAt, []);
};

export const nameOfWalk = (walk: Walk): string => walk.map(({name}) => name).join(' ');

/** The way that the history tells; a state's last call says whether it was answered or caught. */
const wayTaken = (machine: Machine, name: string, next: string | undefined, error: string | undefined): Way => {
  if (stateOf(machine, name).Type === 'Choice') {
    const ways = waysOf(machine, name).filter(({to}) => to === next);
    if (ways.length > 1) throw new Error(`expected each branch of ${name} to lead to a state of its own, got ${next}`);
    return ways[0] ?? {name: `${name} fails`};
  }
  if (error === undefined) return waysOf(machine, name).find(({name: way}) => /\.(Next|End)$/.test(way)) ?? {name};
  const caught = catchOf(machine, name, error);
  return caught && caught.to === next ? caught : {name: `${name} fails with ${error}`, ...(next && {to: next})};
};

/** The ways that a run went by its history. */
export const walkOf = (machine: Machine, {events}: Result): Walk => {
  const entries = events.flatMap(({type, name = ''}, index) => (type.endsWith('StateEntered') ? [{name, index}] : []));
  return entries.map(({name, index}, visit) => {
    const next = entries[visit + 1];
    const ended = events
      .slice(index, next?.index)
      .filter(({type}) => type === 'TaskFailed' || type === 'TaskSucceeded');
    return wayTaken(machine, name, next?.name, ended.at(-1)?.error);
  });
};
