// `npm run remake`: every photo that was made by another ladder is made anew, here or on AWS.

import {setTimeout as delay} from 'node:timers/promises';
import blogConfig from '../blog.config.ts';
import type {PhotoId} from '../src/domain/slugs.ts';
import {atOnce} from './at-once.ts';
import {readOptions, runCommand} from './command-line.ts';
import {findPlace} from './place.ts';
import {progressList} from './progress-list.ts';
import {photoStores} from './redrive/redrive-photos.ts';
import {agreedDigest} from './remake/ladders.ts';
import {findOutdated, type RemakeStores, remakePhoto} from './remake/remake-photos.ts';
import {progressLine} from './remake/remake-progress.ts';
import {explain} from './sdk-errors.ts';
import {openStack, readVariables, workAsSweep} from './stack-handles.ts';
import {UserError} from './user-error.ts';

const usage = `usage: npm run remake -- [options]

  Makes every photo anew that was made in other sizes than those of blog.config.ts, once these are deployed. Readers see
  the old thumbnails until the new ones are there. It can be ended with Ctrl-C, and goes on where it was when it is run
  again.

  --dry-run             say which photos would be made anew, and do nothing
  --at-once N           how many at a time (1 to 50, default 4; a new AWS account runs 10 functions at a time)
  --stack-name NAME     the deployed stack (default: the blog that npm start runs on this machine)
  --region REGION       of the stack (default: the home region of blog.config.ts)
  --help`;

const options = {
  'dry-run': {type: 'boolean', default: false},
  'at-once': {type: 'string', default: '4'},
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const parseAtOnce = (text: string): number => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 50) return count;
  throw new UserError(`expected a number from 1 to 50, got '${text}', at --at-once`);
};

/** Step Functions answers some ten questions a second, however many are waited for. */
const pollMilliseconds = (limit: number): number => Math.max(500, 120 * limit);

/** So many lines where progress cannot be redrawn. */
const plainLines = 20;

type Tally = {readonly made: number; readonly left: readonly string[]};

const remakeAll = async (
  stores: RemakeStores,
  {ids, digest, limit}: {readonly ids: readonly PhotoId[]; readonly digest: string; readonly limit: number},
  say: (progress: string) => void,
): Promise<Tally> => {
  const startedAt = Date.now();
  const left: string[] = [];
  let made = 0;
  await atOnce(ids, {limit, signal: stores.signal}, async (id) => {
    const remade = await remakePhoto(stores, id, digest).catch((error: unknown) => {
      if (error instanceof UserError) throw error;
      return {left: explain(error)};
    });
    if (remade === 'interrupted') return;
    if (remade === 'made') made += 1;
    else left.push(`photo ${id}: ${remade.left}`);
    const [done, total] = [made + left.length, ids.length];
    const isDue = process.stdout.isTTY || done === total || done % Math.ceil(total / plainLines) === 0;
    if (isDue) say(progressLine({done, failed: left.length, total, elapsedMilliseconds: Date.now() - startedAt}));
  });
  return {made, left};
};

const photos = (count: number): string => `${count} photo${count === 1 ? '' : 's'}`;

const main = async (): Promise<void> => {
  const wanted = readOptions('remake', options);
  if (wanted.help) return console.log(usage);
  const limit = parseAtOnce(wanted['at-once']);
  const place = findPlace({stackName: wanted['stack-name'], region: wanted.region});
  const stack = await openStack(place);
  const digest = agreedDigest(blogConfig, (await readVariables(stack, 'ResizePhotoFunction'))['PHOTO_LADDER']);
  await workAsSweep(stack);
  const ending = new AbortController();
  const {signal} = ending;
  const wait = (milliseconds: number) => delay(milliseconds, undefined, {signal}).catch(() => undefined);
  const stores = {...(await photoStores(stack)), pollMilliseconds: pollMilliseconds(limit), wait, signal};
  console.log(`The stack ${place.stackName} in ${place.region}, at ${place.endpoint ?? 'AWS'}`);
  const {total, ids} = await findOutdated(stores, digest);
  if (ids.length === 0) return console.log(`nothing to do: ${photos(total)} in the sizes of blog.config.ts`);
  if (wanted['dry-run'])
    return console.log([`${ids.length} of ${photos(total)} would be made anew:`, ...ids].join('\n  '));
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());
  let [made, left]: [number, readonly string[]] = [0, []];
  const remake = async (say: (progress: string) => void): Promise<string> => {
    ({made, left} = await remakeAll(stores, {ids, digest, limit}, say));
    return `${made} of ${photos(ids.length)} made anew`;
  };
  await progressList([{title: `Make ${ids.length} of ${photos(total)} anew`, do: remake}]);
  if (signal.aborted) {
    console.log('ended early: those begun come to their end by themselves, and npm run remake goes on with the others');
    process.exitCode = 130;
  }
  if (left.length === 0) return;
  const asBefore = left.length === 1 ? 'it as it was' : 'them as they were';
  console.log([`${photos(left.length)} could not be; readers see ${asBefore}:`, ...left].join('\n  '));
  process.exitCode = 1;
};

await runCommand(main);
