import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import test from 'ava';
import {inRoot} from '../../local/places.ts';

/** Runs a module in which `ending` is imported: what it printed, and how it ended. */
const outcomeOf = async (code: string, onFirstLine: (pid: number) => void = () => {}) => {
  const source = `import {ending} from ${JSON.stringify(inRoot('local', 'ending.ts'))};\n${code}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {stdio: ['ignore', 'pipe', 'pipe']});
  const printed = text(child.stdout);
  const failures = text(child.stderr);
  child.stdout.once('data', () => child.pid && onFirstLine(child.pid));
  const [exitCode] = await once(child, 'close');
  return {exitCode, lines: (await printed).trim().split('\n'), failures: await failures};
};

const told = (name: string) => `onStop(() => console.log('${name}'));`;

test('what was started last is stopped first, also what is started meanwhile', async (t) => {
  const {exitCode, lines} = await outcomeOf(`
    const {onStop, end} = ending();
    ${told('first')}
    onStop(() => { console.log('last'); ${told('late')} });
    await end(3);`);

  t.deepEqual([exitCode, lines], [3, ['last', 'late', 'first']]);
});

test('one that cannot be stopped is told, and keeps none of the others', async (t) => {
  const {exitCode, lines, failures} = await outcomeOf(`
    const {onStop, end} = ending();
    ${told('first')}
    onStop(() => { throw new Error('stuck'); });
    await end(0);`);

  t.deepEqual([exitCode, lines], [0, ['first']]);
  t.regex(failures, /stuck/);
});

test('what is stopped once is not stopped again', async (t) => {
  const {lines} = await outcomeOf(`
    const {onStop, stopAll, end} = ending();
    ${told('one')}
    await stopAll();
    ${told('two')}
    await end(0);`);

  t.deepEqual(lines, ['one', 'two']);
});

test('an interrupt stops everything, and its code is not replaced by that of the work it interrupted', async (t) => {
  const {exitCode, lines} = await outcomeOf(
    `
    const {onStop, end, hasBegun} = ending();
    let fail = () => {};
    const work = new Promise((_, reject) => { fail = reject; });
    onStop(() => { console.log('stopped', hasBegun()); fail(new Error('interrupted')); });
    const staying = setInterval(() => {}, 1000);
    console.log('at work');
    await work.catch(() => end(1));`,
    (pid) => process.kill(pid, 'SIGTERM'),
  );

  t.deepEqual([exitCode, lines], [143, ['at work', '', 'Stopping …', 'stopped true']]);
});
