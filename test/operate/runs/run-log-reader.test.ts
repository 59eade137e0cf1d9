import {CloudWatchLogsClient, type FilteredLogEvent, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {logRuns} from '../../../operate/runs/run-log-reader.ts';
import {expressLog, expressLogEnd} from './histories.ts';

const logGroupName = '/aws/vendedlogs/states/myblog-photos';

/** A log in which the events stand of which the test says that they have arrived, five a page, with an empty page between. */
const fakeLog = (begin: number) => {
  const client = new CloudWatchLogsClient({
    region: 'eu-central-1',
    credentials: {accessKeyId: 'a', secretAccessKey: 'b'},
  });
  const mock = mockClient(client);
  const clock = {now: begin};
  let arrived: ReturnType<typeof expressLog> = [];
  mock.on(FilterLogEventsCommand).callsFake(({startTime, nextToken}) => {
    const [from = 0, isEmpty] = (nextToken ?? '0').split(' ').map(Number);
    if (isEmpty) return {events: [], nextToken: String(from)};
    const events = arrived.filter(({timestamp = 0}) => timestamp >= startTime);
    return {
      events: events.slice(from, from + 5),
      ...(from + 5 < events.length && {nextToken: `${from + 5} 1`}),
    };
  });
  const source = logRuns({logs: client, logGroupName, hours: 3, hasData: true, now: () => clock.now});
  const arrive = (events: typeof arrived) => {
    arrived = [...arrived, ...events];
  };
  return {source, mock, clock, arrive};
};

const begin = 1_771_234_560_000;
const told = (runs: readonly {name: string; status: string}[]) => runs.map(({name, status}) => `${name} ${status}`);

test('the newest runs are those that the log tells of, page by page', async (t) => {
  const {source, arrive, mock} = fakeLog(expressLogEnd);
  arrive(expressLog());
  const names: string[] = [];

  for await (const listed of source.newest()) names.push(...told([await listed.read()].flatMap((run) => run ?? [])));

  t.deepEqual(names, ['running-run running', 'rejected-run rejected', 'ready-run ready']);
  t.is(mock.commandCalls(FilterLogEventsCommand)[0]?.args[0].input.logGroupName, logGroupName);
  t.true(mock.commandCalls(FilterLogEventsCommand).length > 20);
});

test('the log is read back as far as was asked for', async (t) => {
  const {source, arrive, mock} = fakeLog(expressLogEnd + 3 * 3_600_000);
  arrive(expressLog());
  const found: unknown[] = [];

  for await (const listed of source.newest()) found.push(listed);

  t.is(mock.commandCalls(FilterLogEventsCommand)[0]?.args[0].input.startTime, expressLogEnd - 5 * 60_000);
  t.deepEqual(found, []);
});

test('each run is told while it is under way, and its end once, however its events arrive', async (t) => {
  const {source, arrive, clock} = fakeLog(begin);
  await source.mark();
  const all: string[] = [];

  for (const event of expressLog()) {
    arrive([event]);
    clock.now = Math.max(clock.now, event.timestamp ?? 0);
    all.push(...told(await source.news()));
  }
  clock.now = expressLogEnd;
  all.push(...told(await source.news()));

  t.is(all.filter((line) => line === 'ready-run ready').length, 1);
  t.is(all.filter((line) => line === 'rejected-run rejected').length, 1);
  t.is(all.at(-1), 'running-run running');
  t.false(all.slice(all.indexOf('ready-run ready')).includes('ready-run running'));
});

test('an event that arrives half a minute late is still found', async (t) => {
  const {source, arrive, clock} = fakeLog(begin);
  await source.mark();
  const isLate = ({message = ''}: FilteredLogEvent) =>
    message.includes(':running-run:') && message.includes('"ExecutionStarted"');
  arrive(expressLog().filter((event) => !isLate(event)));
  arrive([{timestamp: expressLogEnd + 30_000, message: 'another run'}]);
  clock.now = expressLogEnd + 30_000;
  const early = await source.news();
  arrive(expressLog().filter(isLate));

  const late = await source.news();

  t.is(early.find(({name}) => name === 'running-run')?.photo, undefined);
  t.is(late.find(({name}) => name === 'running-run')?.photo, '01KHJ7Q8V4T3M5N7P9R1S2W603');
});

test('what was over when a watch began is no news', async (t) => {
  const {source, arrive} = fakeLog(expressLogEnd);
  arrive(expressLog());
  await source.mark();

  t.deepEqual(told(await source.news()), ['running-run running']);
});

test('a log without execution data is said to be so', (t) => {
  const client = new CloudWatchLogsClient({region: 'eu-central-1'});
  const {notes} = logRuns({logs: client, logGroupName, hours: 3, hasData: false, now: () => 0});

  t.deepEqual(notes, [
    'Express runs are only in their log, which is read back 3 h',
    'the log of this workflow is without execution data, so that photos and outcomes are not known: switch it on (IncludeExecutionData) and deploy again',
  ]);
});
