// `npm run prove`: what `npm test` shows by a sample, at its full size.

import {spawnSync} from 'node:child_process';
import {inRoot} from '../local/places.ts';
import {runCommand} from '../operate/command-line.ts';
import {UserError} from '../operate/user-error.ts';

/** By the name of each: its file, and what it shows. */
const proofs: Readonly<Record<string, readonly [file: string, what: string]>> = {
  hostile: ['hostile-photos.ts', 'hostile files are refused or done, in bounded time and memory'],
  privacy: ['photo-privacy.ts', 'thumbnails say nothing but their pixels'],
  conformance: ['photo-conformance.ts', 'every kind of photo has the right colours, the right way up'],
  interleavings: ['photo-interleavings.ts', 'whatever happens in whatever order, the final state is right'],
  canaries: ['canaries.ts', 'an address or a token is in no log, metric, error or file, only where it must be'],
  'post-mails': [
    'post-mails.ts',
    'a new post reaches 5,000 subscribers at the pace of the account, its sender killed at random',
  ],
  deliveries: ['mail-deliveries.ts', 'no mail is lost, and none comes twice but through one window'],
  links: ['forged-links.ts', 'no forged link does anything'],
  'sign-ups': ['sign-ups.ts', 'strangers at the form mail nobody often, and learn of nobody'],
  headers: ['mail-headers.ts', 'whatever anybody writes, mails have the headers that they should'],
  uploads: ['uploads-at-once.ts', 'two hundred photos at once, ten functions at a time'],
};

const names = Object.keys(proofs);

/** As in the bundles, where style sheet and icon are imported as texts. */
const texts = inRoot('test', 'helpers', 'text-imports.mjs');

const usage = `usage: npm run prove -- [name …]

${names.map((name) => `  ${name.padEnd(14)} ${proofs[name]?.[1]}`).join('\n')}

  All of them, one after the other, unless some are named.`;

const parseNames = (words: readonly string[]): readonly string[] => {
  const unknown = words.find((word) => !names.includes(word));

  if (unknown !== undefined) {
    throw new UserError(`expected ${names.join(', ')}, got '${unknown}'; see npm run prove -- --help`);
  }

  return words.length > 0 ? words : names;
};

await runCommand(async () => {
  const words = process.argv.slice(2);

  if (words.includes('--help')) {
    console.log(usage);
    return;
  }

  const failed = parseNames(words).filter((name) => {
    console.log(`\n${name}: ${proofs[name]?.[1]}\n`);

    const file = inRoot('prove', proofs[name]?.[0] ?? '');

    return spawnSync(process.execPath, [`--import=${texts}`, file], {stdio: 'inherit'}).status !== 0;
  });

  if (failed.length > 0) {
    throw new UserError(`not shown: ${failed.join(', ')}`);
  }
});
