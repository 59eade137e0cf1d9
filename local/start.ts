import {rmSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {UserError} from '../operate/user-error.ts';
import type {Blog} from './blog.ts';
import {allHold} from './checks/outcomes.ts';
import {sixPictures} from './checks/six-pictures.ts';
import {startCloud} from './cloud.ts';
import {type Deployment, findDenials} from './denials.ts';
import {startEdge} from './edge.ts';
import {ending} from './ending.ts';
import {introductionTo} from './introduction.ts';
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

const {onStop, end, hasBegun} = ending();

/** What is known of the blog so far: enough, after a failure, to ask it which calls were refused. */
let known: Deployment | undefined;

/** Prints the calls that IAM refused so far; whether there were none. */
const hasNoDenials = async (): Promise<boolean> => {
  const denials = known ? await findDenials(known) : [];
  if (denials.length > 0) console.log(`IAM refused:\n${denials.map((denial) => `  ${denial}`).join('\n')}`);
  return denials.length === 0;
};

const startBlog = async (port: number): Promise<Blog> => {
  const siteUrl = `http://localhost:${port}`;
  const claim = claimRun(siteUrl);
  onStop(claim.release);
  const server = await listen(port);
  onStop(server.close);
  const blog = await startCloud({
    name: 'engine',
    stackName: 'myblog',
    siteUrl,
    onEngine: (engine) => {
      known = {engine, outputs: {}, replicas: []};
      onStop(engine.stop);
      claim.tell({endpoint: engine.endpoint, region: engine.region});
    },
    onDeployed: (deployed) => {
      known = {...deployed, replicas: []};
    },
  });
  known = blog;
  server.serve(siteListener(blog, await startEdge(blog)));
  claim.tell({stackName: blog.stackName, stateMachineArn: blog.outputs['PhotosStateMachineArn'] ?? ''});
  writeFileSync(inLocal('author-token'), blog.authorToken, {mode: 0o600});
  onStop(() => rmSync(inLocal('author-token'), {force: true}));
  return blog;
};

const seedBlog = (blog: Blog): Promise<void> =>
  step('Seed: photographs through the upload way, then the posts that show them', (tell) => {
    const runs = new Map<string, string>();
    return seed(blog.visitor, (photograph, status) => {
      if (runs.get(photograph) === status) return;
      runs.set(photograph, status);
      const ready = [...runs.values()].filter((one) => one === 'ready').length;
      tell(`${ready} of ${photographs.length} ready; ${photograph}: ${status}`);
    });
  });

const run = async (): Promise<boolean> => {
  const {port, once} = readArguments();
  const blog = await startBlog(port);
  await seedBlog(blog);
  console.log(introductionTo(blog));
  if (once) {
    const hold = await allHold(sixPictures, blog);
    return (await hasNoDenials()) && hold;
  }
  console.log('  Ctrl-C stops it.');
  throw new UserError(`the local AWS engine ended (${await blog.engine.ended}): run npm start again`);
};

const succeeded = await run().catch(async (error: unknown) => {
  if (hasBegun()) return false;
  // An engine that is gone cannot be asked, and what follows says that it is.
  await hasNoDenials().catch(() => {});
  console.error(error instanceof UserError ? `npm start: ${error.message}` : error);
  return false;
});
await end(succeeded ? 0 : 1);
