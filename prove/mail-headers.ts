// `npm run prove -- headers`: lists of hostile strings at every place where somebody may write something, and the mails that come of it.
import {parseArgs} from 'node:util';
import {runCommand} from '../operate/command-line.ts';
import {UserError} from '../operate/user-error.ts';
import {places} from './headers/places.ts';
import {sabotages} from './headers/sabotages.ts';
import {brokenLines, embedded, fetchLists} from './headers/strings.ts';
import {type Tally, tryPlaces} from './headers/try-places.ts';

const {values} = parseArgs({
  options: {
    /** Every so many of the strings. */
    every: {type: 'string', default: '1'},
  },
});
const every = Number(values.every);

const startedAt = performance.now();
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;

// Functions log one line a call.
const {log} = console;
console.log = (...words: readonly unknown[]) => {
  if (!String(words[0]).startsWith('{"level":')) log(...words);
};

const shown = (text: string): string => JSON.stringify(text).slice(0, 80);

const tell = ({place, tried, refused, mails, wrongs}: Tally): void => {
  const numbers = [tried, refused, tried - refused, mails, wrongs.length].map((number) => String(number).padStart(7));
  console.log(`${numbers.join(' ')}  ${place}, ${seconds()}`);
  for (const {text, wrong} of wrongs.slice(0, 5)) console.log(`          wrong: ${wrong}, of ${shown(text)}`);
};

const sum = (tallies: readonly Tally[], what: (tally: Tally) => number): number =>
  tallies.reduce((total, tally) => total + what(tally), 0);

/** Answers how many safeguards nobody would miss. */
const proveSabotages = async (texts: readonly string[]): Promise<number> => {
  console.log('\nWithout a safeguard, and the first thing that is wrong then');
  let missed = 0;
  for (const {name, put, compose} of sabotages) {
    const [tally] = await tryPlaces({[name]: put}, texts, {
      ...(compose && {compose}),
      isEnough: (wrongs) => wrongs > 0,
    });
    const [first] = tally?.wrongs ?? [];
    console.log(`  ${name}: ${first ? `${first.wrong}, of ${shown(first.text)}` : 'none!'}`);
    if (!first) missed += 1;
  }
  return missed;
};

await runCommand(async () => {
  const lists = await fetchLists();
  const strings = [...new Set([...lists, ...brokenLines])];
  const texts = [...new Set(strings.filter((_, n) => n % every === 0).flatMap(embedded))];
  console.log(`${strings.length} strings, ${lists.length} of them fetched; alone, and before, amid and behind something harmless: ${texts.length}

  tried refused   taken   mails   wrong  where it was put`);
  const tallies = await tryPlaces(await places(), texts, {told: tell});
  const wrong = sum(tallies, ({wrongs}) => wrongs.length);
  console.log(`
${sum(tallies, ({tried}) => tried)} times a string was put at ${tallies.length} places: ${sum(tallies, ({refused}) => refused)} refused with a sentence, the others in ${sum(tallies, ({mails}) => mails)} mails as text alone; ${wrong} wrong`);
  const missed = await proveSabotages(
    embedded('<script>alert(1)</script>').concat(embedded('\r\nBcc: eve@example.com')),
  );
  console.log(`\nwrong: ${wrong}; safeguards that nobody would miss: ${missed}; ${seconds()}`);
  if (wrong + missed > 0) throw new UserError('mails are not as they should be');
});
