// Pure: a CSV file of people, all of it or none.
import {CsvError, parse} from 'csv-parse/sync';
import * as z from 'zod/mini';
import {subscriberId} from '../../src/domain/addresses.ts';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import {signUp} from '../../src/domain/subscribers.ts';
import {UserError} from '../user-error.ts';
import {unguarded} from './formula-guard.ts';

/** Whom the file names; `repeated` counts the lines that name somebody again, of whom the first line is taken. */
export type PeopleFile = {readonly people: readonly ListedPerson[]; readonly repeated: number};
export type ListedPerson = Pick<Subscriber, 'id' | 'email' | 'name'>;

const listed = z.strictObject({email: signUp.shape.email, name: signUp.shape.name});

type Line = {readonly info: {readonly lines: number}; readonly record: readonly string[]};

/** Spreadsheets separate by semicolons where the comma is in numbers. */
const delimiterOf = (text: string): string => (/^[^\r\n]*;/.test(text) ? ';' : ',');

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch (error) {
    throw new UserError('expected a file in UTF-8, got other bytes: save it as CSV UTF-8', {cause: error});
  }
};

const linesOf = (text: string): readonly Line[] => {
  try {
    const options = {
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    };
    return parse(text, options) as unknown as readonly Line[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(`expected a CSV file, got one that breaks off in line ${error['lines']}: ${error.code}`, {
      cause: error,
    });
  }
};

const headerOf = (first: Line | undefined): readonly string[] => {
  const names = first?.record.map((name) => name.toLowerCase()) ?? [];
  const isKnown = names.includes('email') && names.every((name) => name === 'email' || name === 'name');
  if (isKnown && new Set(names).size === names.length) return names;
  const got = names.some((name) => name.includes('@')) ? 'an address' : `'${names.join(',')}'`;
  throw new UserError(`expected the first line to name the columns, email and, if there is one, name, got ${got}`);
};

/** What was expected, without what is there: that may be an address, and what a terminal shows is often kept. The owner has the file. */
const expectation = (sentence: string): string => sentence.split(', got ', 1)[0] ?? '';

/** A file of something else has as many bad lines as it has lines. */
const maxTold = 20;

/** Throws a UserError that tells bad lines, the first twenty of them, with their numbers and what should be there. */
export const parsePeople = (bytes: Uint8Array): PeopleFile => {
  const [first, ...lines] = linesOf(textOf(bytes));
  const names = headerOf(first);
  const people = new Map<string, ListedPerson>();
  const problems = new Map<number, readonly string[]>();
  for (const {info, record} of lines) {
    const tell = (sentence: string) =>
      problems.set(info.lines, [...(problems.get(info.lines) ?? []), `line ${info.lines}: ${sentence}`]);
    if (record.length > names.length) {
      tell(`expected ${names.join(' and ')}, got ${record.length} cells`);
      continue;
    }
    const cells = Object.fromEntries(names.map((name, index) => [name, unguarded(record[index] ?? '')]));
    const {success, data, error} = listed.safeParse(cells);
    if (!success) {
      for (const {path, message} of error.issues) tell(`${expectation(message)}, at ${path.join('.')}`);
      continue;
    }
    const {email, name} = data;
    const id = subscriberId(email);
    if (!people.has(id)) people.set(id, {id, email, ...(name && {name})});
  }
  if (problems.size > 0) {
    const count = problems.size === 1 ? '1 bad line' : `${problems.size} bad lines`;
    const told = [...problems.values()].slice(0, maxTold).flat();
    const more = problems.size > maxTold ? [`and ${problems.size - maxTold} more`] : [];
    throw new UserError(
      [`expected a list of people, got ${count}; nothing was imported:`, ...told, ...more].join('\n  '),
    );
  }
  return {people: [...people.values()], repeated: lines.length - people.size};
};
