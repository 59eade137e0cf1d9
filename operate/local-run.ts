import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** What `npm start` says of itself while it runs, so that the owner's commands find the blog on this machine. */
export type LocalRun = {
  readonly pid: number;
  readonly siteUrl: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly stackName?: string;
  readonly stateMachineArn?: string;
};

export const localRunFile = join(import.meta.dirname, '..', '.local', 'run.json');

/** Undefined if no run has said anything. */
export const readLocalRun = (): LocalRun | undefined => {
  try {
    return JSON.parse(readFileSync(localRunFile, 'utf8'));
  } catch {
    return undefined;
  }
};
