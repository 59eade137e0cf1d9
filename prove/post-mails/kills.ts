// Kills the function that sends a post's mails again and again, at random, until its run is over.
import {setTimeout as pause} from 'node:timers/promises';
import type {ExecutionListItem} from '@aws-sdk/client-sfn';
import {until} from '../../local/until.ts';
import {isOver, type Run} from '../../operate/runs/run-history.ts';
import {mailLedger} from '../../src/adapters/mail-ledger.ts';
import type {SubscriberId} from '../../src/domain/addresses.ts';
import {leaseMs} from '../../src/domain/deliveries.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import type {Kill} from './post-mail-faults.ts';
import {failuresOf, type PostRuns} from './post-run.ts';

type Victim = {
  /** Answers how many processes there were. */
  readonly kill: () => number;
  readonly runs: PostRuns;
  readonly execution: ExecutionListItem;
  readonly mailsSent: () => number;
};

type Plan = {
  readonly chance: Chance;
  /** Mails between two kills, at least and at most. */
  readonly apart: readonly [least: number, most: number];
};

/** A moment of the second after a mail: a kill by the mail itself would always meet its sender between SES and the ledger. */
const spreadMs = 1000;

const progressEveryMs = 10_000;

/** Whose mail is claimed or waits. */
export const listPending = async (): Promise<readonly SubscriberId[]> =>
  (await mailLedger.listDue(new Date(Date.now() + leaseMs))).map(({to}) => to);

/** Whose mail is claimed and not committed, and nobody's to claim before the lease is over. */
export const listClaimed = async (): Promise<readonly SubscriberId[]> => {
  const free = new Set((await mailLedger.listDue(new Date())).map(({to}) => to));
  return (await listPending()).filter((id) => !free.has(id));
};

/** The kill, once Step Functions knows of it; nothing if no call was under way. */
const killOnce = async ({kill, runs, execution, mailsSent}: Victim, failures: number): Promise<Kill | undefined> => {
  const [at, sent] = [Date.now(), mailsSent()];
  if (kill() === 0) return undefined;
  const ask = async () => {
    const run = await runs.read(execution);
    if (failuresOf(run) > failures) return 'failed';
    return isOver(run) || mailsSent() > sent + 20 ? 'idle' : undefined;
  };
  const end = await until('a killed call to fail', ask, {seconds: 120});
  return end === 'failed' ? {at, orphans: await listClaimed()} : undefined;
};

/** Says now and then how far it is. Answers the run and the kills that met it. */
export const killUntilOver = async (
  victim: Victim,
  {chance, apart: [least, most]}: Plan,
): Promise<{readonly run: Run; readonly kills: readonly Kill[]}> => {
  const {runs, execution, mailsSent} = victim;
  const kills: Kill[] = [];
  const spread = () => least + chance.below(most - least);
  let next = spread();
  let shown = {at: Date.now(), mails: mailsSent()};
  for (;;) {
    const now = Date.now();
    if (now - shown.at >= progressEveryMs) {
      const rate = ((mailsSent() - shown.mails) * 1000) / (now - shown.at);
      console.log(`${mailsSent()} mails, ${kills.length} kills, ${rate.toFixed(1)} a second`);
      shown = {at: now, mails: mailsSent()};
    }
    if (mailsSent() >= next) {
      await pause(chance.below(spreadMs));
      const kill = await killOnce(victim, failuresOf(await runs.read(execution)));
      if (kill) kills.push(kill);
      next = mailsSent() + spread();
    }
    const run = await runs.read(execution);
    if (isOver(run)) return {run, kills};
    await pause(100);
  }
};
