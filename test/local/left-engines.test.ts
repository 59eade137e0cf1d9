import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import test from 'ava';
import {clearLeftRuns, runName} from '../../local/left-engines.ts';
import {inLocal} from '../../local/places.ts';

const command = `left-runs-of-${process.pid}`;

test('the folder of a run that is over is cleared, and that of one at work stays', (t) => {
  const {pid: endedPid} = spawnSync(process.execPath, ['--version']);
  const [ended, working, other] = [
    runName(command, endedPid),
    runName(command, process.pid),
    runName(`${command}-other`, endedPid),
  ].map((name) => inLocal(name)) as [string, string, string];
  t.teardown(() => {
    for (const folder of [ended, working, other]) rmSync(folder, {recursive: true, force: true});
  });
  for (const folder of [ended, working, other]) mkdirSync(folder, {recursive: true});
  // The number of a process that is none of ours: it must be left alone.
  writeFileSync(`${ended}/engine.pid`, String(process.pid));

  clearLeftRuns(command);

  t.deepEqual(
    [ended, working, other].map((folder) => existsSync(folder)),
    [false, true, true],
  );
});
