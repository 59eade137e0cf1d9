// What a check may come to, and what a check is.

import type {Fact, Facts} from './facts.ts';

export type Finding =
  | {readonly verdict: 'ok'; readonly found: string}
  | {readonly verdict: 'wrong' | 'advice'; readonly found: string; readonly fix: string}
  | {readonly verdict: 'not checked'; readonly why: string};

export type Verdict = Finding['verdict'];

/** One line of the report. */
export type Check = {readonly title: string; readonly check: (facts: Facts) => Finding};

export const ok = (found: string): Finding => ({verdict: 'ok', found});

export const wrong = (found: string, fix: string): Finding => ({verdict: 'wrong', found, fix});

/** For what does not keep mails from arriving now. */
export const advice = (found: string, fix: string): Finding => ({verdict: 'advice', found, fix});

export const notChecked = (why: string): Finding => ({verdict: 'not checked', why});

/** What is not known is not checked. */
export const given = <T>(fact: Fact<T>, find: (value: T) => Finding): Finding =>
  'known' in fact ? find(fact.known) : notChecked(fact.unknown);
