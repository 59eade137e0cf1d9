// Which version of a post or photo a change is meant for: HTTP's preconditions (RFC 9110, section 13), as far as this API has them.
import * as z from 'zod/mini';
import {BlogError} from './errors.ts';
import {expected} from './expected.ts';

/**
 * Strong or weak, since an edge that compresses weakens tags, and with or without the suffix of the public answer: the version alone
 * is compared.
 */
const tagForm = /^(?:W\/)?"([1-9]\d{0,14})(?:-[\w.]+)?"$/;
const versionTag = expected('an ETag like "7"');

const ifMatch = z.pipe(
  z.string(versionTag).check(z.regex(tagForm, versionTag)),
  z.transform((value) => Number(tagForm.exec(value)?.[1])),
);

/** The headers of a change. */
export const preconditions = z.object({
  'if-match': z.optional(ifMatch),
  'if-none-match': z.optional(z.literal('*', expected("'*'"))),
});

/** To create a post that is not there, or to change the one at this version. */
export type Expectation = 'absent' | {readonly version: number};

export const expectationOf = (headers: z.output<typeof preconditions>): Expectation => {
  const {'if-match': version, 'if-none-match': none} = headers;
  if (version !== undefined && none !== undefined)
    throw new BlogError('invalid-request', 'expected one of If-Match and If-None-Match, got both, at headers');
  if (none !== undefined) return 'absent';
  if (version !== undefined) return {version};
  throw new BlogError(
    'precondition-required',
    `expected 'If-None-Match: *' to create a post or 'If-Match: "<version>"' to change it, got neither, at headers`,
  );
};

export const etagOf = (version: number, suffix = ''): string => (suffix ? `"${version}-${suffix}"` : `"${version}"`);
