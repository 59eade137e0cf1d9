// `npm run prove -- canaries`: addresses and tokens that are recognised wherever they turn up, sent through the whole life of the blog's mails.
import {mkdirSync} from 'node:fs';
import blogConfig from '../blog.config.ts';
import type {BlogConfig} from '../generator/config.ts';
import type {Blog} from '../local/blog.ts';
import {templatesFor} from '../local/generate.ts';
import {allRunsAreOver} from '../local/grants/walks/finished-runs.ts';
import {ownRun} from '../local/own-run.ts';
import {step} from '../local/step.ts';
import type {SamTemplate} from '../local/template.ts';
import {emailAddress, subscriberId} from '../src/domain/addresses.ts';
import {allowed, reasonFor} from './canaries/allowed.ts';
import {listener} from './canaries/answers.ts';
import {watchCommandLines} from './canaries/command-lines.ts';
import {flock} from './canaries/flock.ts';
import {walkLinks} from './canaries/link-walk.ts';
import {walkFailures, walkFeedback, walkPoison, walkRefusals} from './canaries/mail-walk.ts';
import {watchOutput} from './canaries/own-output.ts';
import {owning} from './canaries/owner-walk.ts';
import {type Document, engineDocuments, files} from './canaries/places.ts';
import {plant, plants} from './canaries/plants.ts';
import {sabotage} from './canaries/sabotage.ts';
import {sesStandIn} from './canaries/ses-stand-in.ts';
import {walkSignUps} from './canaries/sign-up-walk.ts';
import {type Canary, searchFor} from './canaries/spellings.ts';
import {keepers, talkativeSettings} from './canaries/template-promises.ts';
import {untilQuiet} from './canaries/until-quiet.ts';

type Found = {readonly document: Document; readonly canaries: readonly Canary[]};

const wholeBytes = 256 * 1024;

/** Documents that have a canary. Of large ones, which are code and pictures, only those whose stem is there are looked at closely. */
const findAll = async (
  documents: AsyncIterable<Document> | Iterable<Document>,
  {all, stems}: {readonly all: readonly Canary[]; readonly stems: readonly Canary[]},
  hashes: readonly string[] = [],
) => {
  const [search, look] = [searchFor(all), searchFor(stems)];
  const found: Found[] = [];
  const tally = new Map<string, number>();
  const byHash = new Map<string, number>();
  for await (const document of documents) {
    const kind = document.kind.replace(/ (?:in|of) .*| .*Secret.*/, '');
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
    const {content} = document;
    if (content.length > wholeBytes && look(content).length === 0) continue;
    const canaries = search(content);
    if (hashes.some((hash) => content.includes(hash))) byHash.set(kind, (byHash.get(kind) ?? 0) + 1);
    if (canaries.length > 0) found.push({document, canaries});
  }
  return {found, tally, byHash};
};

const shown = (tally: ReadonlyMap<string, number>): string =>
  [...tally].map(([kind, count]) => `${count} × ${kind}`).join(', ');

const hardened: BlogConfig = {...blogConfig, profile: 'hardened', alarmMail: 'owner@example.com'};

const templateProblems = async (): Promise<readonly string[]> => {
  const problems: string[] = [];
  for (const [name, config] of [
    ['lean', blogConfig],
    ['hardened', hardened],
  ] as const) {
    const {home, replica, edge} = await templatesFor(config);
    const kept = keepers(home);
    console.log(`${name}: ${kept.lines.join('; ')}`);
    problems.push(...kept.broken.map((what) => `${name}: ${what}`));
    for (const template of [home, replica, edge].filter((one): one is SamTemplate => one !== undefined))
      problems.push(...talkativeSettings(template).map((what) => `${name}: ${what}`));
  }
  return problems;
};

