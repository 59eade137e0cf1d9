// The states of the photo workflow.

import {at, entries, list, once} from './values.ts';
import type {View} from './view.ts';

type Visited = readonly (readonly [name: string, state: unknown])[];

const statesIn = (machine: unknown): Visited =>
  entries(at(machine, 'States')).flatMap(([name, state]) => [
    [name, state] as const,
    ...[...list(at(state, 'Branches')), ...list(at(state, 'ItemProcessor'))].flatMap(statesIn),
  ]);

export const statesOf = once(({machine}: View) => statesIn(machine));

export const eachTask =
  (holds: (task: unknown, view: View) => boolean) =>
  (view: View): readonly string[] =>
    statesOf(view).flatMap(([name, state]) => (at(state, 'Type') !== 'Task' || holds(state, view) ? [] : name));
