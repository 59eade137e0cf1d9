// How long the running blog takes to answer each kind of address, through its edge, its API and its function.
import {LambdaClient, ListEventSourceMappingsCommand, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda';
import {type Blog, output} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import type {Chance} from '../interleavings/random-choices.ts';
import {type Kind, kinds, subscriberOf} from './five-kinds.ts';

/** A second group of new addresses, as a measure of what is noise, and scripts, for whom the work is not done. */
export const groups = [...kinds, 'new, once more', 'a script'] as const;
export type Group = (typeof groups)[number];

export type Timed = {
  readonly group: Group;
  readonly milliseconds: number;
  /** Status, headers but those that name the request or its moment, and body. */
  readonly answer: Readonly<Record<string, string>>;
};

const kindOf: Readonly<Record<Group, Kind>> = {
  ...(Object.fromEntries(kinds.map((kind) => [kind, kind])) as Record<Kind, Kind>),
  'new, once more': 'new',
  'a script': 'new',
};

/** Mails go out elsewhere on AWS; here they would take the processor from whoever signs up next. */
const stopMails = async ({engine}: Blog): Promise<void> => {
  const client = new LambdaClient(clientConfig(engine));
  const {EventSourceMappings = []} = await client.send(new ListEventSourceMappingsCommand({}));
  const mappings = EventSourceMappings.filter(({FunctionArn}) => FunctionArn?.includes('SendMail'));
  if (mappings.length === 0) throw new Error('expected the mapping of the function that sends mails, got none');
  for (const {UUID} of mappings) await client.send(new UpdateEventSourceMappingCommand({UUID, Enabled: false}));
};

const ofTheRequest = new Set([
  'date',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-amz-apigw-id',
  'x-amz-cf-id',
  'x-amz-request-id',
  'via',
]);

const signUp = async (siteUrl: string, email: string, website: string): Promise<Omit<Timed, 'group'>> => {
  const body = new URLSearchParams({email, name: '', website}).toString();
  const startedAt = performance.now();
  const answer = await fetch(new URL('/api/subscribers', siteUrl), {
    method: 'POST',
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body,
  });
  const text = await answer.text();
  const milliseconds = performance.now() - startedAt;
  const headers = [...answer.headers].filter(([name]) => !ofTheRequest.has(name));
  return {milliseconds, answer: {status: String(answer.status), ...Object.fromEntries(headers), body: text}};
};

const shuffle = <T>(all: readonly T[], chance: Chance): readonly T[] =>
  all
    .map((one) => ({one, place: chance.next()}))
    .sort((a, b) => a.place - b.place)
    .map(({one}) => one);

/** `each` of every group, one after the other in an order of chance; each address once, all of the same length. */
export const timeAll = async (blog: Blog, chance: Chance, each: number, told: (done: number, of: number) => void) => {
  await stopMails(blog);
  process.env['SUBSCRIBERS_TABLE'] = output(blog, 'SubscribersTableName');
  const {credentials, region, endpoint} = clientConfig(blog.engine);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  });
  const turns = shuffle(
    groups.flatMap((group) => Array.from({length: each}, () => group)),
    chance,
  ).map((group, n) => ({group, email: `${String(n).padStart(6, '0')}@example.org`}));
  for (const {group, email} of turns) {
    const subscriber = subscriberOf(kindOf[group], emailAddress.parse(email), new Date());
    if (subscriber) await subscriberTable.write(subscriber, undefined);
  }
  // The function's first calls are slower.
  for (let n = 0; n < 50; n++) await signUp(blog.siteUrl, `warm-${String(n).padStart(2, '0')}@example.org`, '');
  const timed: Timed[] = [];
  for (const {group, email} of turns) {
    timed.push({group, ...(await signUp(blog.siteUrl, email, group === 'a script' ? 'https://spam.example' : ''))});
    if (timed.length % 500 === 0) told(timed.length, turns.length);
  }
  return timed;
};
