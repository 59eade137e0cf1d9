import type {MiddlewareObj} from '@middy/core';
import type {Context} from 'aws-lambda';
import {BlogError} from '../domain/errors.ts';

const describe = (error: Error): string => {
  const cause = error.cause instanceof Error ? ` ← ${describe(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
};

/** How the caller's mistake is logged: by its code, or by the status that Middy's parsers put on it. Sentences quote input. */
const refusal = (error: unknown): string | number | undefined => {
  if (error instanceof BlogError) return error.code;
  const status = (error as {statusCode?: number} | null)?.statusCode;
  return status !== undefined && status < 500 ? status : undefined;
};

/** One structured line a call: what ran, how long, how it ended. Never a body, an address or a token. */
export const logCall = <Event, Result>(
  describeResult: (result: Result) => Record<string, unknown> = () => ({}),
): MiddlewareObj<Event, Result, Error, Context> => {
  let startedAt = 0;
  const line = (level: string, request: {context: Context}, rest: Record<string, unknown>) =>
    console.log(
      JSON.stringify({
        level,
        function: request.context.functionName,
        requestId: request.context.awsRequestId,
        durationMs: Date.now() - startedAt,
        ...rest,
      }),
    );
  return {
    before: () => {
      startedAt = Date.now();
    },
    after: (request) => {
      line('info', request, describeResult(request.response as Result));
    },
    onError: (request) => {
      const {error} = request;
      const refused = refusal(error);
      if (refused !== undefined) line('info', request, {refused});
      else line('error', request, {error: error && describe(error)});
    },
  };
};

/** For a record that fails inside a batch whose other records go on. */
export const logFailure = (record: string, error: unknown): void =>
  console.log(
    JSON.stringify({level: 'error', record, error: error instanceof Error ? describe(error) : String(error)}),
  );
