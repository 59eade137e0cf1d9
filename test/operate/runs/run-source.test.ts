import {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {ListExecutionsCommand} from '@aws-sdk/client-sfn';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {describeWorkflow, openRuns} from '../../../operate/runs/run-source.ts';
import {UserError} from '../../../operate/user-error.ts';
import {fakeStepFunctions, sdkError} from './step-functions.ts';

const logs = mockClient(CloudWatchLogsClient);
const logGroupArn = 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/states/myblog-photos:*';
const logging = {
  level: 'ALL' as const,
  includeExecutionData: true,
  destinations: [{cloudWatchLogsLogGroup: {logGroupArn}}],
};

test.serial('the runs of an Express workflow are read from the log group that it names', async (t) => {
  const {workflow, mock, describe} = fakeStepFunctions();
  describe({type: 'EXPRESS', loggingConfiguration: logging});
  mock.on(ListExecutionsCommand).rejects(sdkError('StateMachineTypeNotSupported'));
  logs.on(FilterLogEventsCommand).resolves({events: []});

  const source = await openRuns(workflow, await describeWorkflow(workflow), 3);
  await source.news();

  t.is(
    logs.commandCalls(FilterLogEventsCommand)[0]?.args[0].input.logGroupName,
    '/aws/vendedlogs/states/myblog-photos',
  );
  t.deepEqual(source.notes, ['Express runs are only in their log, which is read back 3 h']);
});

test.serial('an engine that lists Express runs is asked for them', async (t) => {
  const {workflow, start, describe} = fakeStepFunctions();
  describe({type: 'EXPRESS'});
  start('photo');

  const source = await openRuns(workflow, await describeWorkflow(workflow), 3);

  t.is((await source.news())[0]?.photo, 'photo');
  t.deepEqual(source.notes, []);
});

test.serial('an Express workflow that does not log every event is refused in a sentence', async (t) => {
  const {workflow, mock, describe} = fakeStepFunctions();
  mock.on(ListExecutionsCommand).rejects(sdkError('StateMachineTypeNotSupported'));

  for (const loggingConfiguration of [undefined, {level: 'OFF'}, {...logging, level: 'ERROR'}]) {
    describe({type: 'EXPRESS', loggingConfiguration});
    await t.throwsAsync(openRuns(workflow, await describeWorkflow(workflow), 3), {
      instanceOf: UserError,
      message: /^expected the Express workflow to log every event, got the level (?:OFF|ERROR)/,
    });
  }
});

test.serial('any other fault of listing is passed on', async (t) => {
  const {workflow, mock, describe} = fakeStepFunctions();
  describe({type: 'EXPRESS', loggingConfiguration: logging});
  mock.on(ListExecutionsCommand).rejects(sdkError('ExpiredTokenException'));

  await t.throwsAsync(openRuns(workflow, await describeWorkflow(workflow), 3), {message: 'ExpiredTokenException'});
});
