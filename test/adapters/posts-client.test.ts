import {registerHooks} from 'node:module';
// No types exist for this file of the client, and nothing else makes its errors.
// @ts-expect-error
import DaxServiceError from '@amazon-dax-sdk/client-dax/src/DaxServiceError.js';
import {DynamoDBClient, GetItemCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {postTable} from '../../src/adapters/post-table.ts';
import {transact} from '../../src/adapters/post-transactions.ts';
import {slug} from '../../src/domain/slugs.ts';
import {somePost} from '../helpers/memory-site.ts';

type Call = {readonly name: string; readonly input: Record<string, unknown>};
type Cluster = {readonly configs: unknown[]; readonly calls: Call[]; answer: (call: Call) => unknown};

/** Stands for a cluster: no local one exists. What the document client stands on is replaced, and reports here. */
const cluster: Cluster = {configs: [], calls: [], answer: () => ({})};
Object.assign(globalThis, {cluster});
const daxModule = `
  const call = (name) => async (input) => {
    cluster.calls.push({name, input});
    return cluster.answer({name, input});
  };
  class Dax {
    constructor(config) { cluster.configs.push(config); }
  }
  Object.assign(Dax.prototype, {getItem: call('getItem'), query: call('query'), transactWriteItems: call('transactWriteItems')});
  module.exports = {Dax};`;
const replaced = '/client-dax/src/index.js';
registerHooks({
  load: (url, context, nextLoad) =>
    url.endsWith(replaced) ? {format: 'commonjs', source: daxModule, shortCircuit: true} : nextLoad(url, context),
});

Object.assign(process.env, {AWS_REGION: 'eu-central-1', POSTS_TABLE: 'Posts'});
const dynamodb = mockClient(DynamoDBClient);
const name = slug.parse('first');
const post = somePost('first', {version: 1});
const item = marshall({pk: 'post#first', sk: 'post', kind: 'post', ...post});

test.beforeEach(() => {
  dynamodb.reset();
  cluster.calls.length = 0;
  process.env['DAX_ENDPOINT'] = 'dax://blog.example';
});

test.serial('without a cluster the table itself is asked', async (t) => {
  delete process.env['DAX_ENDPOINT'];
  dynamodb.on(GetItemCommand).resolves({Item: item});

  t.deepEqual(await postTable.read(name), post);
  t.deepEqual(cluster.configs, []);
});

test.serial(
  'with a cluster posts are read, listed and written through it, by one client, and never beside it',
  async (t) => {
    cluster.answer = ({name: call}) => (call === 'getItem' ? {Item: item} : {Items: []});

    t.deepEqual(await postTable.read(name), post);
    await postTable.listPublished({limit: 5});
    await postTable.write(post, undefined);

    t.deepEqual(
      cluster.calls.map(({name: call}) => call),
      ['getItem', 'query', 'transactWriteItems'],
    );
    t.is(cluster.configs.length, 1);
    t.like(cluster.calls[1]?.input, {ExpressionAttributeValues: {':pk': {S: 'published'}}});
    t.like(cluster.configs[0], {endpoint: 'dax://blog.example', maxRetries: 2});
    t.is(dynamodb.calls().length, 0);
  },
);

test.serial('a consistent read is asked of the cluster as such, which then asks the table', async (t) => {
  cluster.answer = () => ({Item: item});

  await postTable.read(name);
  await postTable.read(name, {consistent: true});

  t.deepEqual(
    cluster.calls.map(({input}) => input['ConsistentRead']),
    [false, true],
  );
});

test.serial('a post that is not there is nothing', async (t) => {
  cluster.answer = () => ({});

  t.is(await postTable.read(name), undefined);
});

/** As DAX's client throws it: null, too, where an item was no reason. */
const cancelled = (...codes: readonly (string | null)[]): Error =>
  new DaxServiceError(
    ...['Transaction cancelled', 'TransactionCanceledException', undefined, 'request', 400, [4, 37, 38, 39, 58]],
    codes.map((Code) => ({Code, Message: null, Item: null})),
  );

/** Fails once with `error`, then succeeds. */
const failOnce = (error: Error) => {
  cluster.answer = () => {
    cluster.answer = () => ({});
    throw error;
  };
};
const never = async () => false;

for (const [what, error] of [
  ['collides', cancelled(null, 'TransactionConflict')],
  ['is throttled', cancelled('ThrottlingError', 'None')],
] as const)
  test.serial(`a write through the cluster that ${what} is tried again`, async (t) => {
    failOnce(error);

    t.true(await transact([], never));
    t.is(cluster.calls.length, 2);
  });

test.serial('a write through the cluster whose condition fails has lost at once', async (t) => {
  failOnce(cancelled('ConditionalCheckFailed', null));

  t.false(await transact([], never));
  t.is(cluster.calls.length, 1);
});

test.serial("what the cluster cannot do is a fault of ours and no caller's mistake", async (t) => {
  const refusal = new DaxServiceError(
    'not authorized',
    'AccessDeniedException',
    undefined,
    'request',
    400,
    [4, 23, 31],
  );
  failOnce(refusal);

  const error = await t.throwsAsync(postTable.read(name));

  t.is(error.cause, refusal);
  t.false('statusCode' in error);
});
