// The states of the workflows.

import {at, entries, list, once} from './values.ts';
import type {Item, Machine, View} from './view.ts';

export const machineType = 'AWS::Serverless::StateMachine';

type Visited = readonly (readonly [name: string, state: unknown])[];

const statesIn = (document: unknown): Visited =>
  entries(at(document, 'States')).flatMap(([name, state]) => [
    [name, state] as const,
    ...[...list(at(state, 'Branches')), ...list(at(state, 'ItemProcessor'))].flatMap(statesIn),
  ]);

export const statesOf = once(({document}: Machine) => statesIn(document));

export const eachTask =
  (holds: (task: unknown, view: View, machine: Machine) => boolean) =>
  (view: View): readonly string[] =>
    view.machines.flatMap((machine) =>
      statesOf(machine).flatMap(([name, state]) =>
        at(state, 'Type') !== 'Task' || holds(state, view, machine) ? [] : name,
      ),
    );

/** What a state machine of the template runs; nothing if nobody knows it. */
export const machineOf = ({machines}: View, item: Item): Machine | undefined =>
  machines.find(({path}) => path === item.get('DefinitionUri'));
