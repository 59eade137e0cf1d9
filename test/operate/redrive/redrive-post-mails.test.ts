import test from 'ava';
import type {PastPostMailRuns} from '../../../operate/redrive/past-post-mail-runs.ts';
import {type PastRun, successorOf} from '../../../operate/redrive/post-mail-replays.ts';
import {postMailsSection} from '../../../operate/redrive/redrive-post-mails.ts';
import type {RunEnd} from '../../../operate/runs/started-runs.ts';
import {slug} from '../../../src/domain/slugs.ts';

const quiet = () => {};
const progress = {slug: slug.parse('dawn'), after: 'm', sent: 12};

type World = {
  readonly runs?: readonly (PastRun & {readonly isOfNoPost?: boolean})[];
  /** What a run that was started is found to be, look by look; the last for ever. */
  readonly looks?: readonly (RunEnd | 'under way' | 'a page sent' | Error)[];
};

const failedRun: PastRun = {name: 'dawn-1', status: 'FAILED'};

const world = ({runs: past = [failedRun], looks = ['a page sent']}: World) => {
  const all = new Map(past.map((run) => [run.name, run]));
  const started: (readonly [string, unknown])[] = [];
  let asked = 0;
  let waited = 0;
  const look = () => looks[Math.min(asked, looks.length - 1)];
  const runs: PastPostMailRuns = {
    list: async () => [...all.values()],
    progressOf: async (name) => (past.find((run) => run.name === name)?.isOfNoPost ? undefined : progress),
    start: async (name, input) => {
      if (all.has(name)) return;
      started.push([name, input]);
      all.set(name, {name, status: 'RUNNING'});
    },
    endOf: async (name) => {
      if (past.some((run) => run.name === name)) return {isFailure: true, reason: 'TypeError: our mistake'};
      const found = look();
      asked += 1;
      if (found instanceof Error) throw found;
      return typeof found === 'object' ? found : undefined;
    },
    hasSentPage: async () => looks[Math.min(asked - 1, looks.length - 1)] === 'a page sent',
  };
  const wait = async (milliseconds: number) => {
    waited += milliseconds;
  };
  const section = postMailsSection({runs, pollMilliseconds: 1000, wait});
  return {section, started, waited: () => waited};
};

test('a run that failed is told of with its post, its mails and its error', async (t) => {
  const ends: readonly PastRun[] = [
    failedRun,
    {name: 'dusk-1', status: 'ABORTED'},
    {name: 'noon-1', status: 'TIMED_OUT'},
    {name: 'night-1', status: 'SUCCEEDED'},
    {name: 'day-1', status: 'RUNNING'},
  ];
  const {section, started} = world({runs: ends});

  t.deepEqual(await section.find(), [
    'post dawn: its run failed after 12 mails: TypeError: our mistake',
    'post dawn: its run was aborted after 12 mails',
    'post dawn: its run timed out after 12 mails',
  ]);
  t.deepEqual(started, []);
});

test('a run that failed is gone on with by another one, from the page that was not sent', async (t) => {
  const {section, started} = world({});

  t.deepEqual(await section.replay(quiet), {replayed: 1, left: []});
  t.deepEqual(started, [[successorOf('dawn-1'), progress]]);
});

test('two at once and a third time go on with a run once', async (t) => {
  const {section, started} = world({});

  const both = await Promise.all([section.replay(quiet), section.replay(quiet)]);
  const again = await section.replay(quiet);

  t.is(started.length, 1);
  t.deepEqual(
    [...both, again].flatMap(({left}) => left),
    [],
  );
  t.is(again.replayed, 0);
});

test('a run that fails again is left, with its post and its error', async (t) => {
  const {section} = world({looks: ['under way', {isFailure: true, reason: 'TypeError: still'}]});

  t.deepEqual(await section.replay(quiet), {
    replayed: 0,
    left: ['the mails of the post dawn failed again: TypeError: still'],
  });
});

test('a run that ends at once, since the post was withdrawn, is one that was replayed', async (t) => {
  const {section} = world({looks: [{isFailure: false, reason: ''}]});

  t.deepEqual(await section.replay(quiet), {replayed: 1, left: []});
});

test('a run that is still trying after three minutes is left to itself', async (t) => {
  const {section, waited} = world({looks: ['under way']});

  t.deepEqual(await section.replay(quiet), {replayed: 1, left: []});
  t.is(waited(), 180_000);
});

test('a network that is away for a moment ends no waiting', async (t) => {
  const away = Object.assign(new Error('socket'), {code: 'ECONNRESET'});
  const {section} = world({looks: [away, away, 'a page sent']});

  t.deepEqual(await section.replay(quiet), {replayed: 1, left: []});
});

test('a run that was never about a post is passed over', async (t) => {
  const {section, started} = world({runs: [{...failedRun, isOfNoPost: true}]});

  t.deepEqual(await section.find(), []);
  t.deepEqual(await section.replay(quiet), {replayed: 0, left: []});
  t.deepEqual(started, []);
});
