import {inParallel} from '../../src/domain/in-parallel.ts';
import type {Slug} from '../../src/domain/slugs.ts';
import {isPassing} from '../runs/run-faults.ts';
import type {RunEnd} from '../runs/started-runs.ts';
import {explain} from '../sdk-errors.ts';
import type {PastPostMailRuns} from './past-post-mail-runs.ts';
import {endOf, leftRuns, type PastRun, type Progress, successorOf} from './post-mail-replays.ts';
import type {Section} from './redrive-tally.ts';

type Stores = {
  readonly runs: PastPostMailRuns;
  readonly pollMilliseconds: number;
  readonly wait: (milliseconds: number) => Promise<void>;
};

type Left = PastRun & {readonly progress: Progress};

const atOnce = 4;

/** A page takes a minute at most. A run that is still trying after three may take hours or, without quota, days. */
const longestMilliseconds = 3 * 60_000;

const unlessPassing = (error: unknown): undefined => {
  if (!isPassing(error)) throw error;
};

const mails = (count: number): string => `${count} mail${count === 1 ? '' : 's'}`;

/** How it ended, if it did before a page of it was sent. */
const endOfStart = async ({runs, pollMilliseconds, wait}: Stores, name: string): Promise<RunEnd | undefined> => {
  for (let waited = 0; waited < longestMilliseconds; waited += pollMilliseconds) {
    await wait(pollMilliseconds);
    const end = await runs.endOf(name).catch(unlessPassing);
    if (end || (await runs.hasSentPage(name).catch(unlessPassing))) return end;
  }
  return undefined;
};

/** `isWanted` is asked about each post. A run that was never about a post has nothing to go on with. */
export const postMailsSection = (stores: Stores, isWanted: (slug: Slug) => boolean = () => true): Section => {
  const {runs} = stores;

  const findAll = async (): Promise<readonly Left[]> => {
    const found = await inParallel(leftRuns(await runs.list()), atOnce, async (run) => {
      const progress = await runs.progressOf(run.name);
      return progress && isWanted(progress.slug) ? [{...run, progress}] : [];
    });
    return found.flat();
  };

  const describe = async (run: Left): Promise<string> => {
    const {slug, sent} = run.progress;
    const reason = run.status === 'FAILED' ? (await runs.endOf(run.name))?.reason : undefined;
    return `post ${slug}: its run ${endOf(run)} after ${mails(sent)}${reason ? `: ${reason}` : ''}`;
  };

  /** Answers why it failed again, if it did. */
  const goOnWith = async ({name, progress}: Left): Promise<string | undefined> => {
    const successor = successorOf(name);
    await runs.start(successor, progress);
    const end = await endOfStart(stores, successor);
    return end?.isFailure ? `the mails of the post ${progress.slug} failed again: ${end.reason}` : undefined;
  };

  return {
    title: 'Mails of new posts that were not sent to the end',
    find: async () => inParallel(await findAll(), atOnce, describe),
    async replay(say) {
      const found = await findAll();
      let done = 0;
      const faults = await inParallel(found, atOnce, async (run) => {
        const fault = await goOnWith(run).catch(explain);
        done += 1;
        say(`${done} of ${found.length}`);
        return fault === undefined ? [] : [fault];
      });
      const left = faults.flat();
      return {replayed: found.length - left.length, left};
    },
  };
};
