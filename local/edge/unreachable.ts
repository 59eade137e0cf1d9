const codes: readonly string[] = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'];

/** Whether a request failed because nobody answers there, or not any more. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));
