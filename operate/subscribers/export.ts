import {createWriteStream} from 'node:fs';
import {rm} from 'node:fs/promises';
import {Readable, type Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {everySubscriber} from '../../src/adapters/subscriber-list.ts';
import {readArguments} from '../command-line.ts';
import {progressList} from '../progress-list.ts';
import {UserError} from '../user-error.ts';
import {openBlog, people, placeLine, placeOptions} from './open-blog.ts';
import {headerLine, subscriberLine} from './subscriber-rows.ts';

const options = {...placeOptions, out: {type: 'string'}} as const;

/** Answers how many subscribers were written. */
const writeAll = async (target: Writable, told: (count: number) => void): Promise<number> => {
  let count = 0;
  const lines = async function* () {
    yield headerLine;
    for await (const subscriber of everySubscriber()) {
      yield subscriberLine(subscriber);
      count += 1;
      if (count % 1000 === 0) told(count);
    }
  };
  await pipeline(Readable.from(lines()), target, {end: target !== process.stdout});
  return count;
};

/** Only its owner may read the file, which is not there if it could not be finished. */
export const exportTo = async (file: string, told: (count: number) => void): Promise<number> => {
  const target = createWriteStream(file, {flags: 'wx', mode: 0o600});
  try {
    return await writeAll(target, told);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw new UserError(`expected a file that is not there yet, got '${file}', at --out`, {cause: error});
    await rm(file, {force: true});
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
  if (out === undefined) return void (await writeAll(process.stdout, () => {}));
  console.log(placeLine(stack));
  const write = async (say: (progress: string) => void): Promise<string> => {
    const count = await exportTo(out, (sofar) => say(people(sofar)));
    return `${people(count)} in ${out}: keep it as safe as the addresses in it`;
  };
  await progressList([{title: 'Export the subscribers', do: write}]);
};
