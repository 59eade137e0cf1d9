// What rules ask of a template: resources by type, properties by path, what a reference names, what a role allows.

import {isDeepStrictEqual} from 'node:util';
import {parseWorkflow, type Workflow} from '../workflow.ts';

export type Item = {
  readonly id: string;
  readonly type: string;
  /** A property by its path, `Replicas.0.Region`; undefined where there is none. */
  readonly get: (path: string) => unknown;
  /** The same beside the properties: `DeletionPolicy`. */
  readonly attribute: (path: string) => unknown;
  readonly properties: unknown;
};

export type View = {
  readonly document: unknown;
  readonly items: readonly Item[];
  readonly byId: ReadonlyMap<string, Item>;
  readonly byType: ReadonlyMap<string, readonly Item[]>;
  readonly machine: unknown;
  readonly workflow: Workflow;
};

/** `check` returns the places that break the sentence. */
export type Rule = {
  readonly id: string;
  readonly sentence: string;
  readonly check: (view: View) => readonly string[];
};

export const same = isDeepStrictEqual;

export const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Readonly<Record<string, unknown>> | null | undefined)?.[key], value);

export const list = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** NaN for what is no number: every comparison with it is false. */
export const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The logical ids (and parameters) that the intrinsics in a value name. */
export const namesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) {
    return value.flatMap(namesIn);
  }

  return entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') {
      return text(inner).startsWith('AWS::') ? [] : [text(inner).split('.')[0] ?? ''];
    }

    if (key === 'Fn::GetAtt') {
      return [text(list(inner)[0])];
    }

    if (key === 'Fn::Sub' && typeof inner === 'string') {
      return [...inner.matchAll(/\$\{(?!AWS::)(\w+)/g)].map(([, name]) => name ?? '');
    }

    return namesIn(inner);
  });
};

export const nameIn = (value: unknown): string => namesIn(value)[0] ?? '';

export const viewOf = (document: unknown, machine: unknown): View => {
  const items = entries(at(document, 'Resources')).map(([id, body]) => ({
    id,
    type: text(at(body, 'Type')),
    properties: at(body, 'Properties'),
    get: (path: string) => at(at(body, 'Properties'), path),
    attribute: (path: string) => at(body, path),
  }));

  return {
    document,
    machine,
    items,
    byId: new Map(items.map((item) => [item.id, item])),
    byType: Map.groupBy(items, ({type}) => type),
    workflow: parseWorkflow('the photo workflow', JSON.stringify(machine)),
  };
};

export const ofType = (view: View, ...types: readonly string[]): readonly Item[] =>
  types.flatMap((type) => view.byType.get(type) ?? []);

export const itemOf = (view: View, id: string): Item | undefined => view.byId.get(id);

/** The commonest check: a sentence about each resource of a type. */
export const each =
  (type: string, holds: (item: Item, view: View) => boolean) =>
  (view: View): readonly string[] =>
    ofType(view, type).flatMap((item) => (holds(item, view) ? [] : item.id));

export type Statement = {
  readonly effect: unknown;
  readonly principal: unknown;
  readonly actions: readonly string[];
  readonly resources: readonly unknown[];
  readonly condition: unknown;
  readonly keys: readonly string[];
};

const statements = (document: unknown): readonly Statement[] =>
  list(at(document, 'Statement')).map((statement) => ({
    effect: at(statement, 'Effect'),
    principal: at(statement, 'Principal'),
    actions: list(at(statement, 'Action')).map(text),
    resources: list(at(statement, 'Resource')),
    condition: at(statement, 'Condition'),
    keys: entries(statement).map(([key]) => key),
  }));

export const trustOf = (role: Item): readonly Statement[] => statements(role.get('AssumeRolePolicyDocument'));

export const grantsOf = (role: Item | undefined): readonly Statement[] =>
  list(role?.get('Policies')).flatMap((policy) => statements(at(policy, 'PolicyDocument')));

/** The statements of a bucket's, queue's or topic's own policy. */
export const policiesOf = (view: View, id: string): readonly Statement[] =>
  ofType(view, 'AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy')
    .filter((policy) => ['Bucket', 'Queues', 'Topics'].some((property) => namesIn([policy.get(property)]).includes(id)))
    .flatMap((policy) => statements(policy.get('PolicyDocument')));

