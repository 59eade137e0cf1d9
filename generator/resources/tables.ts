import {getAtt, type LogicalId, logicalId, type Resource, ref, resource, sub, type Value} from '../cfn.ts';
import type {Config} from '../config.ts';
import type {Grant} from '../iam.ts';
import type {Target} from '../workflow.ts';
import type {Env} from './functions.ts';

export type Table = {
  readonly id: LogicalId;
  readonly streamArn: Value<string>;
  readonly env: Env;
  /** One an action. Never Scan: no question to a table may grow with the table. */
  readonly grants: {
    readonly getItem: Grant;
    readonly batchGetItem: Grant;
    readonly query: Grant;
    readonly putItem: Grant;
    readonly updateItem: Grant;
    readonly deleteItem: Grant;
    readonly conditionCheckItem: Grant;
  };
  /** What reading the stream takes; Lambda does it with the rights of the consumer. */
  readonly streamGrants: readonly Grant[];
  readonly target: Target;
  readonly resources: readonly Resource[];
};

type TableSpec = {
  /** Plural: `posts` is PostsTable in the template and POSTS_TABLE in a function's environment. */
  readonly noun: string;
  /** The attribute that holds the second in which an item may be forgotten. */
  readonly ttlAttribute?: string;
};

/** A global table with keys pk and sk, one replica a region, and a stream: several replicas need one. */
export const table = (config: Config, {noun, ttlAttribute}: TableSpec): Table => {
  const id = logicalId(noun, 'table');
  const arn = getAtt(id, 'Arn');
  const may = (action: string): Grant => ({actions: [`dynamodb:${action}`], resource: arn});

  return {
    id,
    streamArn: getAtt(id, 'StreamArn'),
    env: {[`${noun.toUpperCase()}_TABLE`]: ref(id)},
    grants: {
      getItem: may('GetItem'),
      batchGetItem: may('BatchGetItem'),
      query: may('Query'),
      putItem: may('PutItem'),
      updateItem: may('UpdateItem'),
      deleteItem: may('DeleteItem'),
      conditionCheckItem: may('ConditionCheckItem'),
    },
    streamGrants: [
      {
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resource: getAtt(id, 'StreamArn'),
      },
      {
        actions: ['dynamodb:ListStreams'],
        resource: sub`${arn}/stream/*`,
        why: 'ListStreams cannot be narrowed to one stream: it is how Lambda finds it.',
      },
    ],
    target: {placeholder: `${id}Name`, value: ref(id), arn},
    resources: [
      resource(
        id,
        'AWS::DynamoDB::GlobalTable',
        {
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            {AttributeName: 'pk', AttributeType: 'S'},
            {AttributeName: 'sk', AttributeType: 'S'},
          ],
          KeySchema: [
            {AttributeName: 'pk', KeyType: 'HASH'},
            {AttributeName: 'sk', KeyType: 'RANGE'},
          ],
          StreamSpecification: {StreamViewType: 'NEW_AND_OLD_IMAGES'},
          ...(ttlAttribute !== undefined && {TimeToLiveSpecification: {AttributeName: ttlAttribute, Enabled: true}}),
          ...(config.regions.length > 1 && {SSESpecification: {SSEEnabled: true, SSEType: 'KMS'}}),
          Replicas: config.regions.map((region) => ({
            Region: region,
            PointInTimeRecoverySpecification: {PointInTimeRecoveryEnabled: true},
            DeletionProtectionEnabled: true,
          })),
        },
        {
          deletionPolicy: 'Retain',
          updateReplacePolicy: 'Retain',
          notes: {
            'Properties.SSESpecification':
              "Without a key id each region uses AWS's own DynamoDB key, which exists before its replica.",
          },
        },
      ),
    ],
  };
};
