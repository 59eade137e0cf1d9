// Reads a state machine for what the template must give it: values for its ${placeholders}, and the rights its tasks need.

import * as z from 'zod';
import type {Value} from './cfn.ts';
import type {Action, Grant} from './iam.ts';

/** Something that a state machine can name. */
export type Target = {
  /** How the document spells it, without `${}`: `PhotosTableName`. */
  readonly placeholder: string;
  /** What is put in its place. */
  readonly value: Value<string>;
  readonly arn: Value<string>;
  /** What calling it takes besides: a key that it is encrypted with. */
  readonly also?: readonly Grant[];
};

/** A task's call: the action, and the placeholder of what it acts on. */
type Call = {readonly action: Action; readonly placeholder: string};

export type Workflow = {
  readonly path: string;
  readonly placeholders: readonly string[];
  readonly calls: readonly Call[];
};

type State = {
  readonly Type: string;
  readonly Resource?: string | undefined;
  readonly Arguments?: unknown;
  readonly Branches?: readonly StateMachine[] | undefined;
  readonly ItemProcessor?: StateMachine | undefined;
};

type StateMachine = {readonly States: Readonly<Record<string, State>>};

const state: z.ZodType<State> = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  get Branches() {
    return z.array(stateMachine).optional();
  },
  get ItemProcessor() {
    return stateMachine.optional();
  },
});

const stateMachine: z.ZodType<StateMachine> = z.looseObject({States: z.record(z.string(), state)});

const placeholderPattern = /\$\{(\w+)\}/g;

const placeholdersIn = (value: unknown): readonly string[] => [
  ...new Set([...JSON.stringify(value ?? null).matchAll(placeholderPattern)].flatMap(([, name]) => name ?? [])),
];

const statesIn = (machine: StateMachine): readonly (readonly [string, State])[] =>
  Object.entries(machine.States).flatMap(([name, inner]) => [
    [name, inner] as const,
    ...[...(inner.Branches ?? []), ...(inner.ItemProcessor ? [inner.ItemProcessor] : [])].flatMap(statesIn),
  ]);

/** `arn:aws:states:::dynamodb:updateItem` calls dynamodb:UpdateItem; only Lambda's integration is not named like its action. */
const actionOf = (integration: string): Action | undefined => {
  const [, service, api] = /^arn:aws:states:::(\w+):(\w+)$/.exec(integration) ?? [];

  if (service === undefined || api === undefined) {
    return undefined;
  }

  return service === 'lambda' ? 'lambda:InvokeFunction' : `${service}:${api.charAt(0).toUpperCase()}${api.slice(1)}`;
};

const callOf = (path: string, name: string, task: State): Call => {
  const where = `in state ${name} of ${path}`;
  const action = actionOf(task.Resource ?? '');
  const [placeholder, ...others] = placeholdersIn(task.Arguments);

  if (action === undefined) {
    throw new Error(`expected a resource like arn:aws:states:::lambda:invoke, got ${task.Resource}, ${where}`);
  }

  if (placeholder === undefined || others.length > 0) {
    throw new Error(`expected one placeholder in Arguments, got ${placeholdersIn(task.Arguments).length}, ${where}`);
  }

  return {action, placeholder};
};

/** @throws if the text is no state machine, or if it cannot be seen what a task acts on. */
export const parseWorkflow = (path: string, text: string): Workflow => {
  const machine = stateMachine.parse(JSON.parse(text));
  const tasks = statesIn(machine).filter(([, {Type}]) => Type === 'Task');

  return {path, placeholders: placeholdersIn(machine), calls: tasks.map(([name, task]) => callOf(path, name, task))};
};

/** The values and the rights of a workflow, given everything that it may name. */
export const bindWorkflow = (workflow: Workflow, targets: readonly Target[]) => {
  const targetOf = (placeholder: string): Target => {
    const target = targets.find((candidate) => candidate.placeholder === placeholder);

    if (target === undefined) {
      const known = targets.map((candidate) => candidate.placeholder).join(', ');

      throw new Error(`expected one of ${known}, got ${placeholder} for a placeholder, in ${workflow.path}`);
    }

    return target;
  };

  const substitutions = Object.fromEntries(workflow.placeholders.map((name) => [name, targetOf(name).value]));
  const grants = workflow.calls.map(({action, placeholder}): Grant => {
    const {arn, also} = targetOf(placeholder);

    return {actions: [action], resource: arn, ...(also && {also})};
  });

  return {substitutions, grants};
};
