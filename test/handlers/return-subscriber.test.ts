import test from 'ava';
import confirmEvent from '../../events/confirm-subscriber.json' with {type: 'json'};
import returnEvent from '../../events/return-subscriber.json' with {type: 'json'};
import unsubscribeEvent from '../../events/unsubscribe.json' with {type: 'json'};
import {emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {handler as confirmSubscriber} from '../../src/handlers/confirm-subscriber.ts';
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
  sendJson,
  soon,
  tokenFor,
} from './subscriber-calls.ts';

test.before(subscriberPlace);

test('the page after leaving has a button that brings back who has left, as often as they click', async (t) => {
  const email = newAddress();
  const goodbye = await leave(await confirmed(email));
  const token = /action="\/api\/subscribers\/return\?token=([^"]+)"/.exec(goodbye.body)?.[1] ?? '';
  t.is((await keptFor(email))?.status, 'unsubscribed');

  const replies = [await comeBack({token}), await comeBack({token})];

  for (const reply of replies) {
    t.is(reply.statusCode, 200);
    t.is(headingOf(reply), 'Welcome back');
  }
  t.like(await keptFor(email), {status: 'confirmed', version: 4});
  t.like((await keptFor(email))?.history.at(-1), {to: 'confirmed', by: 'returned'});
});

test('nothing but the button of that page brings back who has left', async (t) => {
  const email = newAddress();
  const id = await confirmed(email);
  await leave(id);

  const replies = [
    await comeBack(await tokenFor('unsubscribe', id)),
    await comeBack(await tokenFor('confirm', id, soon())),
    await comeBack(await tokenFor('return', id, new Date(Date.now() - 1000))),
    await comeBack(returnEvent.queryStringParameters),
    await comeBack(null),
  ];

  t.deepEqual(replies.map(headingOf), [
    ...['This link does not work', 'This link does not work', 'This button has had its time'],
    ...['This link does not work', 'This link does not work'],
  ]);
  for (const reply of replies) {
    t.is(reply.statusCode, 400);
    t.true(offersForm(reply));
  }
  t.is((await keptFor(email))?.status, 'unsubscribed');
});

test('a button to come back makes nobody a subscriber whom the blog does not know', async (t) => {
  const email = newAddress();

  const reply = await comeBack(await tokenFor('return', subscriberId(emailAddress.parse(email)), soon()));

  t.is(reply.statusCode, 400);
  t.is(await keptFor(email), undefined);
});

test('a link to come back confirms and unsubscribes nobody', async (t) => {
  const [pending, joined] = [newAddress(), newAddress()];
  await sendJson({email: pending});
  const token = (id: SubscriberId) => tokenFor('return', id, soon());

  const replies = [
    await call(confirmSubscriber, confirmEvent, {
      queryStringParameters: await token(subscriberId(emailAddress.parse(pending))),
    }),
    await call(unsubscribe, unsubscribeEvent, {queryStringParameters: await token(await confirmed(joined))}),
  ];

  for (const reply of replies) t.is(reply.statusCode, 400);
  t.is((await keptFor(pending))?.status, 'pending');
  t.is((await keptFor(joined))?.status, 'confirmed');
});
