// Pure: what `sam local invoke` printed, as an outcome.

export type Outcome = {readonly ok: boolean; readonly says: string; readonly durationMs?: number};

type Printed = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** What a custom resource told CloudFormation. */
export type Answer = {readonly Status?: string; readonly Reason?: string};

type Result = {
  readonly statusCode?: number;
  readonly body?: string;
  readonly errorMessage?: string;
  readonly refused?: unknown;
  readonly batchItemFailures?: readonly unknown[];
  readonly policyDocument?: {readonly Statement: readonly {readonly Effect: string}[]};
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.trim() ?? '';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The function's own line of log, where it says what went wrong; an answer to the outside does not. */
const loggedError = (stderr: string): string | undefined => {
  const logged = /\{"level":"error".*\}/.exec(stderr)?.[0];
  const {error, message} = (logged ? parse(logged) : {}) as {error?: unknown; message?: unknown};
  return logged && String(error ?? message ?? logged).split('\n', 1)[0];
};

const judge = (result: unknown, answer: Answer | undefined, stderr: string): Omit<Outcome, 'durationMs'> => {
  if (answer) return {ok: answer.Status === 'SUCCESS', says: [answer.Status, answer.Reason].filter(Boolean).join(': ')};
  if (typeof result !== 'object' || result === null) return {ok: true, says: 'done'};
  const {statusCode, errorMessage, refused, batchItemFailures, policyDocument} = result as Result;
  if (errorMessage !== undefined) return {ok: false, says: errorMessage};
  if (statusCode !== undefined)
    return statusCode < 500
      ? {ok: true, says: String(statusCode)}
      : {ok: false, says: `${statusCode}: ${loggedError(stderr) ?? (result as Result).body ?? ''}`};
  if (batchItemFailures?.length)
    return {ok: false, says: `${batchItemFailures.length} failed: ${loggedError(stderr) ?? 'see its log'}`};
  if (policyDocument) return {ok: true, says: policyDocument.Statement.map(({Effect}) => Effect).join(', ')};
  return {ok: true, says: refused ? `refused: ${String(refused)}` : 'done'};
};

/** A refusal that a reader or an author gets is an outcome like any other; a fault of a function or of SAM is none. */
export const outcomeOf = ({code, stdout, stderr}: Printed, answer?: Answer): Outcome => {
  const durationMs = Number(/^REPORT .*?\tDuration: ([\d.]+) ms/m.exec(stderr)?.[1]);
  const duration = Number.isNaN(durationMs) ? {} : {durationMs};
  const result = parse(lastLine(stdout));
  if (code !== 0 && result === undefined) return {ok: false, says: lastLine(stderr) || `sam ended with code ${code}`};
  return {...judge(result, answer, stderr), ...duration};
};
