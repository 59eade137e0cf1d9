import test from 'ava';
import {parsePeople} from '../../../operate/subscribers/people-file.ts';
import {emailAddress, subscriberId} from '../../../src/domain/addresses.ts';

const parse = (text: string) => parsePeople(Buffer.from(text));
const person = (address: string, name?: string) => {
  const email = emailAddress.parse(address);
  return {id: subscriberId(email), email, ...(name && {name})};
};

const read = test.macro({
  exec: (t, text: string, expected: ReturnType<typeof parsePeople>) => {
    t.deepEqual(parse(text), expected);
  },
  title: (what) => `people are read from ${what}`,
});

test('addresses alone', read, 'email\nada@example.com\n', {people: [person('ada@example.com')], repeated: 0});
test('columns in either order, in any case', read, 'Name,Email\n"Lovelace, Ada",ada@example.com', {
  people: [person('ada@example.com', 'Lovelace, Ada')],
  repeated: 0,
});
test('a file of a spreadsheet', read, '\uFEFFemail;name\r\n ada@example.com ;\r\n\r\nbob@example.com;Böb\r\n', {
  people: [person('ada@example.com'), person('bob@example.com', 'Böb')],
  repeated: 0,
});
test('a file of our own, guarded cells and all', read, `email,name\n"'+ada@example.com","'=1+1"`, {
  people: [person('+ada@example.com', '=1+1')],
  repeated: 0,
});
test(
  'lines that name somebody twice, the first of them',
  read,
  'email,name\nAda@example.com,One\nada@EXAMPLE.com,Two',
  {
    people: [person('Ada@example.com', 'One')],
    repeated: 1,
  },
);
test('a header alone', read, 'email,name\n', {people: [], repeated: 0});

test('every bad line is told with its number and what should be there, but not what is, and nobody is imported', (t) => {
  const text = 'email,name\nada@example.com,Ada\nnobody,Bob\n\n"c@example.com","C\nD"\nd@example.com,D,E\n,F\n';

  const error = t.throws(() => parse(text));

  t.deepEqual(error?.message.split('\n  '), [
    'expected a list of people, got 4 bad lines; nothing was imported:',
    `line 3: expected an email address like 'ada@example.com', at email`,
    'line 6: expected a name on one line, at name',
    'line 7: expected email and name, got 3 cells',
    `line 8: expected an email address like 'ada@example.com', at email`,
  ]);
});

test('of a file of something else the first twenty lines are told, and how many more there are', (t) => {
  const error = t.throws(() => parse(`email,name\n${'nobody,"a\nb"\n'.repeat(500)}`));

  const told = error?.message.split('\n  ') ?? [];
  t.is(told[0], 'expected a list of people, got 500 bad lines; nothing was imported:');
  t.is(told.length, 1 + 20 * 2 + 1);
  t.is(told.at(-1), 'and 480 more');
});

const refused = test.macro({
  exec: (t, bytes: string | Uint8Array, message: RegExp) => {
    t.throws(() => parsePeople(Buffer.from(bytes)), {message});
  },
  title: (what) => `${what} is refused as a whole`,
});

const header = /^expected the first line to name the columns, email and, if there is one, name, got /;
test(
  'a file without a header, its first address not shown,',
  refused,
  'ada@example.com\n',
  /^expected the first line to name the columns, email and, if there is one, name, got an address$/,
);
test('a file of other columns, such as an export with its unsubscribed', refused, 'email,status\n', header);
test('a file that names a column twice', refused, 'email,email\n', header);
test('a file without addresses', refused, 'name\nAda\n', header);
test('an empty file', refused, '', header);
test('a file of other bytes', refused, Buffer.from('email\nad\xe4@example.com', 'latin1'), /^expected a file in UTF-8/);
test(
  'a file with an open quote',
  refused,
  'email\n"ada@example.com\n',
  /^expected a CSV file, got one that breaks off in line/,
);
