// Pure: what Lambda writes into the bucket of failures, and what a call that replays it answers.
import * as z from 'zod';
import {at, parseJson} from '../json-values.ts';

/**
 * `payload` stands there for a stream's records, `requestPayload` for a call that nobody waited for.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html,
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
const record = z.object({
  requestContext: z.object({functionArn: z.string()}),
  payload: z.union([z.string(), z.looseObject({})]).optional(),
  requestPayload: z.unknown().optional(),
});

/** A call that failed for good. */
export type Failure = {
  readonly functionName: string;
  /** The event as JSON. */
  readonly payload: string;
  /** A schedule made the call: another one of its calls does the same. */
  readonly isScheduled: boolean;
};

/** Nothing if the text is no such record, or holds no event. */
export const parseFailure = (text: string): Failure | undefined => {
  const {success, data} = record.safeParse(parseJson(text));
  if (!success) return undefined;
  const {payload = data.requestPayload} = data;
  // Lambda documents the whole event of a stream as text.
  const event = typeof payload === 'string' ? parseJson(payload) : payload;
  // arn:aws:lambda:<region>:<account>:function:<name>[:<version>]
  const functionName = data.requestContext.functionArn.split(':')[6];
  if (event === undefined || !functionName) return undefined;
  return {functionName, payload: JSON.stringify(event), isScheduled: at(event, 'source') === 'aws.scheduler'};
};

/** As `Invoke` answers; `payload` is the function's result, or its error. */
export type Answer = {readonly functionError?: string | undefined; readonly payload: string};

/** Why the call failed again; nothing if all of it succeeded. */
export const faultIn = ({functionError, payload}: Answer): string | undefined => {
  const result = parseJson(payload) as
    | {readonly errorMessage?: string; readonly batchItemFailures?: readonly unknown[]}
    | null
    | undefined;
  if (functionError) return result?.errorMessage ?? functionError;
  const failed = result?.batchItemFailures?.length ?? 0;
  return failed > 0 ? `${failed} of its records failed again; the reason is in the log of the function` : undefined;
};
