// The way to the posts table: straight, or through a DAX cluster in front of it. Who uses it need not know which.
import type {DaxDocument} from '@amazon-dax-sdk/lib-dax';
import {
  type CancellationReason,
  GetItemCommand,
  type GetItemCommandInput,
  type GetItemCommandOutput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import {marshall, unmarshall} from '@aws-sdk/util-dynamodb';
import {dynamodb} from './dynamodb.ts';
import {requiredEnv} from './env.ts';
import {once} from './once.ts';

/** What DynamoDB's client and DAX's both call by these names, with the same input and output. */
export type PostsClient = {
  getItem(input: GetItemCommandInput): Promise<GetItemCommandOutput>;
  query(input: QueryCommandInput): Promise<QueryCommandOutput>;
  transactWriteItems(input: TransactWriteItemsCommandInput): Promise<unknown>;
};

/** DynamoDB's own client of this shape would bring every other command into the bundle. */
const straight: PostsClient = {
  getItem: (input) => dynamodb().send(new GetItemCommand(input)),
  query: (input) => dynamodb().send(new QueryCommand(input)),
  transactWriteItems: (input) => dynamodb().send(new TransactWriteItemsCommand(input)),
};

/** DAX's errors are told as DynamoDB's are: they carry a `statusCode`, by which a caller's mistake is known elsewhere. */
const asDynamodbTells = (error: unknown): Error => {
  const {message, cancellationReasons} = error as Error & {cancellationReasons?: CancellationReason[]};
  return cancellationReasons
    ? new TransactionCanceledException({message, CancellationReasons: cancellationReasons, $metadata: {}})
    : new Error('expected an answer of the DAX cluster, got an error', {cause: error});
};

const told = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    throw asDynamodbTells(error);
  }
};

/** As often as DynamoDB's client tries, which is twice again. */
const maxRetries = 2;

/** The document client takes and gives plain values for a query, and only for that: its other calls here are DynamoDB's own. */
const queryOf =
  (dax: DaxDocument): PostsClient['query'] =>
  async ({ExpressionAttributeValues, ExclusiveStartKey, ...input}) => {
    const {Items, LastEvaluatedKey, ...answer} = await dax.query({
      ...input,
      ...(ExpressionAttributeValues && {ExpressionAttributeValues: unmarshall(ExpressionAttributeValues)}),
      ...(ExclusiveStartKey && {ExclusiveStartKey: unmarshall(ExclusiveStartKey)}),
    });
    return {
      ...answer,
      ...(Items && {Items: Items.map((item) => marshall(item))}),
      ...(LastEvaluatedKey && {LastEvaluatedKey: marshall(LastEvaluatedKey)}),
    };
  };

/** Imported where it is used, since only bundles for a blog with a cluster hold it. */
const throughDax = once(async (): Promise<PostsClient> => {
  const {DaxDocument} = await import('@amazon-dax-sdk/lib-dax');
  const {credentials} = dynamodb().config;
  const document = new DaxDocument({endpoint: requiredEnv('DAX_ENDPOINT'), credentials, maxRetries});
  const query = queryOf(document);
  // It extends the client that has DynamoDB's own calls, which its types do not say.
  const dax = document as unknown as Omit<PostsClient, 'query'>;
  return {
    getItem: (input) => told(() => dax.getItem(input)),
    query: (input) => told(() => query(input)),
    transactWriteItems: (input) => told(() => dax.transactWriteItems(input)),
  };
});

export const postsClient = async (): Promise<PostsClient> => (process.env['DAX_ENDPOINT'] ? throughDax() : straight);
