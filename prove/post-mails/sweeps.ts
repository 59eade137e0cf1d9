// Sweeps, as their schedule asks for them, until no mail is left; the first one that sends is killed too.
import {InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import type {Engine} from '../../local/engine.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {leaseMs} from '../../src/domain/deliveries.ts';
import {listClaimed, listPending} from './kills.ts';
import type {Kill} from './post-mail-faults.ts';

type Sweeping = {
  readonly engine: Engine;
  readonly functionName: string;
  /** Kills the sweep; answers how many processes there were. */
  readonly kill: () => number;
  readonly mailsSent: () => number;
};

const leaseSeconds = leaseMs / 1000;

/** True if every lease is over. */
const isFree = async (): Promise<true | undefined> => (await listClaimed()).length === 0 || undefined;

export const sweepAll = async ({engine, functionName, kill, mailsSent}: Sweeping): Promise<readonly Kill[]> => {
  const client = new LambdaClient({...clientConfig(engine), maxAttempts: 1});
  const kills: Kill[] = [];
  for (;;) {
    const pending = await listPending();
    if (pending.length === 0) return kills;
    console.log(`${pending.length} mails are left to the sweep`);
    await until('every lease to be over', isFree, {seconds: 2 * leaseSeconds, everyMs: 1000});
    const sent = mailsSent();
    let isOver = false;
    const sweep = client.send(new InvokeCommand({FunctionName: functionName, Payload: '{}'})).finally(() => {
      isOver = true;
    });
    const isToDie = kills.length === 0;
    if (isToDie) await until('the sweep to send', async () => isOver || mailsSent() > sent || undefined, {everyMs: 5});
    const at = Date.now();
    if (isToDie) kill();
    const {FunctionError, Payload} = await sweep;
    if (FunctionError && !isToDie)
      throw new Error(`expected the sweep to succeed, got ${Buffer.from(Payload ?? []).toString()}`);
    if (FunctionError) kills.push({at, orphans: await listClaimed()});
  }
};
