// CloudFormation as values: ids, references and resources are data, and only yaml.ts knows how they are spelled.

import type {PropertiesByType} from './resource-types.ts';

declare const brand: unique symbol;

/** A name in the Resources section. For anything stateful it is an interface: another id is another table. */
export type LogicalId = string & {readonly [brand]: 'LogicalId'};

export type Ref = {readonly Ref: string};
export type GetAtt = {readonly 'Fn::GetAtt': readonly [resource: string, attribute: string]};
export type Sub = {readonly 'Fn::Sub': string};
/** The n-th availability zone of the region. */
export type Zone = {readonly 'Fn::Select': readonly [n: number, zones: {readonly 'Fn::GetAZs': ''}]};
export type If = {readonly 'Fn::If': readonly [condition: string, then: Value<string>, otherwise: Value<string>]};
export type Intrinsic = Ref | GetAtt | Sub | Zone | If;

/** `T` with an intrinsic allowed wherever CloudFormation takes a scalar. */
export type Value<T> = 0 extends 1 & T
  ? unknown
  : T extends string | number | boolean
    ? T | Intrinsic
    : T extends readonly (infer Item)[]
      ? readonly Value<Item>[]
      : {readonly [Key in keyof T]: Value<T[Key]>};

export type ResourceType = keyof PropertiesByType;

type Policy = 'Retain' | 'Delete';

type NotePath<Properties> =
  | `Properties.${keyof Properties & string}${'' | `.${string}`}`
  | `Metadata.${string}`
  | 'DeletionPolicy';

export type Attributes<Properties> = {
  readonly dependsOn?: readonly LogicalId[];
  readonly deletionPolicy?: Policy;
  readonly updateReplacePolicy?: Policy;
  /** The resource exists only if it holds. */
  readonly condition?: LogicalId;
  readonly metadata?: object;
  /** One line above the resource in template.yaml, for the question that a reviewer would ask. */
  readonly why?: string;
  /** The same inside it, by path: `Properties.Replicas`. */
  readonly notes?: {readonly [Path in NotePath<Properties>]?: string};
};

export type Resource = {
  readonly id: LogicalId;
  readonly type: ResourceType;
  readonly properties: object;
} & Attributes<Readonly<Record<string, unknown>>>;

export type Output = {
  readonly name: string;
  readonly description: string;
  readonly value: Value<string>;
};

/** What a person, or another stack's output, tells this one. Without a default it must be told. */
export type Parameter = {
  readonly id: LogicalId;
  readonly description: string;
  readonly default?: string;
  readonly allowedValues?: readonly string[];
};

/** True if a parameter has been told. */
export type Condition = {readonly id: LogicalId; readonly isTold: LogicalId};

/** What a subsystem contributes: one headed section of template.yaml. */
export type Fragment = {
  /** The sentence under the heading. */
  readonly about: string;
  readonly resources: readonly Resource[];
  readonly outputs?: readonly Output[];
  readonly parameters?: readonly Parameter[];
  readonly conditions?: readonly Condition[];
};

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The one way to a logical id: `logicalId('resize-photo', 'function')` is `ResizePhotoFunction`. */
export const logicalId = (...names: readonly string[]): LogicalId =>
  names
    .flatMap((name) => name.split('-'))
    .map(capitalised)
    .join('') as LogicalId;

/** A resource whose properties are checked against CloudFormation's own schema. */
export const resource = <Type extends ResourceType>(
  id: LogicalId,
  type: Type,
  properties: Value<PropertiesByType[Type]>,
  attributes: Attributes<PropertiesByType[Type]> = {},
): Resource => ({id, type, properties: properties as object, ...attributes});

export const ref = (id: LogicalId): Ref => ({Ref: id});

export const getAtt = (id: LogicalId, attribute: string): GetAtt => ({'Fn::GetAtt': [id, attribute]});

export const zone = (n: number): Zone => ({'Fn::Select': [n, {'Fn::GetAZs': ''}]});

export const either = (condition: Condition, then: Value<string>, otherwise: Value<string>): If => ({
  'Fn::If': [condition.id, then, otherwise],
});

/** What CloudFormation knows about the stack itself. */
export const stack = {
  name: {Ref: 'AWS::StackName'},
  region: {Ref: 'AWS::Region'},
  account: {Ref: 'AWS::AccountId'},
  partition: {Ref: 'AWS::Partition'},
  urlSuffix: {Ref: 'AWS::URLSuffix'},
} as const satisfies Readonly<Record<string, Ref>>;

/** How a value is written inside the text of an `Fn::Sub`. */
export const spelled = (part: Ref | GetAtt | Sub | string): string => {
  if (typeof part === 'string') {
    return part;
  }

  if ('Fn::Sub' in part) {
    return part['Fn::Sub'];
  }

  return 'Ref' in part ? `\${${part.Ref}}` : `\${${part['Fn::GetAtt'].join('.')}}`;
};

/** `Fn::Sub` as a template literal: sub`${stack.name}-site`. */
export const sub = (texts: TemplateStringsArray, ...parts: readonly (Ref | GetAtt | Sub | string)[]): Sub => ({
  'Fn::Sub': String.raw({raw: texts}, ...parts.map(spelled)),
});
