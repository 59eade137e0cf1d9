// SES as it is when it refuses, in its own words, which name the recipient; everything else goes on to the engine's.
import {request as forward, type IncomingMessage, type ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import {listen} from '../../local/server.ts';

type Refusal = {readonly status: number; readonly code: string; readonly message: (to: string) => string};

const refusal = (status: number, code: string, message: (to: string) => string): Refusal => ({status, code, message});

/** By a word in the address that it is sent to. https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
export const refusals: Readonly<Record<string, Refusal>> = {
  sandbox: refusal(
    400,
    'MessageRejected',
    (to) =>
      `Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: ${to}, hello@example.com`,
  ),
  unauthorized: refusal(
    403,
    'AccessDenied',
    (to) =>
      `User \`arn:aws:sts::123456789012:assumed-role/blog-SendMailRole/blog' is not authorized to perform \`ses:SendRawEmail' on resource \`arn:aws:ses:eu-central-1:123456789012:identity/${to}'`,
  ),
  illegal: refusal(400, 'InvalidParameterValue', (to) => `Illegal address: <${to}>`),
  quoted: refusal(400, 'InvalidParameterValue', (to) => `Invalid email address "${to}".`),
  encoded: refusal(
    400,
    'InvalidParameterValue',
    (to) => `Local address contains control or whitespace: ${encodeURIComponent(to)}`,
  ),
  suppressed: refusal(
    400,
    'MessageRejected',
    (to) => `Address ${to.toUpperCase()} is on the suppression list for your account`,
  ),
  throttled: refusal(400, 'Throttling', (to) => `Maximum sending rate exceeded. (${to})`),
  broken: refusal(500, 'ServiceUnavailable', (to) => `could not hand over to the queue of ${to}`),
};

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const refuse = (response: ServerResponse, {status, code, message}: Refusal, to: string): void => {
  response.writeHead(status, {'Content-Type': 'text/xml'});
  response.end(
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message(to))}</Message></Error><RequestId>0</RequestId></ErrorResponse>`,
  );
};

const passOn = (endpoint: URL, request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
  const {hostname, port} = endpoint;
  // The signature is over the header Host.
  const {method, url: path, headers} = request;
  forward({hostname, port, method, path, headers}, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  })
    .on('error', () => response.destroy())
    .end(body);
};

export type SesStandIn = {
  readonly endpoint: string;
  /** The kinds that were refused so far, how often. */
  readonly refused: ReadonlyMap<string, number>;
  close(): Promise<void> | void;
};

export const sesStandIn = async (engineEndpoint: string): Promise<SesStandIn> => {
  const refused = new Map<string, number>();
  const server = await listen(0);
  server.serve(async (request, response) => {
    const body = await buffer(request);
    const form = new URLSearchParams(body.toString());
    const to = form.get('Destinations.member.1') ?? '';
    const kind = ['garbled', 'cut', ...Object.keys(refusals)].find((word) => to.includes(word));
    if (!kind) return passOn(new URL(engineEndpoint), request, response, body);
    refused.set(kind, (refused.get(kind) ?? 0) + 1);
    if (kind === 'cut') return void request.socket.destroy();
    const known = refusals[kind];
    if (known) return refuse(response, known, to);
    response.writeHead(400, {'Content-Type': 'text/xml'});
    response.end(`<ErrorResponse><Error><${to} is no element`);
  });
  return {endpoint: `http://127.0.0.1:${server.port}`, refused, close: server.close};
};
