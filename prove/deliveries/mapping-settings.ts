// How the template maps the stream of subscribers to the function that mails them, and the table that the stream is of.

import {readFileSync} from 'node:fs';
import * as z from 'zod';
import {fileNames} from '../../generator/file-names.ts';
import {parseTemplate} from '../../local/generate.ts';
import {inRoot} from '../../local/places.ts';
import type {TableDefinition} from '../interleavings/memory-table.ts';

export const subscribersTable = 'Subscribers';

/** Strict: a setting that the dispatcher does not know would be one that nobody keeps. */
const properties = z.strictObject({
  FunctionName: z.unknown(),
  EventSourceArn: z.unknown(),
  StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']),
  BatchSize: z.int(),
  FilterCriteria: z.object({Filters: z.array(z.object({Pattern: z.string()}))}),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')),
  BisectBatchOnFunctionError: z.boolean(),
  MaximumRetryAttempts: z.int(),
  MaximumRecordAgeInSeconds: z.int(),
  DestinationConfig: z.object({OnFailure: z.object({Destination: z.unknown()})}),
});

export type MappingSettings = {
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  readonly batchSize: number;
  /** A record is passed on if it matches any of these. */
  readonly patterns: readonly unknown[];
  readonly reportsItemFailures: boolean;
  readonly bisects: boolean;
  readonly maxRetries: number;
  readonly maxAgeSeconds: number;
  readonly hasDestination: boolean;
};

const resources = parseTemplate(readFileSync(inRoot(fileNames.home), 'utf8')).Resources;

export const parseMapping = (mapping: unknown): MappingSettings => {
  const parsed = properties.parse(mapping);

  return {
    startingPosition: parsed.StartingPosition,
    batchSize: parsed.BatchSize,
    patterns: parsed.FilterCriteria.Filters.map(({Pattern}) => JSON.parse(Pattern) as unknown),
    reportsItemFailures: parsed.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    bisects: parsed.BisectBatchOnFunctionError,
    maxRetries: parsed.MaximumRetryAttempts,
    maxAgeSeconds: parsed.MaximumRecordAgeInSeconds,
    hasDestination: parsed.DestinationConfig.OnFailure.Destination !== undefined,
  };
};

/** As the blog is deployed. */
export const mailMapping = parseMapping(resources['SendMailMapping']?.Properties);

/** How long the function may run that the mapping calls, and the one that sweeps. */
export const timeoutSeconds = (id: 'SendMailFunction' | 'SweepMailsFunction'): number =>
  z.object({Timeout: z.int()}).parse(resources[id]?.Properties).Timeout;

const {BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes} = z
  .looseObject({})
  .parse(resources['SubscribersTable']?.Properties);

export const tableDefinition: TableDefinition = {
  TableName: subscribersTable,
  ...{BillingMode, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes},
};
