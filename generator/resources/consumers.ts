// Functions that read a stream or a queue: the function, its mapping, and the rights that the mapping needs of it.

import {logicalId, ref, resource} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Alarm} from './alarms.ts';
import type {Bucket} from './buckets.ts';
import {type LambdaFunction, type LambdaSpec, lambda} from './functions.ts';
import type {Queue} from './queues.ts';
import type {Table} from './tables.ts';

export type Consumer = LambdaFunction & {readonly alarms: readonly Alarm[]};

const hourInSeconds = 3_600;

type StreamSpec = LambdaSpec & {
  readonly table: Table;
  /** A record is passed on if it matches any of these. */
  readonly filters: readonly object[];
  /** Where a record goes, whole, that could not be handled. */
  readonly failures: Bucket;
};

export const streamLambda = (config: Config, {table, filters, failures, ...spec}: StreamSpec): Consumer => {
  const consumer = lambda(config, {
    ...spec,
    grants: [...(spec.grants ?? []), ...table.streamGrants, failures.grants.putObject(), failures.grants.listBucket],
  });

  return {
    ...consumer,
    resources: [
      ...consumer.resources,
      resource(
        logicalId(spec.handler, 'mapping'),
        'AWS::Lambda::EventSourceMapping',
        {
          FunctionName: ref(consumer.id),
          EventSourceArn: table.streamArn,
          StartingPosition: 'TRIM_HORIZON',
          BatchSize: 25,
          FilterCriteria: {Filters: filters.map((filter) => ({Pattern: JSON.stringify(filter)}))},
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: 8,
          MaximumRecordAgeInSeconds: 12 * hourInSeconds,
          DestinationConfig: {OnFailure: {Destination: failures.arn}},
        },
        {
          notes: {
            'Properties.DestinationConfig':
              'S3 keeps the records themselves; a queue would get their positions, and the stream forgets.',
          },
        },
      ),
    ],
    alarms: [
      {
        description: `${consumer.id} is an hour behind the stream of ${table.id}`,
        watched: consumer.id,
        sign: 'behind',
        namespace: 'AWS/Lambda',
        metric: 'IteratorAge',
        dimensions: {FunctionName: ref(consumer.id)},
        statistic: 'Maximum',
        periodSeconds: 300,
        atLeast: hourInSeconds * 1_000,
      },
    ],
  };
};

type QueueSpec = LambdaSpec & {readonly queue: Queue; readonly maximumConcurrency: number};

export const queueLambda = (config: Config, {queue, maximumConcurrency, ...spec}: QueueSpec): LambdaFunction => {
  const consumer = lambda(config, {...spec, grants: [...(spec.grants ?? []), queue.grants.receive]});

  return {
    ...consumer,
    resources: [
      ...consumer.resources,
      resource(logicalId(spec.handler, 'mapping'), 'AWS::Lambda::EventSourceMapping', {
        FunctionName: ref(consumer.id),
        EventSourceArn: queue.arn,
        BatchSize: 10,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: {MaximumConcurrency: maximumConcurrency},
      }),
    ],
  };
};
