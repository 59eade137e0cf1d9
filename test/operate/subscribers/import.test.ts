import {readFileSync} from 'node:fs';
import test from 'ava';
import {eraseSubscriber} from '../../../src/adapters/erased-subscribers.ts';
import {subscriberTable} from '../../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../../src/domain/addresses.ts';
import {removeSubscriber} from '../../../src/domain/subscribers.ts';
import {aSubscriber} from '../../domain/a-subscriber.ts';
import {addressOf, fileOf, idOf, mailsTo, openBlogUnderTest, runCommand, subscribeWhole} from './blog-commands.ts';

test.before(openBlogUnderTest);

const listed = ['one', 'two', 'three'].map((name) => addressOf(`imported-${name}`));
const list = `email,name\n${listed.map((address) => `${address},Ada`).join('\n')}\n`;
const kept = (address: string) => subscriberTable.read(idOf(address));

/** Other tests publish posts. */
test.after.always(async () => {
  for (const address of listed) await removeSubscriber(subscriberTable, idOf(address), {by: 'left', now: new Date()});
});

test.serial('whoever is imported is subscribed with the source of their consent, and mailed nothing', async (t) => {
  const {code, stdout} = await runCommand('subscribers', 'import', fileOf(t, list), '--source', 'the old blog');

  t.is(code, 0);
  t.regex(stdout, /3 people imported, 0 people known already, or erased, and left as they are/);
  t.regex(stdout, /Nobody was sent a mail for it\./);
  const later = addressOf('after-the-import');
  await subscribeWhole(later);
  t.is((await mailsTo(later)).length, 2);
  for (const address of listed) {
    t.deepEqual(await mailsTo(address), []);
    const subscriber = await kept(address);
    t.like(subscriber, {status: 'confirmed', name: 'Ada', version: 1});
    t.like(subscriber?.history[0], {by: 'imported', consent: 'the old blog'});
  }
});

test.serial('a file that is imported again changes nobody', async (t) => {
  const before = await Promise.all(listed.map(kept));

  const {code, stdout} = await runCommand('subscribers', 'import', fileOf(t, list), '--source', 'another blog');

  t.is(code, 0);
  t.regex(stdout, /0 people imported, 3 people known already/);
  t.deepEqual(await Promise.all(listed.map(kept)), before);
});

test.serial('the whole blog is exported to a file, or to the terminal as CSV alone, and counted', async (t) => {
  const file = fileOf(t);

  const toFile = await runCommand('subscribers', 'export', '--out', file);
  const toTerminal = await runCommand('subscribers', 'export');
  const counted = await runCommand('subscribers', 'count');

  t.regex(toFile.stdout, /\d+ people in .*people\.csv: keep it as safe as the addresses in it/);
  t.true(toTerminal.stdout.startsWith('\uFEFF"email","name","status"'));
  for (const text of [readFileSync(file, 'utf8'), toTerminal.stdout])
    for (const address of listed) t.true(text.includes(`"${address}","Ada","confirmed"`));
  t.regex(counted.stdout, /Subscribers\n {2}confirmed +\d+\n[\s\S]*Mails waiting: \d+\nMails given up: \d+\n$/);
  t.deepEqual([toFile.code, toTerminal.code, counted.code], [0, 0, 0]);
});

test.serial('a dry run tells what would be imported, and writes nothing', async (t) => {
  const address = addressOf('dry');
  const file = fileOf(t, `${list}${address},Ada\n`);

  const {stdout} = await runCommand('subscribers', 'import', file, '--source', 'the old blog', '--dry-run');

  t.regex(stdout, /1 person would be imported, 3 people known already/);
  t.regex(stdout, /nothing was written/);
  t.is(await kept(address), undefined);
});

test.serial('a file with a bad line is refused by the number of the line, and nobody in it is imported', async (t) => {
  const address = addressOf('good');
  const file = fileOf(t, `email\n${address}\nnobody\n`);

  const {code, stderr} = await runCommand('subscribers', 'import', file, '--source', 'the old blog');

  t.is(code, 1);
  t.is(
    stderr,
    [
      'expected a list of people, got 1 bad line; nothing was imported:',
      `  line 3: expected an email address like 'ada@example.com', at email\n`,
    ].join('\n'),
  );
  t.is(await kept(address), undefined);
});

test.serial('whoever has left, is suppressed or was erased is not brought back by a list', async (t) => {
  const [left, suppressed, erased] = ['left', 'suppressed', 'erased'].map((name) => addressOf(`was-${name}`));
  const of = (address = '') => ({email: emailAddress.parse(address)});
  await subscriberTable.write(aSubscriber(['imported', 'left'], of(left)), undefined);
  await subscriberTable.write(aSubscriber(['imported', 'complained'], of(suppressed)), undefined);
  await subscriberTable.write(aSubscriber(['imported'], of(erased)), undefined);
  await eraseSubscriber(idOf(erased ?? ''), {now: new Date(), isEntire: false});
  const file = fileOf(t, `email\n${left}\n${suppressed?.toUpperCase()}\n${erased}\n`);

  const tried = await runCommand('subscribers', 'import', file, '--source', 'the old blog', '--dry-run');
  const {stdout} = await runCommand('subscribers', 'import', file, '--source', 'the old blog');

  t.regex(tried.stdout, /0 people would be imported/);
  t.regex(stdout, /0 people imported, 3 people known already, or erased, and left as they are/);
  const statuses = [left, suppressed, erased].map(async (address = '') => (await kept(address))?.status);
  t.deepEqual(await Promise.all(statuses), ['unsubscribed', 'suppressed', undefined]);
});
