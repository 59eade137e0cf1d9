// A sample of `npm run prove -- deliveries`, which runs 100,000 records and 10,000 subscribers.
import test from 'ava';
import {faultMatrix, wrongIn} from '../../prove/deliveries/fault-matrix.ts';
import {liveInFaults} from '../../prove/deliveries/faulty-world.ts';
import {product} from '../../prove/deliveries/mail-product.ts';
import {type MailSabotage, mailSabotages} from '../../prove/deliveries/mail-sabotages.ts';
import {liveInRepeats} from '../../prove/deliveries/repeated-world.ts';

// The adapters have one client in a process, and the process one time: one world is lived after the other.
test.serial('no mail is lost, whatever goes wrong between a sign-up and its mail', async (t) => {
  let [records, due] = [0, 0];

  for (let seed = 0; seed < 3; seed += 1) {
    const world = await liveInFaults(product, seed, 16);
    t.deepEqual(world.wrongs, [], `world ${seed}`);
    records += world.records;
    due += world.due;
  }

  t.true(records > 300 && due > 20, `${records} records, ${due} mails due`);
});

test.serial('no mail comes twice, however often and in whatever order its record comes', async (t) => {
  const {wrongs, doubled, lost, records, deliveries} = await liveInRepeats(product, 0, 40);

  t.deepEqual({wrongs, doubled, lost}, {wrongs: [], doubled: 0, lost: 0});
  t.true(deliveries > 2 * records && records > 50, `${records} records, ${deliveries} deliveries`);
});

test.serial('a fault at any call loses no mail, and doubles one only between SES and the note of it', async (t) => {
  const rows = await faultMatrix(product, 1);

  t.is(rows.length, 50);
  for (const row of rows) t.is(wrongIn(row), undefined);
});

const isMissed = test.macro({
  exec: async (t, {of, seed}: MailSabotage) => {
    const {wrongs} = await liveInFaults(of(product), seed, 16);

    t.not(wrongs.length, 0, 'expected a world that goes wrong: npm run prove finds the first');
  },
  title: (_, {name}: MailSabotage) => `a mail is lost or doubled if ${name}`,
});

for (const sabotage of mailSabotages) test.serial(isMissed, sabotage);
