import {spawn} from 'node:child_process';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {readHistory} from './runs/histories.ts';
import {document, stateMachineArn} from './runs/step-functions.ts';

const command = fileURLToPath(new URL('../../operate/runs.ts', import.meta.url));
const {execution, events} = readHistory('ready');
const seconds = (key: string, value: unknown) =>
  ['timestamp', 'startDate', 'stopDate'].includes(key) ? new Date(String(value)).getTime() / 1000 : value;

const later = {...execution, executionArn: 'later', startDate: new Date('2026-11-22T13:00:00Z')};

const answerTo = (action: string, body: string, answered: number): unknown => {
  if (action === 'DescribeStateMachine')
    return {stateMachineArn, type: 'STANDARD', definition: document, creationDate: 0};
  if (body.includes('"RUNNING"')) return {executions: []};
  if (action === 'ListExecutions') return {executions: answered > 8 ? [later, execution] : [execution]};
  return {events: body.includes('"later"') ? JSON.parse(JSON.stringify(events).replaceAll('W6001', 'W6009')) : events};
};

/** Answers as Step Functions would if it had one run, and then another; after so many answers, as to credentials that have expired. */
const startStepFunctions = async (t: ExecutionContext, validFor: number): Promise<string> => {
  let answered = 0;
  const server = createServer(async (request, response) => {
    answered += 1;
    const body = (await request.toArray()).join('');
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (answered <= validFor) return response.end(JSON.stringify(answerTo(action, body, answered), seconds));
    response.statusCode = 400;
    return response.end(JSON.stringify({__type: 'ExpiredTokenException', message: 'expired'}));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const asTerminal = 'data:text/javascript,process.stdout.isTTY=process.stderr.isTTY=true';

/** Runs the command; interrupts it when it has printed what it shall. */
const runs = async (t: ExecutionContext, args: string[], {validFor = 1e9, until = /^$/, terminal = false} = {}) => {
  const endpoint = await startStepFunctions(t, validFor);
  const child = spawn(
    process.execPath,
    [...(terminal ? ['--import', asTerminal] : []), command, '--state-machine', stateMachineArn, ...args],
    {
      env: {PATH: process.env['PATH'], AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b'},
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes) => {
      const before = until.test(printed);
      printed += bytes;
      if (!before && until.test(printed)) child.kill('SIGINT');
    });
  const how = await new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? code)));
  return {how, printed};
};

test('the newest runs are listed', async (t) => {
  const {how, printed} = await runs(t, []);

  t.is(how, 0);
  t.regex(printed, /^01K9ZQ8V4T3M5N7P9R1S2W6001 {2}ready /);
  t.regex(printed, /\n {2}AnnouncePhoto +0\.00 s\n/);
});

test('what is refused is a sentence and exit code 1', async (t) => {
  const {how, printed} = await runs(t, ['--photo', 'my photo']);

  t.is(how, 1);
  t.is(printed, "expected a photo's id or its beginning, such as 01K9ZQ8V4T, got 'my photo', at --photo\n");
});

test('no run that matches is said to be so', async (t) => {
  t.is((await runs(t, ['--status', 'failed'])).printed, 'no run matches\n');
  t.is((await runs(t, ['--photo', '01ZZ'])).printed, 'no run matches\n');
});

test('Ctrl-C ends a watch cleanly', async (t) => {
  const {how, printed} = await runs(t, ['--watch'], {until: /W6009 {2}ready/});

  t.is(how, 0);
  t.is(printed.split('W6001  ready ').length, 2);
});

test('Ctrl-C ends it cleanly on a terminal too, and gives the cursor back', async (t) => {
  const {how, printed} = await runs(t, ['--watch'], {until: /no run is under way/, terminal: true});

  t.is(how, 0);
  t.true(printed.lastIndexOf('\u001B[?25h') > printed.lastIndexOf('\u001B[?25l'));
  t.false(printed.split('\u001B[2K').at(-1)?.includes('no run is under way'));
});

test('credentials that expire end a watch with a sentence and exit code 1', async (t) => {
  const {how, printed} = await runs(t, ['--watch'], {validFor: 6});

  t.is(how, 1);
  t.true(printed.endsWith('expected valid AWS credentials, got expired ones: sign in again\n'));
});
