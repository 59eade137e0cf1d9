import middy from '@middy/core';
import type {APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent, Context} from 'aws-lambda';
import {logCall} from './log-call.ts';

type Verdict = {readonly allowed: boolean};

/** API Gateway keeps the policy for the next calls with this token, whatever their route: it must hold for the whole stage. */
const allowStage = (methodArn: string): APIGatewayAuthorizerResult => ({
  principalId: 'author',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Action: 'execute-api:Invoke', Resource: `${methodArn.split('/', 2).join('/')}/*`}],
  },
});

/**
 * Lets in whom `isAllowed` says, by the request's Authorization header. Throwing exactly 'Unauthorized' is how API Gateway is told to
 * answer 401; a policy that denies would become a 403. It is thrown outside of the log, where a stranger's guess is no error of ours.
 */
export const authorizerHandler = (isAllowed: (authorization: string) => Promise<boolean>) => {
  const judge = middy<APIGatewayTokenAuthorizerEvent, Verdict>()
    .use(logCall<APIGatewayTokenAuthorizerEvent, Verdict>(({allowed}) => ({allowed})))
    .handler(async ({authorizationToken}) => ({allowed: await isAllowed(authorizationToken)}));
  return async (event: APIGatewayTokenAuthorizerEvent, context: Context): Promise<APIGatewayAuthorizerResult> => {
    const {allowed} = await judge(event, context);
    if (!allowed) throw new Error('Unauthorized');
    return allowStage(event.methodArn);
  };
};
