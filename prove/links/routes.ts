// Forged links brought to the routes that act on links: the handlers as they are deployed, on a table and a secret in process.
import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import type {APIGatewayProxyEvent, Context} from 'aws-lambda';
import {mockClient} from 'aws-sdk-client-mock';
import unsubscribeEvent from '../../events/unsubscribe.json' with {type: 'json'};
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {subscriberId} from '../../src/domain/addresses.ts';
import type {LinkPurpose} from '../../src/domain/links.ts';
import {begin, type Cause, undergo} from '../../src/domain/subscriber-life.ts';
import {handler as confirm} from '../../src/handlers/confirm-subscriber.ts';
import {handler as comeBack} from '../../src/handlers/return-subscriber.ts';
import {handler as unsubscribe} from '../../src/handlers/unsubscribe.ts';
import type {Reply} from '../../src/lambda/replies.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {subscribersInMemory} from '../sign-ups/subscribers-in-memory.ts';
import {keys, purposes, reader, type Signed, sign} from './link-world.ts';
import {mutations} from './mutations.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<Reply>;
const handlers: Record<LinkPurpose, unknown> = {confirm, unsubscribe, return: comeBack};

const bring = (purpose: LinkPurpose, token: string): Promise<Reply> =>
  (handlers[purpose] as Handler)(
    {...unsubscribeEvent, queryStringParameters: {token}} as unknown as APIGatewayProxyEvent,
    {} as Context,
  );

/** Whom a link of each purpose would do something to. */
const lives: Record<LinkPurpose, readonly Cause[]> = {
  confirm: [],
  unsubscribe: ['confirmed'],
  return: ['confirmed', 'left'],
};
const readersOfEach = 20;

const putInPlace = async (): Promise<readonly Signed[]> => {
  const from = new Date();
  const [current, previous] = keys;
  const links: Signed[] = [];
  for (const purpose of purposes)
    for (let n = 0; n < readersOfEach; n++) {
      const email = reader(purposes.indexOf(purpose) * readersOfEach + n);
      const first = begin({id: subscriberId(email), email}, {by: 'asked', now: from});
      if (!first) throw new Error('expected a way to sign up, got none');
      await subscriberTable.write(
        lives[purpose].reduce((subscriber, by) => undergo(subscriber, {by, now: from}), first),
        undefined,
      );
      links.push(sign(n % 2 === 0 ? current : previous, purpose, first.id, {from}));
    }
  return links;
};

export type RouteTrial = {
  readonly tried: number;
  /** Forged links that were answered otherwise than by 400, and what changed in the table. */
  readonly wrongs: readonly string[];
  /** Links as they were mailed, afterwards: how many there were, and how many of them did what they are for. */
  readonly good: number;
  readonly worked: number;
};

/** Every forged link is brought to the route of each purpose. */
export const tryRoutes = async (chance: Chance, count: number): Promise<RouteTrial> => {
  process.env['LINK_KEY_SECRET'] = 'arn:link-key';
  Object.assign(process.env, {SITE_TITLE: 'Blog', SITE_LANGUAGE: 'en', AUTHOR_NAME: 'Robin'});
  const secrets = mockClient(SecretsManagerClient);
  secrets.on(GetSecretValueCommand).callsFake(({VersionStage}) => ({
    SecretString: keys[VersionStage === 'AWSCURRENT' ? 0 : 1].secret,
  }));
  const table = await subscribersInMemory();
  const links = await putInPlace();
  const before = JSON.stringify(await table.everything());
  const mailed = new Set(links.map(({token}) => token));
  const wrongs: string[] = [];
  const kinds = Object.entries(mutations);
  let tried = 0;
  for (let turn = 0; tried < count; turn++) {
    const [kind, mutate] = kinds[turn % kinds.length] as (typeof kinds)[number];
    const token = mutate(chance.pick(links), chance);
    if (mailed.has(token)) continue;
    tried += 1;
    for (const purpose of purposes) {
      const {statusCode} = await bring(purpose, token);
      if (statusCode !== 400) wrongs.push(`${kind}: ${purpose} answered ${statusCode}`);
    }
  }
  if (JSON.stringify(await table.everything()) !== before) wrongs.push('the table is not as it was before');
  let worked = 0;
  for (const {purpose, token} of links) {
    const isTold = (await bring(purpose, token)).statusCode === 200;
    if (isTold && table.takeChanges().length > 0) worked += 1;
  }
  secrets.restore();
  return {tried, wrongs, good: links.length, worked};
};
