// A sample of `npm run prove -- links`, which forges a million.
import test from 'ava';
import {chanceOf} from '../../prove/interleavings/random-choices.ts';
import {acceptedAs, forge, misuse, refused} from '../../prove/links/forge.ts';
import {keys} from '../../prove/links/link-world.ts';
import {mutations, signedWithNoTime, timelessExpiries} from '../../prove/links/mutations.ts';
import {tryRoutes} from '../../prove/links/routes.ts';
import {sabotages} from '../../prove/links/sabotages.ts';
import {readLink} from '../../src/domain/links.ts';

const count = 20_000;

test('of twenty thousand forged links, of every kind, none is accepted', (t) => {
  const {triedOf, accepted} = forge(readLink, chanceOf(8), count);

  t.deepEqual([...triedOf.keys()].sort(), Object.keys(mutations).sort());
  t.deepEqual(accepted, []);
});

test('a link is good for what it was mailed for, and for nothing else', (t) => {
  t.is(refused(readLink), 0);
  t.deepEqual(misuse(readLink), []);
});

test('a link that ends at no time is never good, even if the blog signed it', (t) => {
  for (const expiry of timelessExpiries)
    t.is(acceptedAs(readLink, signedWithNoTime(keys[0], expiry)), undefined, expiry);
});

test('forged links brought to the routes change nobody, and good ones work', async (t) => {
  const {wrongs, good, worked} = await tryRoutes(chanceOf(8), 1_000);

  t.deepEqual(wrongs, []);
  t.is(worked, good);
});

for (const {name, of} of sabotages)
  test(`it would be noticed if ${name}`, (t) => {
    const read = of(readLink);

    t.true(misuse(read).length > 0 || forge(read, chanceOf(8), 5_000).accepted.length > 0);
  });
