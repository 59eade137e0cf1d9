// The state machine: its states in order, and what each of them calls, as far as its role allows.

import {at, entries, list, text} from '../../generator/rules/view/values.ts';
import {type Blog, type Part, type PartId, partsOfType} from '../blog.ts';
import {roleMay, roleOf} from '../policies.ts';
import {type Flow, type Relation, relation} from '../relation.ts';

export const stateId = (machine: PartId, state: string): PartId => `${machine}.${state}`;

const calls: Readonly<Record<string, readonly [flow: Flow, action: string]>> = {
  'lambda:invoke': ['invokes', 'lambda:InvokeFunction'],
  'dynamodb:getItem': ['reads', 'dynamodb:GetItem'],
  'dynamodb:putItem': ['writes', 'dynamodb:PutItem'],
  'dynamodb:updateItem': ['writes', 'dynamodb:UpdateItem'],
  'sns:publish': ['publishes', 'sns:Publish'],
};

/** `${PhotosTableName}` → the part that the machine substitutes for it. */
const substituted = (blog: Blog, machine: Part, value: unknown): readonly PartId[] =>
  [...JSON.stringify(value ?? null).matchAll(/\$\{(\w+)\}/g)].flatMap(([, name]) =>
    blog.named(machine, machine.get(`DefinitionSubstitutions.${name}`)),
  );

const callsOf = (blog: Blog, machine: Part, name: string, state: unknown): readonly Relation[] => {
  const service = text(at(state, 'Resource')).replace('arn:aws:states:::', '');
  const [flow, action] = calls[service] ?? ['uses', ''];
  const role = roleOf(blog, machine, machine.get('Role'));

  return substituted(blog, machine, at(state, 'Arguments'))
    .filter((target) => roleMay(blog, role, action, target))
    .map((target) => relation(stateId(machine.id, name), flow, target));
};

/** A Choice is no state of its own in a picture: what it leads to follows the state before it. */
const after = (states: unknown, name: string): {readonly on: readonly string[]; readonly out: readonly string[]} => {
  const state = at(states, name);
  const others = list(at(state, 'Catch')).map((one) => text(at(one, 'Next')));
  const next = text(at(state, 'Next'));
  const choice = at(states, next);

  if (at(choice, 'Type') !== 'Choice') {
    return {on: next === '' ? [] : [next], out: others};
  }

  return {
    on: [text(at(choice, 'Default'))],
    out: [...others, ...list(at(choice, 'Choices')).map((one) => text(at(one, 'Next')))],
  };
};

const firstOf = (workflow: unknown): readonly string[] => {
  const start = text(at(workflow, 'StartAt'));
  const state = at(at(workflow, 'States'), start);

  return at(state, 'Type') === 'Choice'
    ? [...list(at(state, 'Choices')), state].map((one) => text(at(one, 'Next') ?? at(one, 'Default')))
    : [start];
};

const ofMachine = (blog: Blog, machine: Part): readonly Relation[] => {
  const workflow = blog.workflowOf(machine);
  const states = at(workflow, 'States');
  const id = (state: string): PartId => stateId(machine.id, state);

  const inside = entries(states).flatMap(([name, state]) => {
    const next = after(states, name);

    return [
      ...next.on.map((to) => relation(id(name), 'then', id(to))),
      ...[...new Set(next.out)].map((to) => relation(id(name), 'else', id(to))),
      ...callsOf(blog, machine, name, state),
    ];
  });

  return [...firstOf(workflow).map((state) => relation(machine.id, 'starts', id(state))), ...inside];
};

export const workflowRelations = (blog: Blog): readonly Relation[] =>
  partsOfType(blog, 'AWS::Serverless::StateMachine').flatMap((machine) => ofMachine(blog, machine));
