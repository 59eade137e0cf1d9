import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import test from 'ava';
import {inRoot} from '../../../local/places.ts';

const run = promisify(execFile);

// What the functions import as text, a plain process cannot.
test('the command starts as it is, without a bundler', async (t) => {
  const {stdout} = await run(process.execPath, [inRoot('operate', 'redrive.ts'), '--help']);

  t.true(stdout.startsWith('usage: npm run redrive'));
  t.true(stdout.includes('mails of new posts'));
});
