import test from 'ava';
import confirmEvent from '../../events/confirm-subscriber.json' with {type: 'json'};
import showConfirmEvent from '../../events/show-confirm.json' with {type: 'json'};
import showReturnEvent from '../../events/show-return.json' with {type: 'json'};
import showUnsubscribeEvent from '../../events/show-unsubscribe.json' with {type: 'json'};
import subscribeEvent from '../../events/subscribe.json' with {type: 'json'};
import unsubscribeEvent from '../../events/unsubscribe.json' with {type: 'json'};
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {handler as confirmSubscriber} from '../../src/handlers/confirm-subscriber.ts';
import {handler as returnSubscriber} from '../../src/handlers/return-subscriber.ts';
import {handler as showConfirm} from '../../src/handlers/show-confirm.ts';
import {handler as showReturn} from '../../src/handlers/show-return.ts';
import {handler as showUnsubscribe} from '../../src/handlers/show-unsubscribe.ts';
import {handler as subscribe} from '../../src/handlers/subscribe.ts';
import {handler as unsubscribe} from '../../src/handlers/unsubscribe.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';
import {
  call,
  comeBack,
  confirmed,
  headingOf,
  keptFor,
  leave,
  newAddress,
  offersForm,
  sendForm,
  sendJson,
  soon,
  tokenFor,
} from './subscriber-calls.ts';

test.before(subscriberPlace);

test('a sign-up is kept as pending and answered without a word about it', async (t) => {
  const email = newAddress();

  const reply = await sendJson({email: ` ${email.toUpperCase()}`, name: 'Ada'});

  t.is(reply.statusCode, 202);
  t.is(reply.body, '{"status":"asked"}');
  const {status, name, version} = (await keptFor(email)) ?? {};
  t.deepEqual({status, name, version}, {status: 'pending', name: 'Ada', version: 1});
});

test('the sample form is answered by a page', async (t) => {
  const reply = await call(subscribe, subscribeEvent);

  t.is(reply.statusCode, 202);
  t.is(reply.headers['Content-Type'], 'text/html; charset=utf-8');
  t.regex(reply.body, /Look into your inbox/);
  t.is((await keptFor('ada@example.com'))?.name, 'Ada');
});

test('new, pending, confirmed and unsubscribed addresses get the same answer', async (t) => {
  const [pending, joined, left] = [newAddress(), newAddress(), newAddress()];
  await sendJson({email: pending});
  await confirmed(joined);
  const id = await confirmed(left);
  await call(unsubscribe, unsubscribeEvent, {queryStringParameters: await tokenFor('unsubscribe', id)});

  const replies = await Promise.all([newAddress(), pending, joined, left].map((email) => sendJson({email})));

  for (const reply of replies) t.deepEqual(reply, replies[0]);
  t.is((await keptFor(joined))?.status, 'confirmed');
  t.is((await keptFor(left))?.status, 'unsubscribed');
  t.is((await keptFor(pending))?.version, 1);
});

const refusedJson = test.macro({
  exec: async (t, body: string, status: number, at?: string) => {
    const reply = await call(subscribe, subscribeEvent, {headers: {'Content-Type': 'application/json'}, body});

    t.is(reply.statusCode, status);
    t.is(reply.headers['Content-Type'], 'application/problem+json');
    t.is(JSON.parse(reply.body).breaches?.[0].at, at);
  },
  title: (_, body: string) => `the sign-up ${body} is refused by a problem document`,
});
test(refusedJson, '{"email": "ada"}', 400, 'body.email');
test(refusedJson, '{"email": 7}', 400, 'body.email');
test(refusedJson, '{"email": "ada@example.com\\r\\nBcc: eve@example.com"}', 400, 'body.email');
test(refusedJson, '{"email": "ada@example.com", "admin": true}', 400, 'body');
test(refusedJson, 'null', 400, 'body');
test(refusedJson, '[]', 400, 'body');
test(refusedJson, '{', 400);
test(refusedJson, '', 400, undefined);

test('a body that is neither JSON nor a form is refused', async (t) => {
  const reply = await call(subscribe, subscribeEvent, {headers: {'Content-Type': 'text/plain'}, body: 'a@example.com'});

  t.is(reply.statusCode, 415);
});

for (const fields of [{email: 'ada'}, {}, {email: 'ada@example.com', name: 'a\nb'}, {email: 'ada@example.com', x: '1'}])
  test(`the form ${JSON.stringify(fields)} is refused by a page`, async (t) => {
    const reply = await sendForm(fields as Record<string, string>);

    t.is(reply.statusCode, 400);
    t.regex(reply.body, /Please check what you typed/);
  });

