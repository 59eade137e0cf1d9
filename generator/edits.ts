// Where two values differ, as paths. Knows nothing of what the values are for.

import {isDeepStrictEqual} from 'node:util';

export type Json = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isIntrinsic = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length === 1 &&
  Object.keys(value).every((key) => key === 'Ref' || key.startsWith('Fn::'));

export const keysOf = (...records: readonly Json[]): readonly string[] => [...new Set(records.flatMap(Object.keys))];

/** What names an item in CloudFormation's lists, so that one more at the front does not change all others. */
const itemNames = ['Region', 'Id', 'Sid', 'PolicyName', 'IndexName', 'AttributeName', 'PathPattern', 'Name', 'Key'];

const nameIn = (...lists: readonly (readonly unknown[])[]): string | undefined =>
  itemNames.find((name) =>
    lists.every((list) => {
      const values = list.map((item) => recordOf(item)[name]);

      return values.every((value) => typeof value === 'string') && new Set(values).size === list.length;
    }),
  );

/** The items as a record; undefined for a list of scalars, which is one value. */
const itemsOf = (list: readonly unknown[], name: string | undefined): Json =>
  Object.fromEntries(list.map((item, i) => [`[${name === undefined ? i : recordOf(item)[name]}]`, item]));

export type Difference = {
  /** As in the template, `['Properties', 'Replicas', '[us-west-2]']`: an item goes by its name where it has one. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
};

export const differences = (path: readonly string[], before: unknown, after: unknown): readonly Difference[] => {
  const within = (one: Json, other: Json): readonly Difference[] =>
    keysOf(one, other).flatMap((key) => differences([...path, key], one[key], other[key]));

  if (isDeepStrictEqual(before, after)) {
    return [];
  }

  if (isRecord(before) && isRecord(after) && !isIntrinsic(before) && !isIntrinsic(after)) {
    return within(before, after);
  }

  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every((item) => isRecord(item))) {
    const name = nameIn(before, after);
    const inside = within(itemsOf(before, name), itemsOf(after, name));

    return inside.length > 0 ? inside : [{path, before, after}];
  }

  return [{path, before, after}];
};

/** An edit value by value; what goes with a removed item of a list is no edit of its own. */
export const leavesOf = (edit: Difference): readonly Difference[] => {
  const {path, before, after} = edit;
  const added = before === undefined && (isRecord(after) || Array.isArray(after));
  const removed = after === undefined && isRecord(before) && !path.at(-1)?.startsWith('[');

  return added || removed
    ? differences(path, before ?? (Array.isArray(after) ? [] : {}), after ?? {}).flatMap(leavesOf)
    : [edit];
};

export const pathText = (path: readonly string[]): string =>
  path.reduce((text, key) => (key.startsWith('[') || text === '' ? `${text}${key}` : `${text}.${key}`), '');
