import {DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand} from '@aws-sdk/client-dynamodb';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {transact} from '../../src/adapters/post-transactions.ts';

process.env['AWS_REGION'] = 'eu-central-1';
const dynamodb = mockClient(DynamoDBClient);
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({
    message: 'Transaction cancelled',
    CancellationReasons: codes.map((Code) => ({Code})),
    $metadata: {},
  });
const never = async () => false;

test.beforeEach(() => dynamodb.reset());

test.serial('a write that collides is tried again', async (t) => {
  dynamodb.on(TransactWriteItemsCommand).rejectsOnce(cancelled('None', 'TransactionConflict')).resolves({});

  t.true(await transact([], never));
  t.is(dynamodb.calls().length, 2);
});

test.serial('a write whose condition fails has lost at once', async (t) => {
  dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('ConditionalCheckFailed', 'TransactionConflict'));

  t.false(await transact([], never));
  t.is(dynamodb.calls().length, 1);
});

test.serial('a write that collided with the winner gives up', async (t) => {
  dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('TransactionConflict'));

  t.false(await transact([], async () => true));
  t.is(dynamodb.calls().length, 1);
});

test.serial('a write that only ever collides gives up after ten attempts', async (t) => {
  dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('TransactionConflict'));

  t.false(await transact([], never));
  t.is(dynamodb.calls().length, 10);
});

test.serial('each attempt has a token of its own, which the retries of a client share', async (t) => {
  dynamodb.on(TransactWriteItemsCommand).rejectsOnce(cancelled('TransactionConflict')).resolves({});

  await transact([], never);

  const tokens = dynamodb.commandCalls(TransactWriteItemsCommand).map(({args}) => args[0].input.ClientRequestToken);
  t.true(tokens.every((token) => token));
  t.is(new Set(tokens).size, 2);
});

for (const fault of [cancelled('ValidationError'), cancelled(), new Error('no network')])
  test.serial(`a fault of ours is thrown: ${JSON.stringify(fault)}`, async (t) => {
    dynamodb.on(TransactWriteItemsCommand).rejects(fault);

    t.is(await t.throwsAsync(transact([], never)), fault);
  });