test('looking at a mailed link asks by a button, tells no other site and changes nothing', async (t) => {
  for (const [handler, event] of [
    [showConfirm, showConfirmEvent],
    [showUnsubscribe, showUnsubscribeEvent],
    [showReturn, showReturnEvent],
  ] as const) {
    const reply = await call(handler, event);

    t.is(reply.statusCode, 200);
    t.true(reply.body.includes(`${event.path}?token=${event.queryStringParameters.token}" method="post"`));
    t.is(reply.headers['Referrer-Policy'], 'no-referrer');
    t.is(reply.headers['Cache-Control'], 'no-store');
  }
});

test('confirming twice gives the same page', async (t) => {
  const email = newAddress();
  const id = await confirmed(email);

  const again = await call(confirmSubscriber, confirmEvent, {
    queryStringParameters: await tokenFor('confirm', id, soon()),
  });

  t.is(again.statusCode, 200);
  t.regex(again.body, /You are subscribed/);
  t.is((await keptFor(email))?.version, 2);
});

test('a link that is expired, of another key or for something else confirms nobody', async (t) => {
  const email = newAddress();
  await sendJson({email});
  const id = subscriberId(emailAddress.parse(email));
  const click = (queryStringParameters: {token: string}) =>
    call(confirmSubscriber, confirmEvent, {queryStringParameters});

  const replies = [
    await click(await tokenFor('confirm', id, new Date(Date.now() - 1000))),
    await click(confirmEvent.queryStringParameters),
    await click(await tokenFor('unsubscribe', id)),
    await click({token: ''}),
  ];

  t.deepEqual(
    replies.map((reply) => [reply.statusCode, headingOf(reply)]),
    [
      [400, 'This link has had its time'],
      [400, 'This link does not work'],
      [400, 'This link does not work'],
      [400, 'This link does not work'],
    ],
  );
  t.is((await keptFor(email))?.status, 'pending');
  for (const reply of replies) t.true(offersForm(reply));
});

test('a confirming link does not bring back who has left', async (t) => {
  const email = newAddress();
  const id = await confirmed(email);
  await call(unsubscribe, unsubscribeEvent, {queryStringParameters: await tokenFor('unsubscribe', id)});

  const reply = await call(confirmSubscriber, confirmEvent, {
    queryStringParameters: await tokenFor('confirm', id, soon()),
  });

  t.is(reply.statusCode, 400);
  t.is((await keptFor(email))?.status, 'unsubscribed');
});

for (const [what, change] of [
  ['a one click of a mail program', {body: 'List-Unsubscribe=One-Click'}],
  ['a multipart one', {headers: {'Content-Type': 'multipart/form-data; boundary=x'}, body: '--x--'}],
  ['an empty one', {headers: {}, body: null}],
] as const)
  test(`${what} unsubscribes, and again`, async (t) => {
    const email = newAddress();
    const queryStringParameters = await tokenFor('unsubscribe', await confirmed(email));

    for (const _ of [1, 2]) {
      const reply = await call(unsubscribe, unsubscribeEvent, {...change, queryStringParameters});

      t.is(reply.statusCode, 200);
      t.regex(reply.body, /You are unsubscribed/);
    }
    t.is((await keptFor(email))?.status, 'unsubscribed');
  });

test('a link that does not work unsubscribes nobody', async (t) => {
  const reply = await call(unsubscribe, unsubscribeEvent);

  t.is(reply.statusCode, 400);
});

test('a click without a token is answered by a page', async (t) => {
  for (const handler of [confirmSubscriber, unsubscribe, returnSubscriber]) {
    const reply = await call(handler, unsubscribeEvent, {queryStringParameters: null});

    t.is(reply.statusCode, 400);
    t.is(headingOf(reply), 'This link does not work');
    t.regex(reply.body, /<a href="\/">All posts/);
  }
});

test('every page of a link tells no other site its address and is kept by no cache', async (t) => {
  const id = await confirmed(newAddress());
  const pages = [
    await call(confirmSubscriber, confirmEvent, {queryStringParameters: await tokenFor('confirm', id, soon())}),
    await leave(id),
    await comeBack(await tokenFor('return', id, soon())),
    await comeBack(null),
  ];

  t.deepEqual(
    pages.map(({statusCode}) => statusCode),
    [200, 200, 200, 400],
  );
  for (const {headers} of pages) {
    t.is(headers['Referrer-Policy'], 'no-referrer');
    t.is(headers['Cache-Control'], 'no-store');
  }
});

test('whoever fills in the field that no person sees gets the usual answer and is not kept', async (t) => {
  const email = newAddress();

  const reply = await sendForm({email, website: 'https://spam.example'});

  t.deepEqual(reply, await sendForm({email: newAddress(), website: ''}));
  t.is(await keptFor(email), undefined);
});
