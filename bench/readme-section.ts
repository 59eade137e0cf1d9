// The part of README.md that `npm run bench` writes.

import {readFileSync, writeFileSync} from 'node:fs';
import {UserError} from '../operate/user-error.ts';

const [start, end] = ['<!-- bench -->', '<!-- /bench -->'];

/** The text with what stands between the markers replaced. @throws UserError if it has not each marker once, in order. */
export const withSection = (text: string, section: string): string => {
  const [before, between, ...rest] = text.split(start);
  const [, after, ...more] = between?.split(end) ?? [];

  if (before === undefined || after === undefined || rest.length + more.length > 0) {
    throw new UserError(`expected ${start} and then ${end} in README.md, each once: put them where the table belongs`);
  }

  return `${before}${start}\n\n${section.trim()}\n\n${end}${after}`;
};

export const writeSection = (path: string, section: string): void =>
  writeFileSync(path, withSection(readFileSync(path, 'utf8'), section));
