import test from 'ava';
import type {APIGatewayTokenAuthorizerEvent, Context} from 'aws-lambda';
import event from '../../events/authorize-author.json' with {type: 'json'};
import {authorizerHandler} from '../../src/lambda/authorizer-handler.ts';

const context = {functionName: 'AuthorizeAuthorFunction', awsRequestId: 'r'} as Context;
const call = (isAllowed: (authorization: string) => Promise<boolean>) =>
  authorizerHandler(isAllowed)(event as APIGatewayTokenAuthorizerEvent, context);

test.serial('who is allowed may call every route of the stage', async (t) => {
  const seen: string[] = [];

  const {principalId, policyDocument} = await call(async (authorization) => {
    seen.push(authorization);
    return true;
  });

  t.deepEqual(seen, [event.authorizationToken]);
  t.is(principalId, 'author');
  t.deepEqual(policyDocument.Statement, [
    {
      Effect: 'Allow',
      Action: 'execute-api:Invoke',
      Resource: 'arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/blog/*',
    },
  ]);
});

test.serial("who is not allowed gets exactly 'Unauthorized', which API Gateway answers with 401", async (t) => {
  await t.throwsAsync(
    call(async () => false),
    {message: 'Unauthorized'},
  );
});

test.serial('a fault of ours is no refusal', async (t) => {
  await t.throwsAsync(
    call(async () => {
      throw new Error('no secret');
    }),
    {message: 'no secret'},
  );
});

test.serial('a refusal is logged as one line without the token, and not as an error', async (t) => {
  const lines: string[] = [];
  const {log} = console;
  console.log = (line: string) => void lines.push(line);
  t.teardown(() => {
    console.log = log;
  });

  await t.throwsAsync(call(async () => false));

  t.is(lines.length, 1);
  t.like(JSON.parse(lines[0] ?? ''), {level: 'info', allowed: false});
  t.false(lines[0]?.includes(event.authorizationToken.replace('Bearer ', '')));
});
