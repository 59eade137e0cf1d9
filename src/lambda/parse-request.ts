import * as z from 'zod/mini';
import {BlogError} from '../domain/errors.ts';

const detailOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'unrecognized_keys'
    ? `expected no other fields, got ${issue.keys.map((key) => `'${key}'`).join(', ')}`
    : issue.message;

/** The parsed value; throws a BlogError that lists every breach with its path. */
export const parseRequest = <S extends z.ZodMiniType>(schema: S, input: unknown): z.output<S> => {
  const parsed = z.safeParse(schema, input);
  if (parsed.success) return parsed.data;
  const breaches = parsed.error.issues.map((issue) => ({at: issue.path.join('.'), detail: detailOf(issue)}));
  const sentence = breaches.map(({at, detail}) => `${detail}, at ${at}`).join('; ');
  throw new BlogError('invalid-request', sentence, {cause: parsed.error, breaches});
};
