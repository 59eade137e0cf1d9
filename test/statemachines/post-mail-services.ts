// What the workflow of new-post mails is given, what its function answers, and how it fails.
import type {Call, Result, Run, Visit} from './interpreter.ts';
import {dynamodb, invoking, killed} from './service-faults.ts';

/** The function by its placeholder in the document. */
export const sendPostMails = 'SendPostMailsFunctionArn';

export const input = {slug: 'dawn'};

export const page = (progress: object) => ({
  ...input,
  throttled: 0,
  sent: 0,
  left: 0,
  status: 'sending',
  waitSeconds: 0,
  ...progress,
});

/** As Lambda's integration answers it. */
const payload = (Payload: unknown) => ({StatusCode: 200, Payload});

export const answered = (answer: unknown): Visit => ({result: payload(answer)});

/** By the function; the first is the one that is given where nothing else is asked for. */
export const possiblePages: Readonly<Record<string, readonly unknown[]>> = {
  [sendPostMails]: [
    payload(page({after: 'e', sent: 5, status: 'sent'})),
    payload(page({after: 'b', sent: 2})),
    payload(page({after: 'b', sent: 2, throttled: 1, waitSeconds: 900})),
    payload(page({status: 'withdrawn'})),
  ],
};

export const postMailRun = (visits: readonly Visit[] = []): Run => ({
  name: 'run-1',
  photoId: '',
  input,
  answers: {[sendPostMails]: possiblePages[sendPostMails]?.[0]},
  visits,
});

// https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html
const ses = ['InternalFailure', 'ServiceUnavailable', 'Throttling', 'ThrottlingException'];
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
const secrets = ['InternalServiceError', 'ThrottlingException'];

/** What the function may end with that passes by itself: a page that is sent again mails nobody twice, so that even a killed one is. */
export const passing: readonly string[] = [
  ...new Set([...invoking, ...killed, ...dynamodb, ...ses, ...secrets, 'TimeoutError']),
];

export const postMailCallFlaws = ({arguments: {Payload}}: Call): readonly string[] =>
  (Payload as Partial<typeof input> | undefined)?.slug === input.slug ? [] : ['no post is named'];

/** The pages that the function was told to go on from, a call each. */
export const told = ({calls}: Result): readonly unknown[] => calls.map((call) => call.arguments['Payload']);

export const entered = ({events}: Result): readonly string[] =>
  events.flatMap(({type, name}) => (type.endsWith('StateEntered') && name ? [name] : []));
