// `npm run prove -- post-mails`: a new post is mailed to many subscribers while the function that does it is killed at random.

import {GetSendQuotaCommand, SESClient} from '@aws-sdk/client-ses';
import {type Blog, output} from '../local/blog.ts';
import {ownRun} from '../local/own-run.ts';
import {untilReady, uploadPhoto} from '../local/photo-upload.ts';
import {photographs, readPhotograph} from '../local/photographs.ts';
import {until} from '../local/until.ts';
import {expectStatus} from '../local/visitor.ts';
import {clientConfig} from '../operate/engine-clients.ts';
import {openStack, physicalId, workAs} from '../operate/stack-handles.ts';
import {signingKey} from '../src/adapters/link-keys.ts';
import {postMailRuns} from '../src/adapters/post-mail-runs.ts';
import {leaseMs} from '../src/domain/deliveries.ts';
import {slug} from '../src/domain/slugs.ts';
import {chanceOf} from './interleavings/random-choices.ts';
import {killFunction} from './post-mails/function-process.ts';
import {killUntilOver} from './post-mails/kills.ts';
import {type MailSink, openMailSink} from './post-mails/mail-sink.ts';
import {faultsOf, figuresOf, type Sending} from './post-mails/post-mail-faults.ts';
import {failuresOf, faultNames, type PostRuns, postRuns} from './post-mails/post-run.ts';
import {bringReaders} from './post-mails/readers.ts';
import {readPostMails} from './post-mails/received-mails.ts';
import {sweepAll} from './post-mails/sweeps.ts';

/** Of subscribers: fewer, to look at a fault again. */
const count = Number(process.argv[2] ?? 5000);
const seed = 7;
/** Mails between two kills. */
const apart = [200, 320] as const;
/** A kill comes within a second of the mail it waits for. */
const fewestKills = Math.floor(count / 333);

const news = slug.parse('dawn-over-the-alps');
const title = 'Dawn over the Alps';

const write = async ({visitor}: Blog, path: string, version: number, change: object): Promise<void> => {
  const headers = version === 0 ? {'If-None-Match': '*'} : {'If-Match': `"${version}"`};
  const json = {title, markdown: 'The first light of the year.', status: 'published', ...change};
  const answer = await visitor.send('PUT', `/api/posts/${path}`, {json, headers, asAuthor: true});
  expectStatus(answer, version === 0 ? 201 : 200, `version ${version + 1} of ${path}`);
};

const untilShown = ({visitor}: Blog, path: string, text: string): Promise<true> =>
  until(
    `the page of ${path} to say '${text}'`,
    async () => (await visitor.send('GET', `/posts/${path}/`)).text.includes(text) || undefined,
    {everyMs: 250},
  );

/** Throws if a run of the same publication can be started beside the first, or an edit of the post starts one. */
const checkNoOther = async (runs: PostRuns, name: string): Promise<void> => {
  await postMailRuns.start({name, slug: news});
  const {length} = await runs.list(news);
  if (length !== 1) throw new Error(`expected one run of a publication, got ${length}`);
};

const edit = async (blog: Blog): Promise<void> => {
  await write(blog, news, 1, {markdown: 'The first light of the year, with a correction.'});
  await untilShown(blog, news, 'correction');
  // Changes are read in order: once this page is there, all that follows from the edit was done.
  await write(blog, 'without-mails', 0, {title: 'Without mails', mail: false});
  await untilShown(blog, 'without-mails', 'Without mails');
};

