// How the services fail that the photo workflow calls.
import {removePhoto, resizePhoto, validatePhoto} from './photo-services.ts';
import {dynamodb, invoking, killed, named, s3, timeout} from './service-faults.ts';

/** The errors of one thing that a task calls. Whatever is not named here is nobody's to foresee. */
export type Faults = {
  /** May pass by itself. */
  readonly transient: readonly string[];
  /** A function that was killed at its work: the photo is at fault, and trying again would only cost. */
  readonly killed: readonly string[];
  /** The record is no longer what the call expects. */
  readonly lost: readonly string[];
};

const record: Faults = {
  transient: [
    ...named('DynamoDB', ...dynamodb, 'RequestLimitExceededException', 'InternalServerErrorException'),
    ...named('DynamoDB', 'AmazonDynamoDBException', 'SdkClientException'),
    timeout,
  ],
  killed: [],
  lost: ['DynamoDB.ConditionalCheckFailedException'],
};

/** By function or operation, under the names that errors have in Step Functions. */
export const faultsOf: Readonly<Record<string, Faults>> = {
  [validatePhoto]: {transient: [...invoking, ...s3], killed, lost: []},
  [resizePhoto]: {transient: [...invoking, ...s3, ...dynamodb], killed, lost: []},
  // It goes on where it was ended.
  [removePhoto]: {transient: [...invoking, ...s3, ...dynamodb, 'Sandbox.Timedout', timeout], killed: [], lost: []},
  'arn:aws:states:::dynamodb:updateItem': record,
  'arn:aws:states:::dynamodb:getItem': {...record, lost: []},
  'arn:aws:states:::sns:publish': {
    // https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors
    transient: [
      ...named('SNS', 'ThrottledException', 'KMSThrottlingException', 'InternalErrorException'),
      ...named('SNS', 'AmazonSNSException', 'SdkClientException'),
      timeout,
    ],
    killed: [],
    lost: [],
  },
};