export const roleOf = (view: View, item: Item | undefined): Item | undefined =>
  itemOf(view, nameIn(item?.get('Role') ?? item?.get('RoleArn')));

export const permits = (role: Item | undefined, action: string, id: string): boolean =>
  grantsOf(role).some(
    ({effect, actions, resources}) =>
      effect === 'Allow' && actions.includes(action) && resources.some((resource) => nameIn(resource) === id),
  );

export const functionsOf = (view: View): readonly Item[] => ofType(view, 'AWS::Serverless::Function');

/** A function's own setting, or what all functions have. */
export const settingOf = (view: View, item: Item | undefined, name: string): unknown =>
  item?.get(name) ?? at(view.document, `Globals.Function.${name}`);

export const envOf = (item: Item | undefined): readonly (readonly [string, unknown])[] =>
  entries(item?.get('Environment.Variables'));

export type Route = {
  readonly item: Item;
  readonly method: string;
  readonly path: string;
  readonly api: string;
  readonly open: boolean;
};

export const routesOf = (view: View): readonly Route[] =>
  functionsOf(view).flatMap((item) =>
    entries(item.get('Events')).flatMap(([, event]) =>
      at(event, 'Type') === 'Api'
        ? {
            item,
            method: text(at(event, 'Properties.Method')).toUpperCase(),
            path: text(at(event, 'Properties.Path')),
            api: nameIn(at(event, 'Properties.RestApiId')),
            open: at(event, 'Properties.Auth.Authorizer') === 'NONE',
          }
        : [],
    ),
  );

export type Behavior = {
  readonly where: string;
  readonly pattern: string;
  readonly get: (path: string) => unknown;
  readonly origin: unknown;
};

/** In the order in which CloudFront tries them, the default last. */
export const behaviorsOf = (view: View): readonly Behavior[] =>
  ofType(view, 'AWS::CloudFront::Distribution').flatMap((distribution) => {
    const origins = list(distribution.get('DistributionConfig.Origins'));
    const rest = {...(distribution.get('DistributionConfig.DefaultCacheBehavior') as object), PathPattern: '*'};

    return [...list(distribution.get('DistributionConfig.CacheBehaviors')), rest].map((behavior) => ({
      where: `${distribution.id} ${text(at(behavior, 'PathPattern'))}`,
      pattern: text(at(behavior, 'PathPattern')),
      get: (path) => at(behavior, path),
      origin: origins.find((origin) => at(origin, 'Id') === at(behavior, 'TargetOriginId')),
    }));
  });

export const eachBehavior =
  (holds: (behavior: Behavior, view: View) => boolean) =>
  (view: View): readonly string[] =>
    behaviorsOf(view).flatMap((behavior) => (holds(behavior, view) ? [] : behavior.where));

export const behaviorFor = (view: View, path: string): Behavior | undefined =>
  behaviorsOf(view).find(({pattern}) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(path));

export const isApiOrigin = (view: View, origin: unknown): boolean =>
  itemOf(view, nameIn(at(origin, 'DomainName')))?.type === 'AWS::Serverless::Api';

/** Mappings by what they read: `AWS::DynamoDB::GlobalTable` or `AWS::SQS::Queue`. */
export const mappingsOf = (view: View, sourceType: string): readonly Item[] =>
  ofType(view, 'AWS::Lambda::EventSourceMapping').filter(
    (mapping) => itemOf(view, nameIn(mapping.get('EventSourceArn')))?.type === sourceType,
  );

export const consumerOf = (view: View, mapping: Item): Item | undefined =>
  itemOf(view, nameIn(mapping.get('FunctionName')));

type Visited = readonly (readonly [name: string, state: unknown])[];

const statesIn = (machine: unknown): Visited =>
  entries(at(machine, 'States')).flatMap(([name, state]) => [
    [name, state] as const,
    ...[...list(at(state, 'Branches')), ...list(at(state, 'ItemProcessor'))].flatMap(statesIn),
  ]);

export const statesOf = ({machine}: View): Visited => statesIn(machine);

export const eachTask =
  (holds: (task: unknown, view: View) => boolean) =>
  (view: View): readonly string[] =>
    statesOf(view).flatMap(([name, state]) => (at(state, 'Type') !== 'Task' || holds(state, view) ? [] : name));
