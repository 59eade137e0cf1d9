// Puts the sections together, and refuses what CloudFormation would refuse after minutes of upload.

import type {Fragment, Output, Resource} from './cfn.ts';

export type Sections = Readonly<Record<string, Fragment>>;

/** What stands above the sections. */
export type Head = {
  readonly description: string;
  readonly parameters: Readonly<Record<string, object>>;
  readonly globals: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Comments, by section and property of the globals: `Api.OpenApiVersion`. */
  readonly notes: Readonly<Record<string, string>>;
  /** Values that are names only to a machine → what people call them. */
  readonly names: ReadonlyMap<unknown, string>;
};

export type Template = {readonly head: Head; readonly sections: Sections};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const limits = {resources: 500, outputs: 200, idCharacters: 255, bodyBytes: 1_000_000};

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];

export const resourcesOf = ({sections}: Template): readonly Resource[] =>
  Object.values(sections).flatMap(({resources}) => resources);

export const outputsOf = ({sections}: Template): readonly Output[] =>
  Object.values(sections).flatMap(({outputs = []}) => outputs);

/** @throws if two sections use one name, a name is none to CloudFormation, or there are too many of them. */
export const template = (head: Head, sections: Sections): Template => {
  const whole = {head, sections};
  const ids = resourcesOf(whole).map(({id}) => id);
  const outputs = outputsOf(whole).map(({name}) => name);

  const problems = [
    ...repeated(ids).map((id) => `expected each logical id once, got ${id} again`),
    ...repeated(outputs).map((name) => `expected each output once, got ${name} again`),
    ...[...ids, ...outputs]
      .filter((name) => !/^[A-Za-z0-9]+$/.test(name) || name.length > limits.idCharacters)
      .map((name) => `expected up to ${limits.idCharacters} letters and digits as a name, got '${name}'`),
    ...(ids.length > limits.resources ? [`expected at most ${limits.resources} resources, got ${ids.length}`] : []),
    ...(outputs.length > limits.outputs ? [`expected at most ${limits.outputs} outputs, got ${outputs.length}`] : []),
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

const bodyOf = ({type, dependsOn, deletionPolicy, updateReplacePolicy, properties, metadata}: Resource) => ({
  Type: type,
  ...(dependsOn && {DependsOn: dependsOn}),
  ...(deletionPolicy && {DeletionPolicy: deletionPolicy}),
  ...(updateReplacePolicy && {UpdateReplacePolicy: updateReplacePolicy}),
  ...(Object.keys(properties).length > 0 && {Properties: properties}),
  ...(metadata && {Metadata: metadata}),
});

/** The template as CloudFormation reads it: no sections, no comments. */
export const toCloudFormation = (whole: Template) => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Transform: 'AWS::Serverless-2016-10-31',
  Description: whole.head.description,
  Parameters: whole.head.parameters,
  Globals: whole.head.globals,
  Resources: Object.fromEntries(resourcesOf(whole).map((each) => [each.id, bodyOf(each)])),
  Outputs: Object.fromEntries(
    outputsOf(whole).map(({name, description, value}) => [name, {Description: description, Value: value}]),
  ),
});
