import {
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  type ExecutionListItem,
  type ExecutionStatus,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {mockClient} from 'aws-sdk-client-mock';

export const stateMachineArn = 'arn:aws:states:eu-central-1:123456789012:stateMachine:myblog-photos';

const twoStates = {StartAt: 'ClaimPhoto', States: {ClaimPhoto: {Next: 'ResizePhoto'}, ResizePhoto: {}}};
export const document = JSON.stringify(twoStates);

/** An error as the SDK throws it. */
export const sdkError = (name: string, more: object = {}): Error =>
  Object.assign(new Error(name), {name, $metadata: {}, ...more});

const pageOf = <T>(all: readonly T[], from: string | undefined, size = 100) => {
  const start = Number(from ?? 0);
  return {
    page: all.slice(start, start + size),
    ...(start + size < all.length && {nextToken: String(start + size)}),
  };
};

type Fake = ExecutionListItem & {readonly photo: string};

/**
 * A client whose workflow has the executions that the test starts and ends, newest first as AWS lists them. What the local
 * engine does is tried against it; here are the faults and orders that it cannot produce.
 */
export const fakeStepFunctions = () => {
  const client = new SFNClient({region: 'eu-central-1', credentials: {accessKeyId: 'a', secretAccessKey: 'b'}});
  const mock = mockClient(client);
  const executions: Fake[] = [];
  const stepsBeforeLists: (() => void)[] = [];
  let clock = 1_771_234_567_000;
  const tick = (): Date => {
    clock += 1000;
    return new Date(clock);
  };
  const byArn = (arn: string): Fake => {
    const execution = executions.find(({executionArn}) => executionArn === arn);
    if (execution) return execution;
    throw sdkError('ExecutionDoesNotExist');
  };

  const start = (photo: string): string => {
    const name = `run-${executions.length + 1}`;
    executions.unshift({executionArn: name, stateMachineArn, name, status: 'RUNNING', startDate: tick(), photo});
    return name;
  };

  const end = (arn: string, status: ExecutionStatus = 'SUCCEEDED'): void => {
    const index = executions.findIndex(({executionArn}) => executionArn === arn);
    executions.splice(index, 1, {...(executions[index] as Fake), status, stopDate: tick()});
  };

  const describe = (more: object = {}): void => {
    mock
      .on(DescribeStateMachineCommand)
      .resolves({stateMachineArn, type: 'STANDARD', definition: document, creationDate: new Date(0), ...more});
  };

  const forget = (): void => {
    executions.splice(0);
  };

  /** What happens the next times that executions are listed, one a time; what it throws is thrown at who lists. */
  const beforeLists = (...steps: (() => void)[]): void => {
    stepsBeforeLists.push(...steps);
  };
  const failOnce = (fault: Error): void =>
    beforeLists(() => {
      throw fault;
    });

  describe();
  mock.on(ListExecutionsCommand).callsFake(async ({statusFilter, nextToken, maxResults}) => {
    stepsBeforeLists.shift()?.();
    const listed = executions.filter(({status}) => !statusFilter || status === statusFilter);
    const {page, ...next} = pageOf(listed, nextToken, maxResults);
    return {executions: page, ...next};
  });
  mock.on(DescribeExecutionCommand).callsFake(async ({executionArn}) => byArn(executionArn));
  mock.on(GetExecutionHistoryCommand).callsFake(async ({executionArn}) => {
    const execution = byArn(executionArn);
    const input = JSON.stringify({photoId: execution.photo});
    const ended = {
      id: 3,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: {output: JSON.stringify({photoId: execution.photo, status: 'ready'})},
    };
    const failed = {id: 3, type: 'ExecutionFailed', executionFailedEventDetails: {error: 'SomeFault'}};
    const last = {SUCCEEDED: [ended], FAILED: [failed]}[String(execution.status)] ?? [];
    return {
      events: [
        {id: 1, type: 'ExecutionStarted', executionStartedEventDetails: {input}},
        {id: 2, type: 'TaskStateEntered', stateEnteredEventDetails: {name: 'ClaimPhoto'}},
        ...last,
      ],
    };
  });
  return {workflow: {client, stateMachineArn}, mock, start, end, describe, forget, beforeLists, failOnce};
};