/** Everything that touches an address or a token. Answers what was seen on the way, and what went otherwise than it should. */
const walkAll = async (blog: Blog, folder: (file: string) => string) => {
  const canaries = flock();
  canaries.token("author's token", blog.authorToken);
  const heard = listener(blog.siteUrl, () => searchFor(canaries.all));
  const world = {blog, canaries, listener: heard};
  const commandLines = watchCommandLines();
  const output = watchOutput();
  const surprises: string[] = [];
  const ses = await sesStandIn(blog.engine.endpoint);
  await step('Walk: links', () => walkLinks(world, 'comes and goes'));
  await step('Walk: sign-ups', async () => void surprises.push(...(await walkSignUps(canaries, heard))));
  await step('Walk: what SES refuses', async () => console.log(`SES refused ${await walkRefusals(world, ses)} times`));
  await step('Walk: feedback', () => walkFeedback(world));
  await step('Walk: failures', () => walkFailures(world));
  const owner = owning(world, folder('owner'));
  await step("Walk: the owner's commands", owner.walkCommands);
  await step('Walk: what cannot be read', () => walkPoison(world));
  await step("Walk: the owner's commands, where a record cannot be read", owner.walkPoisoned);
  surprises.push(...owner.surprises);
  await step('Walk: links, after the key has changed', () => walkLinks(world, 'comes later'));
  await step('Wait until nothing happens any more', async () => {
    await allRunsAreOver(blog);
    await untilQuiet(blog);
  });
  const seen: Document[] = [
    ...heard.documents,
    ...owner.documents,
    ...commandLines().map((line) => ({kind: 'command line', where: line.slice(0, 120), content: line})),
    ...output().map((line) => ({kind: 'own output', where: 'the terminal of the blog', content: line})),
  ];
  const counts = `${canaries.all.length} canaries, ${heard.count} requests, ${owner.documents.length} commands of the owner`;
  return {world, ses, surprises, seen, counts};
};

await ownRun('prove-canaries', async ({startBlog, inFolder}) => {
  const problems = [...(await templateProblems())];
  const blog = await startBlog();
  // The edge and the site's server are this process.
  mkdirSync(inFolder('own-tmp'), {recursive: true});
  process.env['TMPDIR'] = inFolder('own-tmp');
  const {world, ses, surprises, seen, counts} = await walkAll(blog, inFolder);
  problems.push(...surprises);

  const everything = async function* () {
    yield* seen;
    yield* engineDocuments(blog);
    yield* files(inFolder('.'));
  };
  const hashes = world.canaries.addresses.map((address) => subscriberId(emailAddress.parse(address)));
  const {found, tally, byHash} = await step('Look everywhere', () => findAll(everything(), world.canaries, hashes));
  console.log(`\n${counts}\nlooked through: ${shown(tally)}\n`);
  console.log(`by the hash of their address, which names nobody: ${shown(byHash)}\n`);
  console.log('where they may be:');
  for (const {why} of allowed) {
    const here = found.filter(({document}) => reasonFor(document) === why);
    console.log(`  ${String(here.length).padStart(4)} × ${why}`);
    // A reason that nothing needs is a hole.
    if (here.length === 0) problems.push(`nothing was found where it may be: ${why}`);
  }
  const leaks = found.filter(({document}) => reasonFor(document) === undefined);
  for (const {document, canaries: which} of leaks.slice(0, 60))
    problems.push(`${document.kind}, ${document.where}: ${which.map(({what}) => what).join(', ')}`);

  const planted = await step('Plant a canary in each kind of place', () => plant(blog, inFolder('.')));
  const again = await step('Look everywhere again', async () => {
    const places = async function* () {
      yield* engineDocuments(blog);
      yield* files(inFolder('.'));
    };
    return findAll(places(), {all: planted, stems: [{what: 'planted', word: 'gepflanzt'}]});
  });
  const missed = planted.filter(
    (canary) => !again.found.some(({document, canaries: which}) => which.includes(canary) && !reasonFor(document)),
  );
  console.log(`planted in ${plants.length} kinds of place, found in ${plants.length - missed.length}`);
  problems.push(...missed.map(({what}) => `planted and not found: ${what}`));

  const lines = await step('Send without the mask over what SES says', () => sabotage(world, ses));
  console.log(`without the mask, an address is found in ${lines} lines of a log`);
  if (lines === 0) problems.push('sabotaged and not found: an address in what SES says');
  await ses.close();

  console.log(
    problems.length === 0 ? '\nno canary anywhere else' : `\n${problems.length} problems:\n${problems.join('\n')}`,
  );
  return problems.length === 0 ? 0 : 1;
});
