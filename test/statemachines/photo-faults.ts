// How the services fail that the photo workflow calls.
import {removePhoto, resizePhoto, validatePhoto} from './photo-services.ts';

/** The errors of one thing that a task calls. Whatever is not named here is nobody's to foresee. */
export type Faults = {
  /** May pass by itself. */
  readonly transient: readonly string[];
  /** A function that was killed at its work: the photo is at fault, and trying again would only cost. */
  readonly killed: readonly string[];
  /** The record is no longer what the call expects. */
  readonly lost: readonly string[];
};

/** An error that no state names. */
export const unforeseen = 'TypeError';

/** An optimized integration puts its service's name before the exception's. */
const named = (service: string, ...errors: readonly string[]): readonly string[] =>
  errors.map((error) => `${service}.${error}`);

const timeout = 'States.Timeout';

// https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
const invoking = named(
  'Lambda',
  'TooManyRequestsException',
  'ServiceException',
  'AWSLambdaException',
  'SdkClientException',
  'ClientExecutionTimeoutException',
);

// A function's own errors have the names that the SDK gives them.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
const s3 = ['InternalError', 'ServiceUnavailable', 'SlowDown', 'RequestTimeout', 'TimeoutError'];
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
const dynamodb = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
];

const killed = ['Sandbox.Timedout', timeout, 'Lambda.Unknown', 'Runtime.ExitError', 'Runtime.OutOfMemory'];

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
