import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {blogUnderTest} from '../../helpers/blog.ts';

const command = fileURLToPath(new URL('../../../operate/doctor.ts', import.meta.url));

type Run = {readonly code: number; readonly lines: readonly string[]; readonly errors: string};

/** The key of an engine, or of nobody, never one of the person who runs the tests. */
const run = (args: readonly string[], endpoint: string): Promise<Run> =>
  new Promise((resolve) => {
    const env = {...process.env, AWS_ENDPOINT_URL: endpoint};
    execFile(process.execPath, [command, ...args], {env}, (error, stdout, stderr) =>
      resolve({code: Number(error?.code ?? 0), lines: stdout.trimEnd().split('\n'), errors: stderr}),
    );
  });

const nowhere = 'http://127.0.0.1:1';

test('the doctor says what it can be told, and what it was told wrong', async (t) => {
  const help = await run(['--help'], nowhere);
  const mistake = await run(['--stack', 'myblog'], nowhere);

  t.is(help.code, 0);
  t.regex(help.lines[0] ?? '', /^usage: npm run doctor/);
  t.is(mistake.code, 1);
  t.regex(mistake.errors, /see npm run doctor -- --help/);
});

test('without anybody to ask, it checks the rest, and a blog that was to be there is wrong', async (t) => {
  const {code, lines} = await run([], nowhere);

  t.is(code, 1);
  t.true(lines.some((line) => /^wrong {8}Deployed: expected an AWS engine at http:\/\/127\.0\.0\.1:1/.test(line)));
  t.true(lines.some((line) => /^ok {11}Permission: /.test(line)));
  t.true(lines.some((line) => /^not checked {2}Environment, One-click answer, Identity, /.test(line)));
  t.regex(lines.at(-1) ?? '', /^\d+ wrong, .*not checked, .* ok; what to do first \(/);
});

test('of the blog on this machine, it asks what is deployed and clicks once', async (t) => {
  const {engine, siteUrl, stackName} = blogUnderTest();

  const {lines} = await run(['--stack-name', stackName, '--region', engine.region], engine.endpoint);

  const [deployed, environment, click] = ['Deployed', 'Environment', 'One-click answer'].map((title) =>
    lines.find((line) => line.slice(13).startsWith(`${title}: `)),
  );
  t.is(deployed, `ok           Deployed: ${stackName} in ${engine.region}`);
  t.regex(environment ?? '', /^ok /);
  t.is(
    click,
    `ok           One-click answer: POST ${siteUrl}/api/subscribers/unsubscribe answers without cookies and without redirecting`,
  );
  t.true(lines.some((line) => /^not checked .*DKIM.*: the local engine has no account, DKIM/.test(line)));
});
