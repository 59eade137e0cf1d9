// Puts the sections together, and refuses what CloudFormation would refuse after minutes of upload.

import type {Condition, Fragment, Output, Parameter, Resource} from './cfn.ts';
import {type Tags, tagged} from './tags.ts';

export type Sections = Readonly<Record<string, Fragment>>;

/** What stands above the sections. */
export type Head = {
  /** How it is deployed, in one line. */
  readonly deploy: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly globals: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Comments, by section and property of the globals: `Api.OpenApiVersion`. */
  readonly notes: Readonly<Record<string, string>>;
  /** Values that are names only to a machine → what people call them. */
  readonly names: ReadonlyMap<unknown, string>;
};

export type Template = {readonly head: Head; readonly sections: Sections};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits = {resources: 500, outputs: 200, parameters: 200, idCharacters: 255, bodyBytes: 1_000_000};

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

export const resourcesOf = ({sections}: Template): readonly Resource[] =>
  Object.values(sections).flatMap(({resources}) => resources);

export const outputsOf = ({sections}: Template): readonly Output[] =>
  Object.values(sections).flatMap(({outputs = []}) => outputs);

export const parametersOf = ({head, sections}: Template): readonly Parameter[] => [
  ...head.parameters,
  ...Object.values(sections).flatMap(({parameters = []}) => parameters),
];

export const conditionsOf = ({sections}: Template): readonly Condition[] =>
  Object.values(sections).flatMap(({conditions = []}) => conditions);

const taggedSections = (sections: Sections, tags: Tags): Sections =>
  Object.fromEntries(
    Object.entries(sections).map(([name, fragment]) => [
      name,
      {...fragment, resources: fragment.resources.map((each) => tagged(each, tags))},
    ]),
  );

/** @throws if two sections use one name, a name is none to CloudFormation, or there are too many of them. */
export const template = ({tags}: {readonly tags: Tags}, head: Head, sections: Sections): Template => {
  const whole = {head, sections: taggedSections(sections, tags)};
  // Parameters and resources share one space of names.
  const parameters = parametersOf(whole).map(({id}) => id);
  const resources = resourcesOf(whole).map(({id}) => id);
  const ids = [...parameters, ...resources];
  const outputs = outputsOf(whole).map(({name}) => name);

  const problems = [
    ...repeated(ids).map((id) => `expected each logical id once, got ${id} again`),
    ...repeated(outputs).map((name) => `expected each output once, got ${name} again`),
    ...[...ids, ...outputs]
      .filter((name) => !/^[A-Za-z0-9]+$/.test(name) || name.length > limits.idCharacters)
      .map((name) => `expected up to ${limits.idCharacters} letters and digits as a name, got '${name}'`),
    ...Object.entries({resources, outputs, parameters}).flatMap(([kind, {length}]) => {
      const most = limits[kind as 'resources' | 'outputs' | 'parameters'];

      return length > most ? [`expected at most ${most} ${kind}, got ${length}`] : [];
    }),
  ];

  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }

  return whole;
};

/** @throws if the text is larger than CloudFormation reads. */
export const withinBodyLimit = (text: string): string => {
  const bytes = Buffer.byteLength(text);

  if (bytes > limits.bodyBytes) {
    throw new Error(`expected a template of at most ${limits.bodyBytes} bytes, got ${bytes}`);
  }

  return text;
};

const bodyOf = ({type, condition, dependsOn, deletionPolicy, updateReplacePolicy, properties, metadata}: Resource) => ({
  Type: type,
  ...(condition && {Condition: condition}),
  ...(dependsOn && {DependsOn: dependsOn}),
  ...(deletionPolicy && {DeletionPolicy: deletionPolicy}),
  ...(updateReplacePolicy && {UpdateReplacePolicy: updateReplacePolicy}),
  ...(Object.keys(properties).length > 0 && {Properties: properties}),
  ...(metadata && {Metadata: metadata}),
});

const parameterBody = ({description, default: fallback, allowedValues}: Parameter) => ({
  Type: 'String',
  Description: description,
  ...(allowedValues && {AllowedValues: allowedValues}),
  ...(fallback !== undefined && {Default: fallback}),
});

/** A section of the document, unless it would be empty. */
const section = <Name extends string>(name: Name, content: object): {readonly [Key in Name]?: object} =>
  (Object.keys(content).length > 0 ? {[name]: content} : {}) as {readonly [Key in Name]?: object};

/** The template as CloudFormation reads it: no sections, no comments. */
export const toCloudFormation = (whole: Template) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  ...(Object.keys(whole.head.globals).length > 0 && {Transform: 'AWS::Serverless-2016-10-31'}),
  Description: whole.head.description,
  ...section('Parameters', Object.fromEntries(parametersOf(whole).map((each) => [each.id, parameterBody(each)]))),
  ...section(
    'Conditions',
    Object.fromEntries(
      conditionsOf(whole).map(({id, isTold}) => [id, {'Fn::Not': [{'Fn::Equals': [{Ref: isTold}, '']}]}]),
    ),
  ),
  ...section('Globals', whole.head.globals),
  Resources: Object.fromEntries(resourcesOf(whole).map((each) => [each.id, bodyOf(each)])),
  Outputs: Object.fromEntries(
    outputsOf(whole).map(({name, description, value}) => [name, {Description: description, Value: value}]),
  ),
});
