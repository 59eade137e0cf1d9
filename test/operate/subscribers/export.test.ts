import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {PutItemCommand} from '@aws-sdk/client-dynamodb';
import test from 'ava';
import {parse} from 'csv-parse/sync';
import {stringify} from 'csv-stringify/sync';
import {exportTo} from '../../../operate/subscribers/export.ts';
import {importPeople} from '../../../operate/subscribers/import.ts';
import {parsePeople} from '../../../operate/subscribers/people-file.ts';
import {dynamodb} from '../../../src/adapters/dynamodb.ts';
import {addSubscriber, eraseSubscriber, isKnown} from '../../../src/adapters/erased-subscribers.ts';
import {everySubscriber} from '../../../src/adapters/subscriber-list.ts';
import {subscriberTable} from '../../../src/adapters/subscriber-table.ts';
import {emailAddress} from '../../../src/domain/addresses.ts';
import type {Cause} from '../../../src/domain/subscriber-life.ts';
import {after, aSubscriber, start} from '../../domain/a-subscriber.ts';
import {subscriberPlace} from '../../helpers/subscriber-place.ts';
import {fileOf} from './blog-commands.ts';

test.before(subscriberPlace);

const quiet = () => {};
const write = async (address: string, name: string, ...causes: readonly Cause[]) => {
  const subscriber = aSubscriber(['asked', ...causes], {email: emailAddress.parse(address), name});
  await subscriberTable.write(subscriber, undefined);
  return subscriber;
};
const rowsOf = (file: string): Record<string, string>[] =>
  parse(readFileSync(file), {columns: true, bom: true}) as unknown as Record<string, string>[];

test.serial('an export names everybody with how and when they said yes, and only its owner may read it', async (t) => {
  await write('ada@example.com', '=1+1', 'confirmed');
  await write('bob@xn--bcher-kva.example', 'Böb; "the, second"', 'confirmed', 'left');
  await write("o'neil+tag@example.com", 'Zoë', 'confirmed');
  const {id} = await write('gone@example.com', 'Gone', 'confirmed', 'complained');
  await eraseSubscriber(id, {now: start, isEntire: false});
  const file = fileOf(t);

  t.deepEqual(await exportTo(file, quiet), {count: 3, unreadable: []});

  t.is(statSync(file).mode & 0o777, 0o600);
  const rows = rowsOf(file);
  t.deepEqual(rows.map(({email, status}) => `${email} ${status}`).sort(), [
    'ada@example.com confirmed',
    'bob@xn--bcher-kva.example unsubscribed',
    "o'neil+tag@example.com confirmed",
  ]);
  t.true(rows.every(({consentedAt}) => consentedAt === after(60).toISOString()));
  t.true(rows.every(({consentedBy, consent}) => consentedBy === 'confirmed' && consent === 'words'));
  t.false(existsSync(`${file}.part`));
});

test.serial(
  'who is confirmed in an export is, as two of its columns, imported elsewhere under the same name',
  async (t) => {
    const file = fileOf(t);
    await exportTo(file, quiet);
    const confirmed = rowsOf(file).filter(({status}) => status === 'confirmed');
    const list = stringify(confirmed, {header: true, columns: ['email', 'name']});
    await subscriberPlace();

    const {people, repeated} = parsePeople(Buffer.from(list));
    const known = {isKnown, add: addSubscriber};
    t.is(await importPeople(people, {known, source: 'our own', now: new Date(), isDryRun: false}, quiet), 2);

    t.is(repeated, 0);
    const imported = [];
    for await (const {email, name, status} of everySubscriber(quiet))
      imported.push({email: String(email), name, status});
    t.deepEqual(
      imported.toSorted((one, other) => one.email.localeCompare(other.email)),
      [
        {email: 'ada@example.com', name: '=1+1', status: 'confirmed'},
        {email: "o'neil+tag@example.com", name: 'Zoë', status: 'confirmed'},
      ],
    );
  },
);

test.serial('an export overwrites no file, and says so', async (t) => {
  const file = fileOf(t, 'mine');

  await t.throwsAsync(exportTo(file, quiet), {
    message: `expected a file that is not there yet, got '${file}', at --out`,
  });

  t.is(readFileSync(file, 'utf8'), 'mine');
});

test.serial('an export that another one is writing is left alone', async (t) => {
  const file = fileOf(t);
  writeFileSync(`${file}.part`, 'half of it');

  await t.throwsAsync(exportTo(file, quiet), {message: /^expected no '.*\.part', got one: .* then delete it$/});

  t.is(readFileSync(`${file}.part`, 'utf8'), 'half of it');
  t.false(existsSync(file));
});

test.serial('a file that cannot be written is told by its name', async (t) => {
  await t.throwsAsync(exportTo('/nowhere/at-all/people.csv', quiet), {
    message: "expected a file that can be written, got '/nowhere/at-all/people.csv': ENOENT, at --out",
  });
});

test.serial('a record that cannot be read keeps nobody else from an export, and is told by its key', async (t) => {
  const file = fileOf(t);
  await dynamodb().send(
    new PutItemCommand({
      TableName: process.env['SUBSCRIBERS_TABLE'],
      Item: {pk: {S: 'subscriber#torn'}, sk: {S: 'subscriber'}, kind: {S: 'subscriber'}},
    }),
  );

  t.deepEqual(await exportTo(file, quiet), {count: rowsOf(file).length, unreadable: ['subscriber#torn']});
  t.true(rowsOf(file).length > 0);
});

test.serial('an export that breaks off leaves no file that looks whole', async (t) => {
  const file = fileOf(t);
  process.env['SUBSCRIBERS_TABLE'] = 'no-such-table';

  await t.throwsAsync(exportTo(file, quiet), {name: 'ResourceNotFoundException'});

  t.deepEqual([existsSync(file), existsSync(`${file}.part`)], [false, false]);
});
