import {paginateListExecutions, SFNClient} from '@aws-sdk/client-sfn';
import test from 'ava';
import {output} from '../../local/blog.ts';
import {readInbox} from '../../local/inbox.ts';
import {until} from '../../local/until.ts';
import {expectStatus} from '../../local/visitor.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {readRun} from '../../operate/runs/run-reader.ts';
import {confirmedReaders} from '../../src/adapters/confirmed-readers.ts';
import {postMailRuns} from '../../src/adapters/post-mail-runs.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {runName} from '../../src/domain/new-posts.ts';
import type {Slug} from '../../src/domain/slugs.ts';
import {removeSubscriber, signedUp} from '../../src/domain/subscribers.ts';
import {blogUnderTest} from '../helpers/blog.ts';

const blog = blogUnderTest();
const {visitor, engine} = blog;
const {credentials} = clientConfig(engine);
Object.assign(process.env, {
  AWS_ENDPOINT_URL: engine.endpoint,
  AWS_REGION: engine.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  SUBSCRIBERS_TABLE: output(blog, 'SubscribersTableName'),
});

const mark = `${process.pid}-${Date.now()}`;
const readers = Array.from({length: 12}, (_, n) => emailAddress.parse(`reads-${n}-${mark}@example.org`));
const workflow = {
  client: new SFNClient(clientConfig(engine)),
  stateMachineArn: output(blog, 'PostsStateMachineArn'),
};

/** The runs of a post that are over, newest first. */
const runsOf = async (slug: string) => {
  const runs = [];
  for await (const {executions = []} of paginateListExecutions({client: workflow.client}, workflow))
    for (const execution of executions)
      if (execution.name?.startsWith(slug)) runs.push(await readRun(workflow, execution));
  return runs;
};

const mailsAbout = async (title: string): Promise<readonly string[]> =>
  (await readInbox(engine)).filter(({subject}) => subject === title).flatMap(({to}) => to);

const titleOf = (slug: string): string => `News of ${slug}`;

const write = async (slug: string, version: number, change: object) => {
  const headers = version === 0 ? {'If-None-Match': '*'} : {'If-Match': `"${version}"`};
  const body = {title: titleOf(slug), markdown: 'News.', status: 'published', ...change};
  const answer = await visitor.send('PUT', `/api/posts/${slug}`, {json: body, headers, asAuthor: true});
  expectStatus(answer, version === 0 ? 201 : 200, `version ${version + 1} of ${slug}`);
};

const ended = (slug: string) =>
  until(`the run of ${slug}`, async () => (await runsOf(slug)).find(({status}) => status !== 'running'), {seconds: 60});

test.before(async () => {
  const now = new Date();
  for (const email of readers)
    await subscriberTable.write(signedUp(undefined, {email}, {by: 'imported', now, consent: 'a test'}), undefined);
});

/** Other tests publish posts too. */
test.after.always(async () => {
  for (const email of readers)
    await removeSubscriber(subscriberTable, subscriberId(email), {by: 'left', now: new Date()});
});

test.serial(
  'a new post is mailed to every confirmed subscriber once, and a second publication to nobody',
  async (t) => {
    const slug = `news-${mark}`;
    await write(slug, 0, {status: 'draft'});
    await write(slug, 1, {});

    t.like(await ended(slug), {status: 'sent', post: slug});

    const mailed = (await mailsAbout(titleOf(slug))).filter((to) => to.includes(mark));
    t.deepEqual(mailed.toSorted(), readers.toSorted());
    await write(slug, 2, {status: 'draft'});
    await write(slug, 3, {});
    // What is published after it was read after it, and its run has ended.
    const next = `later-${mark}`;
    await write(next, 0, {});
    await ended(next);
    t.is((await runsOf(slug)).length, 1);
    t.is((await mailsAbout(titleOf(slug))).filter((to) => to.includes(mark)).length, readers.length);
  },
);

test.serial('confirmed subscribers are listed in order, page by page, and nobody else', async (t) => {
  const pending = signedUp(
    undefined,
    {email: emailAddress.parse(`asks-${mark}@example.org`)},
    {by: 'asked', now: new Date(), consent: 'a test'},
  );
  await subscriberTable.write(pending, undefined);

  const listed: SubscriberId[] = [];
  for (;;) {
    const page = await confirmedReaders.listAfter(listed.at(-1), 5);
    listed.push(...page);
    if (page.length < 5) break;
  }

  t.deepEqual(listed, listed.toSorted());
  t.is(new Set(listed).size, listed.length);
  t.deepEqual(
    readers.map(subscriberId).filter((id) => !listed.includes(id)),
    [],
  );
  t.false(listed.includes(pending.id));
});

test.serial('a run that was started is started once, however often that is asked', async (t) => {
  process.env['NEW_POST_MAIL_STATE_MACHINE'] = workflow.stateMachineArn;
  const slug = `again-${mark}` as Slug;
  const run = {name: runName({slug, publishedAt: '2026-03-01T09:30:00.000Z'}), slug};

  await postMailRuns.start(run);
  t.like(await ended(slug), {status: 'withdrawn'});
  await postMailRuns.start(run);

  t.is((await runsOf(slug)).length, 1);
});

test.serial('a post whose author says so is mailed to nobody', async (t) => {
  const [quiet, loud] = [`quiet-${mark}`, `loud-${mark}`];
  await write(quiet, 0, {mail: false});
  await write(loud, 0, {});

  await ended(loud);

  t.deepEqual(await runsOf(quiet), []);
  t.deepEqual(await mailsAbout(titleOf(quiet)), []);
});
