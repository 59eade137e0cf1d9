// What a visitor does on the way in and out, as calls of the handlers.
import type {APIGatewayProxyEvent, Context} from 'aws-lambda';
import confirmEvent from '../../events/confirm-subscriber.json' with {type: 'json'};
import returnEvent from '../../events/return-subscriber.json' with {type: 'json'};
import subscribeEvent from '../../events/subscribe.json' with {type: 'json'};
import unsubscribeEvent from '../../events/unsubscribe.json' with {type: 'json'};
import {signingKey} from '../../src/adapters/link-keys.ts';
import {subscriberTable} from '../../src/adapters/subscriber-table.ts';
import {emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {type LinkPurpose, signLink} from '../../src/domain/links.ts';
import {handler as confirmSubscriber} from '../../src/handlers/confirm-subscriber.ts';
import {handler as returnSubscriber} from '../../src/handlers/return-subscriber.ts';
import {handler as subscribe} from '../../src/handlers/subscribe.ts';
import {handler as unsubscribe} from '../../src/handlers/unsubscribe.ts';
import type {Reply} from '../../src/lambda/replies.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<Reply>;
export const call = (handler: unknown, event: object, change: object = {}): Promise<Reply> =>
  (handler as Handler)({...event, ...change} as APIGatewayProxyEvent, {} as Context);

export const sendJson = (body: unknown) =>
  call(subscribe, subscribeEvent, {headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
export const sendForm = (fields: Record<string, string>) =>
  call(subscribe, subscribeEvent, {body: new URLSearchParams(fields).toString()});

let count = 0;
export const newAddress = () => `reader-${++count}@example.org`;
export const keptFor = (email: string) => subscriberTable.read(subscriberId(emailAddress.parse(email)));

export const tokenFor = async (purpose: LinkPurpose, id: SubscriberId, expiresAt?: Date): Promise<{token: string}> => ({
  token: signLink(await signingKey(), {purpose, id, ...(expiresAt && {expiresAt})}),
});
export const soon = () => new Date(Date.now() + 60_000);
export const confirmed = async (email: string): Promise<SubscriberId> => {
  await sendJson({email});
  const id = subscriberId(emailAddress.parse(email));
  await call(confirmSubscriber, confirmEvent, {queryStringParameters: await tokenFor('confirm', id, soon())});
  return id;
};
export const leave = async (id: SubscriberId): Promise<Reply> =>
  call(unsubscribe, unsubscribeEvent, {queryStringParameters: await tokenFor('unsubscribe', id)});
export const comeBack = (queryStringParameters: {token: string} | null): Promise<Reply> =>
  call(returnSubscriber, returnEvent, {queryStringParameters});
export const headingOf = ({body}: Reply) => /<h1>(.*)<\/h1>/.exec(body)?.[1];
export const offersForm = ({body}: Reply) => body.includes('<form action="/api/subscribers" method="post">');
