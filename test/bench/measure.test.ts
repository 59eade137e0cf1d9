import test from 'ava';
import {measure} from '../../bench/measure.ts';

const node = (code: string) => ({words: [process.execPath, '-e', code], cwd: process.cwd()});

test('a command is measured with what it starts', async (t) => {
  const busy = 'const end = process.cpuUsage().user + 300_000; while (process.cpuUsage().user < end);';
  const outer = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(busy)}]); console.log('done')`;

  const {wallMs, cpuMs, peakMib, stdout} = await measure(node(outer));

  t.is(stdout, 'done\n');
  t.true(cpuMs >= 300, `${cpuMs} ms`);
  t.true(wallMs > 0);
  t.true(peakMib > 10 && peakMib < 1000, `${peakMib} MiB`);
});

test('a command that fails says how, with the end of what it printed', async (t) => {
  const failed = measure(node('console.error("no such thing"); process.exitCode = 3'));

  await t.throwsAsync(failed, {message: /got 3:\nno such thing/});
});

test('a command that is not there says so', async (t) => {
  await t.throwsAsync(measure({words: ['no-such-command'], cwd: process.cwd()}), {message: /no-such-command/});
});
