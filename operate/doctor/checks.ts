// Every check, in the order in which an owner would mend what is wrong.

import {deployedChecks} from './deployed-checks.ts';
import {dkimChecks} from './dkim-checks.ts';
import {dmarcChecks} from './dmarc-checks.ts';
import type {Facts} from './facts.ts';
import type {Check, Finding} from './findings.ts';
import {mailChecks} from './mail-checks.ts';
import {mailFromChecks} from './mail-from-checks.ts';
import {mailboxCheck, senderChecks} from './sender-checks.ts';
import {accountChecks, reputationChecks} from './ses-checks.ts';
import {templateChecks} from './template-checks.ts';

export const checks: readonly Check[] = [
  ...senderChecks,
  ...templateChecks,
  ...mailChecks,
  mailboxCheck,
  ...deployedChecks,
  ...accountChecks,
  ...dkimChecks,
  ...mailFromChecks,
  ...dmarcChecks,
  ...reputationChecks,
];

export type Checked = {readonly title: string; readonly finding: Finding};

export const examine = (facts: Facts): readonly Checked[] =>
  checks.map(({title, check}) => ({title, finding: check(facts)}));
