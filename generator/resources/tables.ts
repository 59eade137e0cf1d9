import {
  getAtt,
  type LogicalId,
  logicalId,
  type Parameter,
  type Resource,
  ref,
  resource,
  stack,
  sub,
  type Value,
} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import type {Target} from '../workflow.ts';
import type {Env} from './functions.ts';
import type {Key} from './keys.ts';

/** A table as its readers and writers know it. */
export type TableAccess = {
  readonly env: Env;
  /** One an action. Never Scan: no question to a table may grow with the table. */
  readonly grants: {
    readonly getItem: Grant;
    readonly batchGetItem: Grant;
    readonly query: Grant;
    readonly putItem: Grant;
    readonly updateItem: Grant;
    readonly deleteItem: Grant;
  };
};

export type Table = TableAccess & {
  readonly id: LogicalId;
  readonly arn: Value<string>;
  readonly streamArn: Value<string>;
  /** What reading the stream takes; Lambda does it with the rights of the consumer. */
  readonly streamGrants: readonly Grant[];
  readonly target: Target;
  readonly resources: readonly Resource[];
  /** Asking one of its indexes, which hold keys alone. */
  readonly queryIndex: (name: string) => Grant;
};

/** Items in another order: those that have the attribute `sortKey`, by the value of `partitionKey`. */
type Index = {readonly name: string; readonly partitionKey: string; readonly sortKey: string};

type TableSpec = {
  /** Plural: `posts` is PostsTable in the template and POSTS_TABLE in a function's environment. */
  readonly noun: string;
  /** The attribute that holds the second in which an item may be forgotten. */
  readonly ttlAttribute?: string;
  readonly indexes?: readonly Index[];
  /** Encrypts it, in place of AWS's own key. */
  readonly key?: Key | undefined;
};

const attributesOf = (indexes: readonly Index[]): readonly string[] => [
  ...new Set(['pk', 'sk', ...indexes.flatMap(({partitionKey, sortKey}) => [partitionKey, sortKey])]),
];

const keySchema = (partitionKey: string, sortKey: string) => [
  {AttributeName: partitionKey, KeyType: 'HASH'},
  {AttributeName: sortKey, KeyType: 'RANGE'},
];

export const tableGrants = (allows: (action: string) => Grant): TableAccess['grants'] => ({
  getItem: allows('GetItem'),
  batchGetItem: allows('BatchGetItem'),
  query: allows('Query'),
  putItem: allows('PutItem'),
  updateItem: allows('UpdateItem'),
  deleteItem: allows('DeleteItem'),
});

const envOf = (noun: string, name: Value<string>): Env => ({[`${noun.toUpperCase()}_TABLE`]: name});

/** The replica, in the region of this stack, of a table that the home stack owns: its name is told as a parameter. */
export const replicatedTable = (noun: string): TableAccess & {readonly parameter: Parameter} => {
  const id = logicalId(noun, 'table-name');

  return {
    parameter: {id, description: `Output ${id} of the home stack`},
    env: envOf(noun, ref(id)),
    grants: tableGrants((action) => ({
      actions: [`dynamodb:${action}`],
      resource: sub`arn:${stack.partition}:dynamodb:${stack.region}:${stack.account}:table/${ref(id)}`,
    })),
  };
};

/** A global table with keys pk and sk, one replica a region, and a stream: several replicas need one. */
export const table = (config: Config, {noun, ttlAttribute, indexes = [], key}: TableSpec): Table => {
  const id = logicalId(noun, 'table');
  const arn = getAtt(id, 'Arn');
  const decrypts = key && {also: [key.grant('dynamodb', 'kms:Decrypt')]};

  return {
    id,
    arn,
    streamArn: getAtt(id, 'StreamArn'),
    env: envOf(noun, ref(id)),
    grants: tableGrants((action) => ({actions: [`dynamodb:${action}`], resource: arn, ...decrypts})),
    streamGrants: [
      {
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resource: getAtt(id, 'StreamArn'),
        ...decrypts,
      },
      {
        actions: ['dynamodb:ListStreams'],
        resource: sub`${arn}/stream/*`,
        why: 'ListStreams cannot be narrowed to one stream: it is how Lambda finds it.',
      },
    ],
    target: {placeholder: `${id}Name`, value: ref(id), arn, ...decrypts},
    queryIndex: (name) => ({actions: ['dynamodb:Query'], resource: sub`${arn}/index/${name}`, ...decrypts}),
    resources: [
      resource(
        id,
        'AWS::DynamoDB::GlobalTable',
        {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: attributesOf(indexes).map((name) => ({AttributeName: name, AttributeType: 'S'})),
          KeySchema: keySchema('pk', 'sk'),
          ...(indexes.length > 0 && {
            GlobalSecondaryIndexes: indexes.map(({name, partitionKey, sortKey}) => ({
              IndexName: name,
              KeySchema: keySchema(partitionKey, sortKey),
              Projection: {ProjectionType: 'KEYS_ONLY'},
            })),
          }),
          StreamSpecification: {StreamViewType: 'NEW_AND_OLD_IMAGES'},
          ...(ttlAttribute !== undefined && {TimeToLiveSpecification: {AttributeName: ttlAttribute, Enabled: true}}),
          SSESpecification: {SSEEnabled: true, SSEType: 'KMS'},
          Replicas: config.regions.map((region) => ({
            Region: region,
            PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true},
            DeletionProtectionEnabled: true,
            ...(key && {SSESpecification: {KMSMasterKeyId: key.arn}}),
          })),
        },
        {
          deletionPolicy: 'Retain',
          updateReplacePolicy: 'Retain',
          notes: {
            ...(key === undefined && {
              'Properties.SSESpecification':
                "Without a key id each region uses AWS's own DynamoDB key, which exists before its replica: the second region changes nothing here.",
            }),
          },
        },
      ),
    ],
  };
};
