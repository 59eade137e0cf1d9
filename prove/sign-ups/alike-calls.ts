// What the handler of the form answers to each kind of address, and what it asks of the table for that.
import type {APIGatewayProxyEvent, Context} from 'aws-lambda';
import subscribeEvent from '../../events/subscribe.json' with {type: 'json'};
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../src/domain/addresses.ts';
import {handler} from '../../src/handlers/subscribe.ts';
import type {Reply} from '../../src/lambda/replies.ts';
import {kinds, subscriberOf} from './five-kinds.ts';
import {type SubscribersInMemory, subscribersInMemory} from './subscribers-in-memory.ts';

export type Answered = {
  readonly who: string;
  readonly reply: Reply;
  /** As `subscribersInMemory` names them. */
  readonly calls: readonly string[];
};

const maxSignUpsADay = 20;

const send = async (table: SubscribersInMemory, fields: Readonly<Record<string, string>>) => {
  const body = new URLSearchParams(fields).toString();
  table.takeCalls();
  const event = {...subscribeEvent, body} as unknown as APIGatewayProxyEvent;
  const reply = await (handler as unknown as (event: APIGatewayProxyEvent, context: Context) => Promise<Reply>)(
    event,
    {} as Context,
  );
  return {reply, calls: table.takeCalls()};
};

/** One of every kind, one that was typed too often, and a script that fills in what no person sees, which comes last. */
export const answerAll = async (): Promise<readonly Answered[]> => {
  Object.assign(process.env, {SITE_TITLE: 'Blog', SITE_LANGUAGE: 'en', AUTHOR_NAME: 'Robin'});
  const table = await subscribersInMemory();
  const answered: Answered[] = [];
  for (const [n, kind] of kinds.entries()) {
    const email = emailAddress.parse(`kind-${n}@example.org`);
    const subscriber = subscriberOf(kind, email, new Date());
    if (subscriber) await subscriberTable.write(subscriber, undefined);
    answered.push({who: kind, ...(await send(table, {email}))});
  }
  for (let time = 1; time <= maxSignUpsADay; time++) await send(table, {email: 'often@example.org'});
  answered.push({who: 'typed too often', ...(await send(table, {email: 'often@example.org'}))});
  answered.push({
    who: 'a script',
    ...(await send(table, {email: 'kind-3@example.org', website: 'https://spam.example'})),
  });
  return answered;
};
