/** The user's mistakes, each with a code of its own; everything else that throws is ours. */
export type ErrorCode =
  | 'invalid-request'
  | 'malformed-body'
  | 'unsupported-body'
  | 'body-too-large'
  | 'not-found'
  | 'already-exists'
  | 'version-conflict'
  | 'precondition-required';

/** One place where the request breaks a rule: `at` is a dotted path such as `body.title`. */
export type Breach = {readonly at: string; readonly detail: string};

export class BlogError extends Error {
  readonly code: ErrorCode;
  readonly breaches: readonly Breach[];

  /** `sentence` reads *expected what, got what, where*. */
  constructor(code: ErrorCode, sentence: string, options: {cause?: unknown; breaches?: readonly Breach[]} = {}) {
    super(sentence, {cause: options.cause});
    this.name = 'BlogError';
    this.code = code;
    this.breaches = options.breaches ?? [];
  }
}
