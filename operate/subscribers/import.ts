import {readFile} from 'node:fs/promises';
import {addSubscriber, isKnown} from '../../src/adapters/erased-subscribers.ts';
import type {SubscriberId} from '../../src/domain/addresses.ts';
import {begin, type Subscriber} from '../../src/domain/subscriber-life.ts';
import {atOnce} from '../at-once.ts';
import {readArguments} from '../command-line.ts';
import {progressList} from '../progress-list.ts';
import {UserError} from '../user-error.ts';
import {openBlog, people, placeLine, placeOptions} from './open-blog.ts';
import {type ListedPerson, type PeopleFile, parsePeople} from './people-file.ts';

const options = {...placeOptions, source: {type: 'string'}, 'dry-run': {type: 'boolean', default: false}} as const;

/** Far from what a table that was never used takes at once. */
const writesAtOnce = 8;

/** Kept with every person, and shown to whoever asks why they get mails. */
const parseSource = (source = ''): string => {
  const text = source.trim();
  if (/^[^\p{Cc}]{3,200}$/u.test(text)) return text;
  throw new UserError(
    `expected where these people said yes, in 3 to 200 characters, such as 'form of old-blog.example, 2021 to 2025', got '${text}', at --source`,
  );
};

const readPeople = async (file: string): Promise<PeopleFile> => {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`expected a file to read, got '${file}': ${error.code}`, {cause: error});
  });
  return parsePeople(bytes);
};

/** Whom the blog knows, or has erased. */
export type KnownPeople = {
  isKnown(id: SubscriberId): Promise<boolean>;
  /** False, and nothing written, of somebody who is known. */
  add(subscriber: Subscriber): Promise<boolean>;
};

export type Import = {
  readonly known: KnownPeople;
  /** Of the consent. */
  readonly source: string;
  readonly now: Date;
  readonly isDryRun: boolean;
};

/** Answers how many were new; whoever is known already stays as they are, whatever became of them, and who was erased stays so. */
export const importPeople = async (
  listed: readonly ListedPerson[],
  {known, source, now, isDryRun}: Import,
  told: (done: number) => void,
): Promise<number> => {
  let [done, added] = [0, 0];
  await atOnce(listed, {limit: writesAtOnce}, async (person) => {
    const subscriber = begin(person, {by: 'imported', now, consent: source});
    const isNew = isDryRun
      ? !(await known.isKnown(person.id))
      : subscriber !== undefined && (await known.add(subscriber));
    if (isNew) added += 1;
    done += 1;
    if (done % 100 === 0) told(done);
  });
  return added;
};

export const importSubscribers = async (args: readonly string[]): Promise<void> => {
  const {values, positionals} = readArguments('subscribers', args, options);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UserError(`expected one file to import, got ${positionals.length}; see npm run subscribers -- --help`);
  const source = parseSource(values.source);
  const {people: listed, repeated} = await readPeople(file);
  const stack = await openBlog(values);
  console.log(placeLine(stack));
  const isDryRun = values['dry-run'];
  const work = async (say: (progress: string) => void): Promise<string> => {
    const plan = {known: {isKnown, add: addSubscriber}, source, now: new Date(), isDryRun};
    const added = await importPeople(listed, plan, (done) => say(`${done} of ${listed.length}`));
    const left = `${people(listed.length - added)} known already, or erased, and left as they are`;
    return `${people(added)} ${isDryRun ? 'would be imported' : 'imported'}, ${left}`;
  };
  await progressList([{title: `Import ${people(listed.length)}`, do: work}]);
  if (repeated > 0) console.log(`${repeated} lines named somebody again: the first line was taken`);
  console.log(isDryRun ? 'nothing was written: --dry-run' : 'Nobody was sent a mail for it.');
};
