// Pure: which errors of the SDK pass by themselves, so that a watch waits instead of ending.

const passing: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
];

const namesOf = (error: Error): readonly unknown[] => ['code' in error && error.code, error.name];

const statusOf = (error: Error): number => {
  const {$metadata} = error as {readonly $metadata?: {readonly httpStatusCode?: number}};
  return $metadata?.httpStatusCode ?? 0;
};

/** The network, the engine or AWS: not the owner's credentials, and nothing that we got wrong. */
export const isPassing = (error: unknown): error is Error =>
  error instanceof Error &&
  (namesOf(error).some((name) => passing.includes(String(name))) || statusOf(error) >= 500 || statusOf(error) === 429);

/** The workflow was removed: with its stack, with its engine, or to be replaced by another one. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'StateMachineDoesNotExist' || error.name === 'StateMachineDeleting');
