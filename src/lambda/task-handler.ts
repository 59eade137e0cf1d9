import middy from '@middy/core';
import * as z from 'zod/mini';
import {logCall} from './log-call.ts';

/** A task of a state machine: `input` is the state's payload, the result is what the next state reads. A refusal is a result. */
export const taskHandler = <S extends z.ZodMiniType, Result>(
  input: S,
  useCase: (input: z.output<S>) => Promise<Result>,
) =>
  middy<unknown, Result>()
    .use(logCall<unknown, Result>())
    .handler((event) => useCase(z.parse(input, event)));
