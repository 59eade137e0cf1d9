import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import test from 'ava';
import type {CloudFormationCustomResourceEvent, Context} from 'aws-lambda';
import event from '../../events/make-upload-key.json' with {type: 'json'};
import {customResourceHandler} from '../../src/lambda/custom-resource-handler.ts';

const context = {functionName: 'MakeUploadKeyFunction', awsRequestId: 'request'} as Context;

/** Whatever CloudFormation is told. */
const answers: Record<string, unknown>[] = [];
const server = createServer(async (request, response) => {
  answers.push(JSON.parse(await text(request)));
  response.end();
});
test.before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
test.after.always(() => void server.close());

const tell = async (useCase: Parameters<typeof customResourceHandler>[0], differences: object = {}) => {
  answers.length = 0;
  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`;
  await customResourceHandler(useCase)(
    {...event, ResponseURL, ...differences} as CloudFormationCustomResourceEvent,
    context,
  );
  return answers;
};

test.serial('what a resource answers are its attributes', async (t) => {
  const {StackId, RequestId, LogicalResourceId} = event;

  t.deepEqual(await tell(async () => ({PublicKey: 'pem'})), [
    {
      ...{StackId, RequestId, LogicalResourceId},
      PhysicalResourceId: 'UploadKey',
      Status: 'SUCCESS',
      Data: {PublicKey: 'pem'},
    },
  ]);
});

test.serial('an update keeps the resource, a deletion leaves what was made', async (t) => {
  let calls = 0;
  const useCase = async () => {
    calls += 1;
    return {Calls: String(calls)};
  };
  const kept = {PhysicalResourceId: 'UploadKey'};

  const [updated] = await tell(useCase, {RequestType: 'Update', ...kept});
  t.like(updated, {...kept, Status: 'SUCCESS', Data: {Calls: '1'}});
  const [deleted] = await tell(useCase, {RequestType: 'Delete', ...kept});
  t.like(deleted, {...kept, Status: 'SUCCESS', Data: undefined});
  t.is(calls, 1);
});

test.serial('a failure is told, so that the stack does not wait for an hour', async (t) => {
  const [answer] = await tell(() => Promise.reject(new Error('no such secret')));

  t.like(answer, {Status: 'FAILED', Reason: 'no such secret'});
});
