// What CloudFormation would not do, said before it is asked.

import {isDeepStrictEqual} from 'node:util';
import {type Difference, type Json, keysOf, listOf, recordOf} from './edits.ts';
import type {Schema} from './replacements.ts';

export type Edit = Difference & {
  readonly replaces: boolean;
  /** The resource whose replacement alone changes this value. */
  readonly follows?: string;
};

type Pair = {readonly type: string; readonly before: Json; readonly after: Json; readonly edits: readonly Edit[]};

const namesAt = (resource: Json, list: string, name: string): readonly string[] =>
  listOf(recordOf(resource['Properties'])[list]).map((item) => String(recordOf(item)[name]));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html */
const tableRefusals = ({before, after, edits}: Pair): readonly string[] => {
  const tooMany = (what: string, list: string, name: string): readonly string[] => {
    const had = namesAt(before, list, name);
    const has = namesAt(after, list, name);
    const moved = [
      ...has.filter((each) => !had.includes(each)).map((each) => `${each} added`),
      ...had.filter((each) => !has.includes(each)).map((each) => `${each} removed`),
    ];

    return moved.length > 1 ? [`expected one ${what} added or removed per deploy, got ${moved.join(', ')}`] : [];
  };

  const streamChanges = edits.some(({path}) => path[1] === 'StreamSpecification');

  return [
    ...tooMany('replica', 'Replicas', 'Region'),
    ...tooMany('index', 'GlobalSecondaryIndexes', 'IndexName'),
    ...(streamChanges && namesAt(before, 'Replicas', 'Region').length > 1
      ? ['expected the stream of a table with several replicas to stay as it is']
      : []),
  ];
};

export const refusalsOf = (pair: Pair, schema: Schema): readonly string[] => {
  const {type, before, after, edits} = pair;
  const noun = type.split('::').at(-1) ?? '';
  const [had, has] = [recordOf(before['Properties']), recordOf(after['Properties'])];

  if (before['Type'] !== type) {
    return [`expected another id for another type, got ${String(before['Type'])} before`];
  }

  const replaced = edits.some(({replaces}) => replaces);
  const fixedName = keysOf(has).find(
    (key) =>
      key.endsWith('Name') &&
      noun.endsWith(key.slice(0, -'Name'.length)) &&
      schema.replaces(type, [key]) &&
      isDeepStrictEqual(had[key], has[key]),
  );

  return [
    ...(replaced && fixedName !== undefined
      ? [`expected another ${fixedName}, since the old and the new one exist side by side`]
      : []),
    ...(!replaced && type === 'AWS::DynamoDB::GlobalTable' ? tableRefusals(pair) : []),
    ...(edits.some(({path}) => path[1] === 'ServiceToken')
      ? ['expected the service token of a custom resource to stay as it is']
      : []),
  ];
};
