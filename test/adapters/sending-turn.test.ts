import test from 'ava';
import {sendingTurn} from '../../src/adapters/sending-turn.ts';
import {slug} from '../../src/domain/slugs.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';

test.before(subscriberPlace);

const post = (name: string) => slug.parse(name);
const at = (second: number) => `2026-03-01T09:30:${second}.000Z`;
const ten = Array.from({length: 10}, (_, index) => index);

test.serial(
  'of many posts at once one has the turn, and keeps it as often as it asks, until its time is over',
  async (t) => {
    const lease = {now: at(10), until: at(20)};

    const taken = await Promise.all(ten.map((index) => sendingTurn.take(post(`post-${index}`), lease)));

    t.deepEqual(taken.filter(Boolean), [true]);
    const ours = post(`post-${taken.indexOf(true)}`);
    t.true(await sendingTurn.take(ours, {now: at(19), until: at(29)}));
    t.false(await sendingTurn.take(post('another'), {now: at(28), until: at(38)}));
    t.true(await sendingTurn.take(post('another'), {now: at(29), until: at(39)}));
    t.false(await sendingTurn.take(ours, {now: at(38), until: at(48)}));
  },
);
