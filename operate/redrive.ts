// `npm run redrive`: what failed is done again, here or on AWS: photos, mails, messages that nobody could handle, calls of functions.

import {setTimeout as delay} from 'node:timers/promises';
import {readOptions, runCommand} from './command-line.ts';
import {findPlace} from './place.ts';
import {progressList} from './progress-list.ts';
import {pastPostMailRuns} from './redrive/past-post-mail-runs.ts';
import {failuresSection} from './redrive/redrive-failures.ts';
import {mailsSection} from './redrive/redrive-mails.ts';
import {type Begun, photoStores, photosSection} from './redrive/redrive-photos.ts';
import {postMailsSection} from './redrive/redrive-post-mails.ts';
import {queueSections} from './redrive/redrive-queues.ts';
import {inBrief, type Section, sum, type Tally, tallyLines} from './redrive/redrive-tally.ts';
import {openStack, workAs, workAsSweep} from './stack-handles.ts';

const usage = `usage: npm run redrive -- [options]

  Does again what failed for good: photos, mails of new posts, messages in dead-letter queues, calls whose records are in
  the bucket of failures, and mails that were given up. Nothing is deleted before it succeeded, and doing it twice does it
  once.

  --dry-run             say what would be done, and do nothing
  --stack-name NAME     the deployed stack (default: the blog that npm start runs on this machine)
  --region REGION       of the stack (default: the home region of blog.config.ts)
  --help`;

const options = {
  'dry-run': {type: 'boolean', default: false},
  'stack-name': {type: 'string'},
  region: {type: 'string'},
  help: {type: 'boolean', default: false},
} as const;

const foretell = async (sections: readonly Section[]): Promise<void> => {
  let found = 0;
  for (const {title, find} of sections) {
    const lines = await find();
    found += lines.length;
    if (lines.length > 0) console.log([title, ...lines.map((line) => `  ${line}`)].join('\n'));
  }
  console.log(found === 0 ? 'nothing to replay' : 'nothing was done: --dry-run');
};

const replayAll = async (sections: readonly Section[], options?: {readonly concurrent: boolean}): Promise<Tally> => {
  const tallies: Tally[] = [];
  const works = sections.map(({title, replay}) => ({
    title,
    do: async (say: (progress: string) => void) => {
      const tally = await replay(say);
      tallies.push(tally);
      return `${title}: ${inBrief(tally)}`;
    },
  }));
  await progressList(works, options);
  return sum(tallies);
};

const main = async (): Promise<void> => {
  const wanted = readOptions('redrive', options);
  if (wanted.help) return console.log(usage);
  const place = findPlace({stackName: wanted['stack-name'], region: wanted.region});
  const stack = await openStack(place);
  await workAs(stack, 'SweepMailsFunction');
  await workAsSweep(stack);
  const stores = {
    ...(await photoStores(stack)),
    pollMilliseconds: 500,
    wait: (milliseconds: number) => delay(milliseconds),
    signal: new AbortController().signal,
  };
  const begun: Begun = [];
  const queues = queueSections(stack, stores, begun);
  const others = [
    failuresSection(stack),
    mailsSection,
    postMailsSection({...stores, runs: pastPostMailRuns(stack)}),
    photosSection(stores, begun),
  ];
  console.log(`The stack ${place.stackName} in ${place.region}, at ${place.endpoint ?? 'AWS'}`);
  if (wanted['dry-run']) return foretell([...queues, ...others]);
  // Photos come last: what the queues began is waited for there.
  const tally = sum([await replayAll(queues, {concurrent: true}), await replayAll(others)]);
  for (const line of tallyLines(tally)) console.log(line);
  if (tally.left.length > 0) process.exitCode = 1;
};

await runCommand(main);
