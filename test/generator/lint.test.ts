import {execFile} from 'node:child_process';
import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import test from 'ava';
import {toYaml} from '../../generator/yaml.ts';
import {templateOf} from './sample.ts';

const run = promisify(execFile);
const root = new URL('../..', import.meta.url).pathname;
const tool = (name: string): string => join(root, '.venv', 'bin', name);

const variants = {
  committed: {},
  'one-region': {regions: ['us-east-1'], mail: {sender: 'a@blog.example', replyTo: 'b@blog.example'}},
};

// One process for all of them: cfn-lint spends most of its time on reading its schemas.
test('cfn-lint finds nothing, before and after the SAM transform', async (t) => {
  t.timeout(110_000);
  const folder = await mkdtemp(join(tmpdir(), 'myblog-lint-'));
  t.teardown(() => rm(folder, {recursive: true}));

  const raw = await Promise.all(
    Object.entries(variants).map(async ([name, changes]) => {
      const path = join(folder, `${name}.yaml`);

      await writeFile(path, toYaml(templateOf(changes)));

      return path;
    }),
  );

  // Cycles through what SAM adds show only afterwards.
  await run(tool('python'), [join(root, 'test/helpers/transform.py'), ...raw]);
  const files = (await readdir(folder)).map((name) => join(folder, name));
  const findings = await run(tool('cfn-lint'), files).then(
    ({stdout}) => stdout,
    ({stdout, message}: {stdout?: string; message: string}) => stdout || message,
  );

  t.is(files.length, 4);
  t.is(findings, '');
});
