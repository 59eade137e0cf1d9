// `npm run prove -- links`: a million forged links, and none of them does anything.
import {parseArgs} from 'node:util';
import {readLink} from '../src/domain/links.ts';
import {chanceOf} from './interleavings/random-choices.ts';
import {acceptedAs, forge, misuse, type Reader, refused} from './links/forge.ts';
import {genuine, keys, purposes} from './links/link-world.ts';
import {mutations, signedWithNoTime, timelessExpiries} from './links/mutations.ts';
import {sabotages} from './links/sabotages.ts';

const {values} = parseArgs({options: {links: {type: 'string', default: '1000000'}}});
const count = Number(values.links);
const routeCount = Math.min(count, 100_000);
const linksBetweenLines = 200_000;
const linksOfSabotage = 20_000;
const seed = 7;

const startedAt = performance.now();
const seconds = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/** Answers how many were accepted. */
const proveForgeries = (): number => {
  console.log(
    `${genuine.length} links that are good: ${purposes.length} purposes, ${keys.length} keys; ${Object.keys(mutations).length} kinds of mutation, seed ${seed}`,
  );
  const {triedOf, accepted} = forge(readLink, chanceOf(seed), count, (tried) => {
    if (tried % linksBetweenLines === 0) console.log(`${tried} of ${count}, ${seconds()}`);
  });
  const acceptedOf = (kind: string) => accepted.filter((one) => one.kind === kind).length;
  console.log('\n  tried  accepted  mutation');
  for (const [kind, tried] of triedOf)
    console.log(`${String(tried).padStart(7)}  ${String(acceptedOf(kind)).padStart(8)}  ${kind}`);
  for (const {kind, as, token} of accepted.slice(0, 10))
    console.log(`accepted to ${as}: ${JSON.stringify(token)} (${kind})`);
  const misused = misuse(readLink).length;
  const timeless = timelessExpiries.filter((expiry) => acceptedAs(readLink, signedWithNoTime(keys[0], expiry))).length;
  const broken = refused(readLink);
  console.log(`
${count} forged links, each for ${purposes.length} purposes: ${accepted.length} accepted
${genuine.length} good links for the other purposes: ${misused} accepted
${timelessExpiries.length} links that end at no time, signed by mistake: ${timeless} accepted
${genuine.length} good links for their own purpose: ${broken} refused`);
  return accepted.length + misused + timeless + broken;
};

/** Answers how many were wrong. */
const proveRoutes = async (): Promise<number> => {
  // Functions log one line a call.
  const {log} = console;
  console.log = () => {};
  const {tryRoutes} = await import('./links/routes.ts');
  const {tried, wrongs, good, worked} = await tryRoutes(chanceOf(seed), routeCount).finally(() => {
    console.log = log;
  });
  for (const wrong of wrongs.slice(0, 10)) console.log(`wrong: ${wrong}`);
  console.log(
    `${tried} forged links brought to ${purposes.length} routes: ${wrongs.length} wrong, every subscriber as before; then ${worked} of ${good} good links worked, ${seconds()}`,
  );
  return wrongs.length + good - worked;
};

const firstNoticed = (read: Reader): string | undefined => {
  const [first] = [...misuse(read), ...forge(read, chanceOf(seed), linksOfSabotage).accepted];
  return first?.kind;
};

/** Answers how many nobody would notice. */
const proveSabotages = (): number => {
  console.log('\nWithout a part of the check, and the first mutation that is accepted then');
  const missed = sabotages.filter(({name, of}) => {
    const kind = firstNoticed(of(readLink));
    console.log(`  ${name}: ${kind ?? 'none!'}`);
    return kind === undefined;
  });
  return missed.length;
};

const wrong = proveForgeries() + (await proveRoutes());
const missed = proveSabotages();
console.log(`\nwrong: ${wrong} links; parts of the check that nobody would miss: ${missed}; ${seconds()}`);
process.exitCode = wrong + missed > 0 ? 1 : 0;
