// What the states of the document call: the table, the topic and the functions.

import * as z from 'zod/mini';
import {photoId} from '../../src/domain/slugs.ts';
import type {AnnouncementQueue} from './announcement-queue.ts';
import {TaskError, type Tasks} from './machine-walker.ts';
import {type MemoryTable, photosTable} from './memory-table.ts';
import {type Functions, type Invocation, invoke} from './photo-functions.ts';
import type {Actor, Scheduler} from './scheduler.ts';

type Input = Readonly<Record<string, unknown>>;

type Services = {
  readonly scheduler: Scheduler;
  readonly table: MemoryTable;
  readonly announcements: AnnouncementQueue;
  readonly functions: Functions;
  readonly invocations: Set<Invocation>;
  startFunction(name: string, work: () => Promise<void>): Actor;
  now(): Date;
  surprise(where: string, error: unknown): void;
  readonly stopsAtStates: boolean;
};

/** As the consumer's handler parses it. */
const announcement = (message: unknown) => z.parse(z.strictObject({photoId}), JSON.parse(String(message)));

const prefixes: Readonly<Record<string, string>> = {dynamodb: 'DynamoDB.', sns: 'SNS.'};

/** As Step Functions names it. */
const errorOf = (service: string, error: unknown): TaskError => {
  const {name, message} = error as Error;
  const isWhole = error instanceof TaskError || name.includes('.');

  return isWhole ? new TaskError(name, message) : new TaskError(`${prefixes[service] ?? ''}${name}`, message);
};

export const photoTasks = (services: Services): Tasks => {
  const {scheduler, table, announcements, functions} = services;

  const callTable =
    (operation: string) =>
    (state: string, input: Input): Promise<unknown> =>
      scheduler.pass(`${state}: ${operation}`, () => table.call(operation, {...input, TableName: photosTable}));

  const callFunction = async (state: string, {FunctionName, Payload}: Input): Promise<unknown> => {
    const name = /^\$\{(\w+)FunctionArn\}$/.exec(String(FunctionName))?.[1] ?? '';
    const work = functions[name];

    if (!work) {
      throw new Error(`expected a function of the workflow, got ${FunctionName}`);
    }

    await scheduler.pass(`${state}: invoke`, async () => {});

    return invoke(
      () => work(Payload),
      (begun) => services.startFunction(name, begun),
      services.invocations,
    );
  };

  const publish = (state: string, {Message}: Input): Promise<unknown> =>
    scheduler.pass(`${state}: publish`, async () => {
      announcements.add(announcement(Message).photoId);

      return {MessageId: 'id'};
    });

  const calls: Readonly<Record<string, (state: string, input: Input) => Promise<unknown>>> = {
    'arn:aws:states:::lambda:invoke': callFunction,
    'arn:aws:states:::dynamodb:updateItem': callTable('updateItem'),
    'arn:aws:states:::dynamodb:getItem': callTable('getItem'),
    'arn:aws:states:::sns:publish': publish,
  };

  return {
    now: services.now,
    enter: async (state) => {
      if (services.stopsAtStates) {
        await scheduler.pass(`enter ${state}`, async () => {});
      }
    },
    call: async (state, resource, input) => {
      const call = calls[resource];

      if (!call) {
        throw new Error(`expected a resource of the workflow, got ${resource}`);
      }

      try {
        return JSON.parse(JSON.stringify(await call(state, input as Input)));
      } catch (error) {
        services.surprise(state, error);
        throw errorOf(/:::(\w+):/.exec(resource)?.[1] ?? '', error);
      }
    },
  };
};
