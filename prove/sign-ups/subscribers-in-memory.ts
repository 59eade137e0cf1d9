// The Subscribers table in process, behind the adapters' own client: it writes down what they ask of it, and tells what changes as a stream does.
import {ConditionalCheckFailedException} from '@aws-sdk/client-dynamodb';
import type {DynamoDBRecord} from 'aws-lambda';
import {dynamodb} from '../../src/adapters/dynamodb.ts';
import {subscriberChange} from '../../src/adapters/subscriber-table.ts';
import type {SubscriberChange} from '../../src/domain/due-mails.ts';
import {type Item, memoryTable} from '../interleavings/memory-table.ts';

const tableName = 'Subscribers';
const string = (name: string) => ({AttributeName: name, AttributeType: 'S'});
const keys = (hash: string, range: string) => [
  {AttributeName: hash, KeyType: 'HASH'},
  {AttributeName: range, KeyType: 'RANGE'},
];

/** As the template has it, but for the index of what is due. */
const definition = {
  TableName: tableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'id', 'confirmed'].map(string),
  KeySchema: keys('pk', 'sk'),
  GlobalSecondaryIndexes: [
    {IndexName: 'confirmed', KeySchema: keys('confirmed', 'id'), Projection: {ProjectionType: 'KEYS_ONLY'}},
  ],
};

type Command = {readonly constructor: {readonly name: string}; readonly input: Item};

/**
 * Stands in for that index. Dynalite's own keeps one of two entries with the same sort key whose keys agree in 24 bits of a hash, which
 * among thousands of mails due at the same midnight are some.
 */
const dueIndex = () => {
  const entries = new Map<string, {readonly dueAt: string; readonly item: Item}>();
  const text = (value: unknown): string => (value as {readonly S?: string} | undefined)?.S ?? '';
  return {
    put: ({pk, sk, kind, dueAt}: Item): void => {
      const key = `${text(pk)} ${text(sk)}`;
      if (dueAt === undefined) entries.delete(key);
      else entries.set(key, {dueAt: text(dueAt), item: {pk, sk, kind, dueAt}});
    },
    query: (values: Readonly<Record<string, unknown>>) => {
      const now = text(values[':now']);
      const due = [...entries.values()].filter(({dueAt}) => dueAt <= now);
      const Items = due.sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1)).map(({item}) => item);
      return {Items, Count: Items.length};
    },
  };
};

export type SubscribersInMemory = {
  /** `UpdateItem sign-ups`: the commands since this was last asked, each with the first word of the key it is about. */
  takeCalls(): readonly string[];
  /** The changes of subscribers since this was last asked, in order. */
  takeChanges(): readonly SubscriberChange[];
  everything(): Promise<readonly Item[]>;
};

const sortKeyOf = ({Key, Item}: Item): string =>
  ((Key ?? Item) as {readonly sk?: {readonly S?: string}} | undefined)?.sk?.S?.split('#')[0] ?? '';

/** From now on it is the table of every adapter of this process. */
export const subscribersInMemory = async (): Promise<SubscribersInMemory> => {
  const table = await memoryTable();
  await table.call('createTable', definition);
  const status = async () =>
    ((await table.call('describeTable', {TableName: tableName}))['Table'] as Item)['TableStatus'];
  while ((await status()) !== 'ACTIVE') await new Promise(setImmediate);

  const due = dueIndex();
  let [calls, changes]: [string[], SubscriberChange[]] = [[], []];
  const tell = (input: Item, {Attributes}: Item): void => {
    const isSame = JSON.stringify(Attributes) === JSON.stringify(input['Item']);
    const images = {NewImage: input['Item'], ...(Attributes !== undefined && {OldImage: Attributes})};
    if (!isSame) changes.push(subscriberChange({dynamodb: images} as DynamoDBRecord));
  };

  const send = async ({constructor: {name}, input}: Command): Promise<unknown> => {
    const command = name.replace(/Command$/, '');
    calls.push(`${command} ${sortKeyOf(input)}`);
    const operation = `${command.charAt(0).toLowerCase()}${command.slice(1)}`;
    const {ReturnValuesOnConditionCheckFailure: wantsItem, ...known} = input;
    const isMail = command === 'UpdateItem' && sortKeyOf(input) === 'mail';
    if (input['IndexName'] === 'due') return due.query(input['ExpressionAttributeValues'] as Item);
    try {
      const returned = command === 'PutItem' ? {ReturnValues: 'ALL_OLD'} : isMail ? {ReturnValues: 'ALL_NEW'} : {};
      const output = await table.call(operation, {...known, ...returned});
      if (isMail) due.put(output['Attributes'] as Item);
      if (command === 'PutItem' && sortKeyOf(input) === 'subscriber') tell(input, output);
      return output;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !wantsItem) throw error;
      const {Item} = await table.call('getItem', {TableName: tableName, Key: input['Key'], ConsistentRead: true});
      throw Object.assign(error, {Item});
    }
  };

  process.env['SUBSCRIBERS_TABLE'] = tableName;
  process.env['AWS_REGION'] ??= 'eu-central-1';
  Object.assign(dynamodb(), {send});

  return {
    takeCalls: () => {
      const taken = calls;
      calls = [];
      return taken;
    },
    takeChanges: () => {
      const taken = changes;
      changes = [];
      return taken;
    },
    everything: async () => {
      const items: Item[] = [];
      for (let from: unknown, isMore = true; isMore; ) {
        const page = await table.call('scan', {
          TableName: tableName,
          ...(from !== undefined && {ExclusiveStartKey: from}),
        });
        items.push(...(page['Items'] as readonly Item[]));
        from = page['LastEvaluatedKey'];
        isMore = from !== undefined;
      }
      return items;
    },
  };
};
