import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {unlessDone} from '../../audit/unless-done.ts';

test('work is done once for a key, again for another, and again if it failed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'myblog-done-'));
  const stamp = join(folder, '.stamp');
  const done: string[] = [];

  t.teardown(() => rm(folder, {recursive: true}));

  const work = (key: string) => unlessDone(stamp, key, async () => void done.push(key));

  await t.throwsAsync(unlessDone(stamp, 'a', () => Promise.reject(new Error('no network'))));
  await work('a');
  await work('a');
  await work('b');
  await work('a');

  t.deepEqual(done, ['a', 'b', 'a']);
});
