// What Lambda puts into a bucket of what it gives up. https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html

import type {DynamoDBRecord} from 'aws-lambda';

export type Condition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

type Given = {
  readonly shardId: string;
  readonly records: readonly DynamoDBRecord[];
  readonly condition: Condition;
  readonly invokeCount: number;
  readonly at: Date;
};

export const mapping = {
  uuid: '11111111-2222-4333-8444-555555555555',
  functionName: 'myblog-SendMailFunction',
  region: 'eu-west-1',
  account: '123456789012',
};

const arrival = (record: DynamoDBRecord | undefined): string =>
  new Date((record?.dynamodb?.ApproximateCreationDateTime ?? 0) * 1000).toISOString();

/** `nth` stands for the random part of the name. */
export const failureKey = ({shardId, at}: Pick<Given, 'shardId' | 'at'>, nth: number): string => {
  const [day = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  const random = `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

  return `aws/lambda/${mapping.uuid}/${shardId}/${day.replaceAll('-', '/')}/${day}T${time.replaceAll(':', '.')}-${random}`;
};

/** Only in S3 it carries the records themselves, all of them, as the event that the function was given. */
export const failureRecord = ({shardId, records, condition, invokeCount, at}: Given): string =>
  JSON.stringify({
    requestContext: {
      requestId: '66666666-7777-4888-8999-000000000000',
      functionArn: `arn:aws:lambda:${mapping.region}:${mapping.account}:function:${mapping.functionName}`,
      condition,
      approximateInvokeCount: invokeCount,
    },
    responseContext: {statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled'},
    version: '1.0',
    timestamp: at.toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: records[0]?.dynamodb?.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb?.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: records[0]?.eventSourceARN,
    },
    payload: JSON.stringify({Records: records}),
  });
