import {createWriteStream} from 'node:fs';
import {access, rename, rm} from 'node:fs/promises';
import {Readable, type Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {everySubscriber} from '../../src/adapters/subscriber-list.ts';
import {isForgotten} from '../../src/domain/subscriber-life.ts';
import {readArguments} from '../command-line.ts';
import {progressList} from '../progress-list.ts';
import {UserError} from '../user-error.ts';
import {openBlog, people, placeLine, placeOptions} from './open-blog.ts';
import {headerLine, subscriberLine} from './subscriber-rows.ts';

const options = {...placeOptions, out: {type: 'string'}} as const;

type Written = {readonly count: number; readonly unreadable: readonly string[]};

const writeAll = async (target: Writable, told: (count: number) => void): Promise<Written> => {
  let count = 0;
  const unreadable: string[] = [];
  const lines = async function* () {
    yield headerLine;
    for await (const subscriber of everySubscriber((key) => void unreadable.push(key))) {
      if (isForgotten(subscriber)) continue;
      yield subscriberLine(subscriber);
      count += 1;
      if (count % 1000 === 0) told(count);
    }
  };
  await pipeline(Readable.from(lines()), target, {end: target !== process.stdout});
  return {count, unreadable};
};

const expectAll = ({count, unreadable}: Written): void => {
  if (unreadable.length > 0)
    throw new UserError(
      `expected to export everybody, got ${people(count)} and ${unreadable.length} of the table that cannot be read: ${unreadable.join(', ')}`,
    );
};

const expectFree = async (file: string): Promise<void> => {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UserError(`expected a file that is not there yet, got '${file}', at --out`);
};

/** Only its owner may read the file, which has its name once everybody is in it who can be read. */
export const exportTo = async (file: string, told: (count: number) => void): Promise<Written> => {
  await expectFree(file);
  const part = `${file}.part`;
  const target = createWriteStream(part, {flags: 'wx', mode: 0o600});
  try {
    const written = await writeAll(target, told);
    await expectFree(file);
    await rename(part, file);
    return written;
  } catch (error) {
    const {code, syscall} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new UserError(
        `expected no '${part}', got one: another export is writing it, or was ended while it did; then delete it`,
        {cause: error},
      );
    if (syscall === 'open')
      throw new UserError(`expected a file that can be written, got '${file}': ${code}, at --out`, {cause: error});
    await rm(part, {force: true});
    throw error;
  }
};

export const exportSubscribers = async (args: readonly string[]): Promise<void> => {
  const {
    values: {out, ...where},
    positionals: [more],
  } = readArguments('subscribers', args, options);
  if (more !== undefined) throw new UserError(`expected --out before the name of a file, got '${more}'`);
  const stack = await openBlog(where);
  if (out === undefined) {
    const written = await writeAll(process.stdout, () => {}).catch((error: NodeJS.ErrnoException) => {
      // Whoever reads it has seen enough.
      if (error.code !== 'EPIPE') throw error;
    });
    if (written) expectAll(written);
    return;
  }
  console.log(placeLine(stack));
  const write = async (say: (progress: string) => void): Promise<string> => {
    const written = await exportTo(out, (sofar) => say(people(sofar)));
    expectAll(written);
    return `${people(written.count)} in ${out}: keep it as safe as the addresses in it`;
  };
  await progressList([{title: 'Export the subscribers', do: write}]);
};
