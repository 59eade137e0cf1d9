// The table of subscribers: the adapters' own client is answered by it, call by call, and every write is told to its stream.

import {ConditionalCheckFailedException} from '@aws-sdk/client-dynamodb';
import {dynamodb} from '../../src/adapters/dynamodb.ts';
import {type Item, memoryTable} from '../interleavings/memory-table.ts';
import {subscribersTable, tableDefinition} from './mapping-settings.ts';

export type MailTable = {
  /** Every item as it is, by its key. */
  readonly items: ReadonlyMap<string, Item>;
  call(operation: string, input: object): Promise<Record<string, unknown>>;
  put(item: Item): Promise<void>;
};

type Input = {readonly Key?: Item; readonly Item?: Item; readonly ReturnValuesOnConditionCheckFailure?: string};
type Command = {readonly constructor: {readonly name: string}; readonly input: object};

export const keyOf = ({pk, sk}: Item): string => [pk, sk].map((value) => (value as {S: string}).S).join(' ');

/** `written` is told what an item was and is after each write. */
export const mailTable = async (
  written: (before: Item | undefined, after: Item | undefined) => void,
): Promise<MailTable> => {
  const table = await memoryTable(tableDefinition);
  const items = new Map<string, Item>();

  const read = async (key: Item): Promise<Item | undefined> => {
    const {Item} = await table.call('getItem', {TableName: subscribersTable, Key: key, ConsistentRead: true});

    return Item as Item | undefined;
  };

  /** Dynalite does not know how to answer the item that a condition failed on. */
  const withItem = async (error: unknown, key: Item, {ReturnValuesOnConditionCheckFailure}: Input): Promise<never> => {
    if (error instanceof ConditionalCheckFailedException && ReturnValuesOnConditionCheckFailure === 'ALL_OLD') {
      Object.assign(error, {Item: await read(key)});
    }

    throw error;
  };

  const write = async (operation: string, input: Input): Promise<Record<string, unknown>> => {
    const {pk, sk} = input.Key ?? input.Item ?? {};
    const key: Item = {pk, sk};
    const {ReturnValuesOnConditionCheckFailure: _, ...known} = input;
    const answer = await table.call(operation, known).catch((error: unknown) => withItem(error, key, input));
    const [before, after] = [items.get(keyOf(key)), await read(key)];

    if (after) {
      items.set(keyOf(key), after);
    } else {
      items.delete(keyOf(key));
    }

    written(before, after);

    return answer;
  };

  const call: MailTable['call'] = (operation, input) =>
    ['putItem', 'updateItem', 'deleteItem'].includes(operation)
      ? write(operation, input as Input)
      : table.call(operation, input);

  return {
    items,
    call,
    put: async (item) => {
      await call('putItem', {TableName: subscribersTable, Item: item});
    },
  };
};

const operationOf = ({constructor: {name}}: Command): string =>
  `${name.charAt(0).toLowerCase()}${name.slice(1).replace(/Command$/, '')}`;

/** `pass` lets each call through when its time has come. */
export const bindTable = (
  table: MailTable,
  pass: (label: string, call: () => Promise<Record<string, unknown>>) => Promise<Record<string, unknown>>,
): void => {
  process.env['SUBSCRIBERS_TABLE'] = subscribersTable;
  Object.assign(dynamodb(), {
    send: (command: Command) => {
      const operation = operationOf(command);
      const {Key, Item} = command.input as Input;
      const key = Key ?? Item;

      return pass(`dynamodb ${operation} ${key ? keyOf(key) : ''}`, () => table.call(operation, command.input));
    },
  });
};
