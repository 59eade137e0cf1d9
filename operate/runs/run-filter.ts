// Pure: which runs the owner wants to see.

import type {ExecutionStatus} from '@aws-sdk/client-sfn';
import {decodeTime} from 'ulid';
import {UserError} from '../user-error.ts';
import {type Run, type RunStatus, runStatuses} from './run-history.ts';

export type RunFilter = {
  /** A photo's id or its beginning. */
  readonly photo?: string;
  readonly post?: string;
  /** None stands for all. */
  readonly statuses: readonly RunStatus[];
};

const idLength = 26;

/** Throws a UserError if no photo's id begins so: they are ULIDs (https://github.com/ulid/spec). */
export const parsePhoto = (given: string): string => {
  const photo = given.toUpperCase();
  if (/^[0-7][0-9A-HJKMNP-TV-Z]{0,25}$/.test(photo)) return photo;
  throw new UserError(`expected a photo's id or its beginning, such as 01K9ZQ8V4T, got '${given}', at --photo`);
};

const spelling = (status: RunStatus): string => status.replace(' ', '-');

/** Statuses may be given one by one and with commas between. Throws a UserError that names those there are. */
export const parseStatuses = (given: readonly string[]): readonly RunStatus[] =>
  given
    .flatMap((list) => list.split(','))
    .map((name) => {
      const found = runStatuses.find((status) => spelling(status) === name.trim().toLowerCase().replace(' ', '-'));
      if (found) return found;
      throw new UserError(`expected one of ${runStatuses.map(spelling).join(', ')}, got '${name}', at --status`);
    });

export const matches = ({photo, post, statuses}: RunFilter, run: Run): boolean =>
  (statuses.length === 0 || statuses.includes(run.status)) &&
  (!photo || run.photo?.startsWith(photo) === true) &&
  (!post || run.post === post);

const executionStatusOf = (status: RunStatus): ExecutionStatus => {
  switch (status) {
    case 'running':
      return 'RUNNING';
    case 'failed':
      return 'FAILED';
    case 'timed out':
      return 'TIMED_OUT';
    case 'aborted':
      return 'ABORTED';
    default:
      return 'SUCCEEDED';
  }
};

/** Whether a run of which only this is known has to be read to know whether it matches. */
export const mayMatch = ({statuses}: RunFilter, execution: {readonly status?: ExecutionStatus | undefined}): boolean =>
  statuses.length === 0 ||
  !execution.status ||
  statuses.some((status) => executionStatusOf(status) === execution.status);

const clockSkewMilliseconds = 60_000;

/** No run of this photo is older: its id begins with the time of its ticket. */
export const notBefore = ({photo}: RunFilter): Date =>
  new Date(photo ? decodeTime(photo.padEnd(idLength, '0')) - clockSkewMilliseconds : 0);

/** Whether runs of several photos may match. */
export const isBeginning = ({photo}: RunFilter): boolean => photo !== undefined && photo.length < idLength;

/** The filter for the one photo whose runs were found by the beginning of its id. Throws a UserError if they are of several. */
export const pinned = (filter: RunFilter, found: readonly Run[]): RunFilter => {
  if (!isBeginning(filter)) return filter;
  const photos = [...new Set(found.flatMap(({photo}) => photo ?? []))];
  if (photos.length <= 1) return {...filter, ...(photos[0] && {photo: photos[0]})};
  const some = photos.length > 5 ? `${photos.slice(0, 5).join(', ')}, …` : photos.join(', ');
  throw new UserError(
    `expected the beginning of one photo's id, got '${filter.photo}', with which ${photos.length} begin: ${some}, at --photo`,
  );
};
