// How services fail that a workflow calls, under the names that their errors have in Step Functions.

/** An error that no state names. */
export const unforeseen = 'TypeError';

/** An optimized integration puts its service's name before the exception's. */
export const named = (service: string, ...errors: readonly string[]): readonly string[] =>
  errors.map((error) => `${service}.${error}`);

export const timeout = 'States.Timeout';

// https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
export const invoking = named(
  'Lambda',
  'TooManyRequestsException',
  'ServiceException',
  'AWSLambdaException',
  'SdkClientException',
  'ClientExecutionTimeoutException',
);

/** Of a function that was ended at its work. */
export const killed = ['Sandbox.Timedout', timeout, 'Lambda.Unknown', 'Runtime.ExitError', 'Runtime.OutOfMemory'];

// A function's own errors have the names that the SDK gives them.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
export const s3 = ['InternalError', 'ServiceUnavailable', 'SlowDown', 'RequestTimeout', 'TimeoutError'];

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
export const dynamodb = [
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
];
