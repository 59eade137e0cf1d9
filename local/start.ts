import {rmSync, writeFileSync} from 'node:fs';
import {constants} from 'node:os';
import {parseArgs} from 'node:util';
import {UserError} from '../operate/user-error.ts';
import {type Blog, regionsOf} from './blog.ts';
import {sixPictures} from './checks/six-pictures.ts';
import {startCloud} from './cloud.ts';
import {findDenials} from './denials.ts';
import {startEdge} from './edge.ts';
import {photographs} from './photographs.ts';
import {inLocal} from './places.ts';
import {claimRun} from './run-file.ts';
import {seed} from './seed.ts';
import {listen} from './server.ts';
import {siteListener} from './site-server.ts';
import {step} from './step.ts';

const usage = 'usage: npm start -- [--port N] [--once]';

const readArguments = (): {readonly port: number; readonly once: boolean} => {
  const options = {port: {type: 'string', default: '8080'}, once: {type: 'boolean', default: false}} as const;
  try {
    const {values} = parseArgs({options});
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new Error(`expected a port from 1 to 65535, got '${values.port}'`);
    return {port, once: values.once};
  } catch (error) {
    throw new UserError(`${(error as Error).message}; ${usage}`, {cause: error});
  }
};

const stops: (() => Promise<void> | void)[] = [];

let ending: Promise<void> | undefined;

/** Undoes what was started, last first; what is still at work meanwhile may start something that must be stopped too. */
const stopEverything = (): Promise<void> => {
  ending ??= (async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop())
      await Promise.resolve(stop()).catch((error: unknown) => console.error(error));
  })();
  return ending;
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, async () => {
    console.log('\nStopping …');
    await stopEverything();
    process.exit(128 + constants.signals[signal]);
  });

/** What is known of the blog so far: enough, after a failure, to ask it which calls were refused. */
let known: Partial<Pick<Blog, 'engine' | 'outputs' | 'replicas'>> = {};

/** Prints the calls that IAM refused so far; whether there were none. */
const hasNoDenials = async (): Promise<boolean> => {
  const {engine, outputs, replicas = []} = known;
  const denials = engine
    ? await findDenials(engine, outputs?.['PhotosStateMachineArn'], regionsOf({engine, replicas}))
    : [];
  if (denials.length > 0) console.log(`IAM refused:\n${denials.map((denial) => `  ${denial}`).join('\n')}`);
  return denials.length === 0;
};

const startBlog = async (port: number): Promise<Blog> => {
  const siteUrl = `http://localhost:${port}`;
  const claim = claimRun(siteUrl);
  stops.push(claim.release);
  const server = await listen(port);
  stops.push(server.close);
  const blog = await startCloud({
    name: 'engine',
    stackName: 'myblog',
    siteUrl,
    onEngine: (engine) => {
      known = {engine};
      stops.push(engine.stop);
      const {endpoint, region, pid} = engine;
      claim.tell({endpoint, region, ...(pid && {enginePid: pid})});
    },
    onDeployed: (deployed) => {
      known = deployed;
    },
  });
  known = blog;
  server.serve(siteListener(blog, await startEdge(blog)));
  claim.tell({stackName: blog.stackName, stateMachineArn: blog.outputs['PhotosStateMachineArn'] ?? ''});
  writeFileSync(inLocal('author-token'), blog.authorToken, {mode: 0o600});
  stops.push(() => rmSync(inLocal('author-token'), {force: true}));
  return blog;
};

const seedBlog = (blog: Blog) =>
  step('Seed: photographs through the upload way, then the posts that show them', (tell) => {
    const runs = new Map<string, string>();
    return seed(blog.visitor, (photograph, status) => {
      if (runs.get(photograph) === status) return;
      runs.set(photograph, status);
      const ready = [...runs.values()].filter((one) => one === 'ready').length;
      tell(`${ready} of ${photographs.length} ready; ${photograph}: ${status}`);
    });
  });

const introduce = (blog: Blog): void => {
  const {siteUrl, authorToken} = blog;
  const [, far] = regionsOf(blog);
  console.log(`
  Site          ${siteUrl}
  Inbox         ${siteUrl}/_local/inbox
  Photo runs    ${siteUrl}/_local/runs, or: npm run runs -- --watch
  Author token  ${authorToken}
                (also in .local/author-token)${
                  far
                    ? `
  Elsewhere     curl -i -H 'x-local-edge: ${far}' '${siteUrl}/api/posts?limit=1'
                and with that region down: -H 'x-local-dead: ${far}'`
                    : ''
                }
`);
};

/** A line a picture; whether all hold. */
const checkPictures = async (blog: Blog): Promise<boolean> => {
  let allHold = true;
  for (const {name, check} of sixPictures) {
    const outcome = await check(blog).then(
      (figure) => `ok (${figure})`,
      (error: Error) => {
        allHold = false;
        return `FAILED: ${error.message}`;
      },
    );
    console.log(`${name} … ${outcome}`);
  }
  return allHold;
};

const run = async (): Promise<boolean> => {
  const {port, once} = readArguments();
  const blog = await startBlog(port);
  await seedBlog(blog);
  introduce(blog);
  if (once) {
    const allHold = await checkPictures(blog);
    return (await hasNoDenials()) && allHold;
  }
  console.log('  Ctrl-C stops it.');
  throw new UserError(`the local AWS engine ended (${await blog.engine.ended}): run npm start again`);
};

const succeeded = await run().catch(async (error: unknown) => {
  // Interrupted work fails, and says nothing new.
  if (ending) return false;
  await hasNoDenials();
  console.error(error instanceof UserError ? `npm start: ${error.message}` : error);
  return false;
});
await stopEverything();
process.exit(succeeded ? 0 : 1);
