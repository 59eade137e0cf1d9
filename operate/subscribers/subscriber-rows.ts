// Pure: subscribers as lines of a CSV file.
import {stringify} from 'csv-stringify/sync';
import type {Subscriber} from '../../src/domain/subscriber-life.ts';
import {guarded} from './formula-guard.ts';

const columns = [
  'email',
  'name',
  'status',
  'createdAt',
  'updatedAt',
  'consentedAt',
  'consentedBy',
  'consent',
  'history',
] as const;

/** `consent…` is the last time they said yes: when, how, and to which words or, of an import, where. `history` is JSON. */
const cellsOf = ({email, name, status, createdAt, updatedAt, history}: Subscriber): readonly string[] => {
  const yes = history.findLast(({to}) => to === 'confirmed');
  const cells: Record<(typeof columns)[number], string> = {
    email,
    name: name ?? '',
    status,
    createdAt,
    updatedAt,
    consentedAt: yes?.at ?? '',
    consentedBy: yes?.by ?? '',
    consent: yes?.consent ?? '',
    history: JSON.stringify(history),
  };
  return columns.map((column) => guarded(cells[column]));
};

const line = (cells: readonly string[], options = {}): string => stringify([[...cells]], {quoted: true, ...options});

/** The first line tells spreadsheets that this is UTF-8. */
export const headerLine = line(columns, {bom: true});

export const subscriberLine = (subscriber: Subscriber): string => line(cellsOf(subscriber));
