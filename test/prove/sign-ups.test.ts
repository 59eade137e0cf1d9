// A sample of `npm run prove -- sign-ups`, which types ten thousand addresses, and measures how long answers take.
import test from 'ava';
import {chanceOf} from '../../prove/interleavings/random-choices.ts';
import {answerAll} from '../../prove/sign-ups/alike-calls.ts';
import {gap, median, permute} from '../../prove/sign-ups/medians.ts';
import {sabotages} from '../../prove/sign-ups/sabotages.ts';
import {manyAddresses, scenarios} from '../../prove/sign-ups/scenarios.ts';
import {signUpWorld} from '../../prove/sign-ups/sign-up-world.ts';
import {refusedSpellings} from '../../prove/sign-ups/spellings.ts';

// One table of the process at a time.
for (const [name, run] of Object.entries(scenarios))
  test.serial(`${name}: nobody gets more mails than they may`, async (t) => {
    t.deepEqual((await run(chanceOf(8), 100)).wrongs, []);
  });

test.serial(
  'more addresses than the blog may ask a day are asked on the days that follow, and nobody is forgotten',
  async (t) => {
    t.deepEqual((await manyAddresses(100)(chanceOf(8), 100)).wrongs, []);
  },
);

test.serial('what is more or less than an address is refused', async (t) => {
  const world = await signUpWorld({chance: chanceOf(8), confirmationsADay: 500});

  for (const spelling of refusedSpellings) t.false(await world.type(spelling, new Date()), spelling);
});

test.serial(
  'every kind of address is answered alike, by the same calls; a script is, whoever it names, by none',
  async (t) => {
    const answered = await answerAll();
    const [first] = answered;

    t.is(answered.length, 8);
    t.is(first?.reply.statusCode, 202);
    for (const {who, reply, calls} of answered) {
      t.deepEqual(reply, first?.reply, who);
      t.deepEqual(calls, who === 'a script' ? [] : first?.calls, who);
    }
  },
);

for (const {name, without, in: run} of sabotages)
  test.serial(`it would be noticed if ${name}`, async (t) => {
    t.true((await run(chanceOf(7), 200, without)).wrongs.length > 0);
  });

test('medians that lie apart are told from those that chance divides', (t) => {
  const chance = chanceOf(8);
  const samples = (shift: number) => Array.from({length: 200}, () => 20 + 10 * chance.next() + shift);
  const [some, others, later] = [samples(0), samples(0), samples(2)];

  t.is(median([3, 1, 2, 10]), 2.5);
  t.is(gap([[1, 2, 3], [5], [4]]), 3);
  t.true(permute([some, others], chanceOf(8), 500).share > 0.05);
  t.true(permute([some, later], chanceOf(8), 500).share < 0.01);
});
