// A sample of `npm run prove -- headers`, which fetches its strings and puts thousands of them at every place.
import test from 'ava';
import {places} from '../../prove/headers/places.ts';
import {sabotages} from '../../prove/headers/sabotages.ts';
import {embedded} from '../../prove/headers/strings.ts';
import {tryPlaces} from '../../prove/headers/try-places.ts';

const texts = [
  ...embedded('\r\nBcc: eve@example.com'),
  ...['\n', '\0', '\u2028', '\u560d\u560a', '%0d%0a', '=?utf-8?Q?=0D=0A?=', '\ud800'].map((text) => `Bo${text}ats`),
  ...['Boats" <eve@example.com>, "', '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', 'ß'.repeat(98)],
];

test('whatever anybody writes anywhere is refused with a sentence, or text in its mail and nothing else', async (t) => {
  const tallies = await tryPlaces(await places(), texts);

  t.true(tallies.length > 20);
  t.true(tallies.some(({mails}) => mails > 0));
  for (const {place, wrongs} of tallies) t.deepEqual(wrongs, [], place);
});

for (const {name, put, compose} of sabotages)
  test(`it would be noticed if ${name}`, async (t) => {
    const [tally] = await tryPlaces({[name]: put}, texts, {...(compose && {compose})});

    t.true((tally?.wrongs.length ?? 0) > 0);
  });
