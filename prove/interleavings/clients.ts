// The adapters' own clients, answered by the cloud of the actor that calls.

import {dynamodb} from '../../src/adapters/dynamodb.ts';
import {s3} from '../../src/adapters/s3.ts';
import {type MemoryBucket, type S3Input, s3Answers} from './memory-buckets.ts';
import {type MemoryTable, photosTable} from './memory-table.ts';
import {currentActor, type Scheduler} from './scheduler.ts';

type Services = {
  readonly table: MemoryTable;
  readonly uploads: MemoryBucket;
  readonly thumbnails: MemoryBucket;
};

type Command = {readonly constructor: {readonly name: string}; readonly input: Readonly<Record<string, unknown>>};

const servicesOf = new WeakMap<Scheduler, Services>();

const operationOf = ({constructor: {name}}: Command): string =>
  `${name.charAt(0).toLowerCase()}${name.slice(1).replace(/Command$/, '')}`;

const sendToTable = (command: Command) => {
  const {scheduler} = currentActor();
  const operation = operationOf(command);

  return scheduler.pass(`dynamodb ${operation}`, async () =>
    servicesOf.get(scheduler)?.table.call(operation, command.input),
  );
};

const sendToBucket = (command: Command) => {
  const {scheduler} = currentActor();
  const {Bucket, Key, Prefix} = command.input;

  return scheduler.pass(`s3 ${operationOf(command)} ${Key ?? Prefix}`, async () => {
    const bucket = servicesOf.get(scheduler)?.[Bucket as 'uploads' | 'thumbnails'];
    const answer = s3Answers[command.constructor.name];

    if (!bucket || !answer) {
      throw new Error(`expected a bucket and a command that are known, got ${Bucket} and ${command.constructor.name}`);
    }

    return answer(bucket, command.input as S3Input);
  });
};

/** What actors of this scheduler send goes to these services. */
export const bindClients = (scheduler: Scheduler, services: Services): void => {
  Object.assign(process.env, {PHOTOS_TABLE: photosTable, UPLOADS_BUCKET: 'uploads', THUMBNAILS_BUCKET: 'thumbnails'});
  servicesOf.set(scheduler, services);
  Object.assign(dynamodb(), {send: sendToTable});
  Object.assign(s3(), {send: sendToBucket});
};
