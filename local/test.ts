// `npm test`: the blog on an engine and ports of its own, and every test beside it.
import {spawn} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {constants} from 'node:os';
import {UserError} from '../operate/user-error.ts';
import {startCloud} from './cloud.ts';
import {startEdge} from './edge.ts';
import {inLocal, inRoot, root} from './places.ts';
import {listen} from './server.ts';
import {siteListener} from './site-server.ts';

const name = `test-${process.pid}`;
const stops: (() => Promise<void> | void)[] = [];

const stopEverything = async (): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) await stop();
  rmSync(inLocal(name), {recursive: true, force: true});
};

const runAva = (blogFile: string): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(inRoot('node_modules', '.bin', 'ava'), process.argv.slice(2), {
      cwd: root,
      stdio: 'inherit',
      env: {...process.env, MYBLOG_UNDER_TEST: blogFile},
    });
    stops.push(() => void child.kill());
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
  });

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, async () => {
    await stopEverything();
    process.exit(128 + constants.signals[signal]);
  });

const run = async (): Promise<number> => {
  const server = await listen(0);
  stops.push(server.close);
  const blog = await startCloud({
    name,
    stackName: 'myblog-test',
    siteUrl: `http://localhost:${server.port}`,
    onEngine: ({stop}) => stops.push(stop),
    onDeployed: () => {},
  });
  server.serve(siteListener(blog, await startEdge(blog)));
  const {engine, siteUrl, stackName, outputs, authorToken, template, physicalIds} = blog;
  const blogFile = inLocal(name, 'blog.json');
  const {endpoint, region} = engine;
  writeFileSync(
    blogFile,
    JSON.stringify({engine: {endpoint, region}, siteUrl, stackName, outputs, authorToken, template, physicalIds}),
  );
  return runAva(blogFile);
};

const code = await run().catch((error: unknown) => {
  console.error(error instanceof UserError ? `npm test failed: ${error.message}` : error);
  return 1;
});
await stopEverything();
process.exit(code);
