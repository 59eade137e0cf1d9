// What rules ask of a value in a document: a property by its path, whatever is there, and what the intrinsics in it name.

import {isDeepStrictEqual} from 'node:util';

export const same = isDeepStrictEqual;

/** For what is asked of the same object many times; objects are never changed. */
export const once = <Key extends object, Answer>(answer: (key: Key) => Answer): ((key: Key) => Answer) => {
  const known = new WeakMap<Key, {readonly answer: Answer}>();

  return (key) => {
    const found = known.get(key) ?? {answer: answer(key)};

    known.set(key, found);

    return found.answer;
  };
};

const keysByPath = new Map<string, readonly string[]>();

const keysOf = (path: string): readonly string[] => {
  const keys = keysByPath.get(path) ?? path.split('.');

  keysByPath.set(path, keys);

  return keys;
};

export const at = (value: unknown, path: string): unknown =>
  keysOf(path).reduce<unknown>(
    (inner, key) => (inner as Readonly<Record<string, unknown>> | null | undefined)?.[key],
    value,
  );

export const list = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const entries = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** NaN for what is no number: every comparison with it is false. */
export const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);

/** The same texts, in whatever order and however often. */
export const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  same([...new Set(some)].toSorted(), [...new Set(others)].toSorted());

const collectNames = (value: unknown, names: string[]): readonly string[] => {
  for (const [key, inner] of entries(value)) {
    if (key === 'Fn::GetAtt') {
      names.push(text(list(inner)[0]));
    } else if (typeof inner !== 'string') {
      collectNames(inner, names);
    } else if (key === 'Ref' && !inner.startsWith('AWS::')) {
      names.push(inner.split('.')[0] ?? '');
    } else if (key === 'Fn::Sub') {
      names.push(...[...inner.matchAll(/\$\{(?!AWS::)(\w+)/g)].map(([, name]) => name ?? ''));
    }
  }

  return names;
};

/** The logical ids (and parameters) that the intrinsics in a value name. */
export const namesIn = (value: unknown): readonly string[] => collectNames(value, []);

export const nameIn = (value: unknown): string => namesIn(value)[0] ?? '';

/** A text, or the text that `Fn::Sub` fills. */
export const spelling = (value: unknown): string => text(value) || text(at(value, 'Fn::Sub'));
