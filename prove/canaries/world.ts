// What the walks share: the blog, its canaries, and whoever listens to its answers.
import {DynamoDBClient, PutItemCommand} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import {marshall} from '@aws-sdk/util-dynamodb';
import {type Blog, output} from '../../local/blog.ts';
import {type LocalMail, readInboxOf} from '../../local/inbox.ts';
import {until} from '../../local/until.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import type {Listener} from './answers.ts';
import type {Flock} from './flock.ts';

export type World = {readonly blog: Blog; readonly canaries: Flock; readonly listener: Listener};

export const json = {'Content-Type': 'application/json'};
export const form = {'Content-Type': 'application/x-www-form-urlencoded'};

export const signUp = async ({listener}: World, email: string, name?: string): Promise<void> => {
  const {status} = await listener.ask({
    ...{method: 'POST', path: '/api/subscribers', headers: json},
    body: JSON.stringify({email, ...(name !== undefined && {name})}),
  });
  if (status !== 202) throw new Error(`expected 202 for a sign-up, got ${status}`);
};

/** Newest first, once there are so many. */
export const mailsTo = ({blog}: World, email: string, count: number): Promise<readonly LocalMail[]> =>
  until(
    `mail ${count} to a subscriber`,
    async () => {
      const mails = await readInboxOf(blog.engine, email);
      return mails.length >= count ? mails : undefined;
    },
    {seconds: 60},
  );

/** The token of the link in a mail; a canary from then on. */
export const tokenIn = ({canaries}: World, mail: LocalMail | undefined, purpose: string): string => {
  const [, token] = new RegExp(`/api/subscribers/${purpose}\\?token=([\\w.%-]+)`).exec(mail?.text ?? '') ?? [];
  if (!token) throw new Error(`expected a link to ${purpose} in the mail '${mail?.subject}', got none`);
  return canaries.token(`token to ${purpose}`, token);
};

export const putItem = ({blog}: World, item: object): Promise<unknown> =>
  new DynamoDBClient(clientConfig(blog.engine)).send(
    new PutItemCommand({TableName: output(blog, 'SubscribersTableName'), Item: marshall(item)}),
  );

/** As long as `work` takes, the functions have these variables too. */
export const withVariables = async (
  {blog}: World,
  functionIds: readonly string[],
  variables: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> => {
  const lambda = new LambdaClient(clientConfig(blog.engine));
  const restores = [];
  for (const id of functionIds) {
    const FunctionName = blog.physicalIds[id];
    const {Environment} = await lambda.send(new GetFunctionConfigurationCommand({FunctionName}));
    const Variables = {...Environment?.Variables};
    const set = (all: Record<string, string>) =>
      lambda.send(new UpdateFunctionConfigurationCommand({FunctionName, Environment: {Variables: all}}));
    await set({...Variables, ...variables});
    restores.push(() => set(Variables));
  }
  await work();
  for (const restore of restores) await restore();
};