const prove = async (blog: Blog, sink: MailSink): Promise<number> => {
  const {engine, physicalIds, stackName} = blog;
  const place = {endpoint: engine.endpoint, region: engine.region, stackName};
  await workAs(await openStack(place), 'SweepMailsFunction');
  process.env['NEW_POST_MAIL_STATE_MACHINE'] = output(blog, 'PostsStateMachineArn');
  const {MaxSendRate = 0} = await new SESClient(clientConfig(engine)).send(new GetSendQuotaCommand({}));
  const runs = postRuns(blog);
  const killer = (id: string) => () => killFunction(engine.pid ?? 0, physicalId({physicalIds, place}, id));

  const subscribers = await bringReaders(blog, count, () => sink.mails.length);
  console.log(
    `${count} subscribers were imported, and nobody was mailed for it; SES takes ${MaxSendRate} mails a second`,
  );

  const before = sink.mails.length;
  const mailsSent = () => sink.mails.length - before;
  const photo = {contentType: 'image/jpeg', body: readPhotograph(photographs[0]), alt: photographs[0].alt};
  const cover = await uploadPhoto(blog.visitor, photo);
  await untilReady(blog.visitor, cover);
  const startedAt = performance.now();
  await write(blog, news, 0, {cover});
  const execution = await until('the run to start by itself', async () => (await runs.list(news))[0]);
  const victim = {kill: killer('SendPostMailsFunction'), runs, execution, mailsSent};
  await checkNoOther(runs, execution.name ?? '');
  const {run, kills} = await killUntilOver(victim, {chance: chanceOf(seed), apart});
  const runSeconds = (performance.now() - startedAt) / 1000;

  const functionName = physicalId({physicalIds, place}, 'SweepMailsFunction');
  const sweepKills = await sweepAll({engine, functionName, kill: killer('SweepMailsFunction'), mailsSent});
  const seconds = (performance.now() - startedAt) / 1000;
  const sent = mailsSent();
  await edit(blog);
  await checkNoOther(runs, execution.name ?? '');

  const reading = {subject: title, keys: [await signingKey()], coverFolder: `${blog.siteUrl}/photos/${cover}/`};
  const sending: Sending = {
    subscribers,
    mails: await readPostMails(engine, sink.mails, reading),
    kills: [...kills, ...sweepKills],
    maxSendRate: MaxSendRate,
    leaseMs,
  };
  const {missing, excused, doubled, sustained, runMost, sweepMost, steady, allowed} = figuresOf(sending);
  const left = new Set(kills.flatMap(({orphans}) => orphans)).size;
  console.log(`
${count} subscribers, ${sending.mails.length} mails: ${missing} without one; ${excused} with a second one, since a process was killed between SES and the ledger, the window that the README names; ${doubled} with a second one for no such reason
${kills.length} kills of the sender, ${sweepKills.length} of the sweep; the run ended as ${run.status} by itself after ${failuresOf(run)} calls that failed (${faultNames(run).join(', ') || 'none'}); ${left} mails were claimed when their sender died, and the sweep looked after them
the run's pace is ${allowed.toFixed(1)} mails a second, of ${MaxSendRate} that the account may send: at most ${sustained} in any ten seconds, ${runMost} in any one, ${steady.toFixed(1)} a second while nothing hindered; the sweep sent at most ${sweepMost} in a second
${runSeconds.toFixed(0)} s for the run, ${seconds.toFixed(0)} s until nothing was left; an edit and a second start of the same run sent nobody anything`);
  const faults = [
    ...faultsOf(sending),
    ...(run.status === 'sent' ? [] : [`expected the run to end as sent, got ${run.status}: ${run.reason}`]),
    ...(kills.length < fewestKills ? [`expected at least ${fewestKills} kills, got ${kills.length}`] : []),
    ...(failuresOf(run) < kills.length ? [`expected a call to fail for each kill, got ${failuresOf(run)}`] : []),
    ...(sending.mails.length === sent && mailsSent() === sent
      ? []
      : [`expected no mail but those of the run, got ${mailsSent()} instead of ${sending.mails.length}`]),
  ];
  for (const fault of faults.slice(0, 20)) console.log(fault);
  return faults.length === 0 ? 0 : 1;
};

await ownRun('prove-post-mails', async ({startBlog, onStop}) => {
  const sink = await openMailSink();
  onStop(sink.close);
  return prove(await startBlog({engine: {smtpPort: sink.port}}), sink);
});
