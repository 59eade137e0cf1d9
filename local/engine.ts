import {spawn} from 'node:child_process';
import {closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {dirname, join} from 'node:path';
import {UserError} from '../operate/user-error.ts';
import {clearFolder, forgetEngine, noteEngine} from './left-engines.ts';
import {inLocal, inRoot} from './places.ts';
import {until} from './until.ts';

/** The local AWS engine: where it answers, and how to end it if it is ours. */
export type Engine = {
  readonly endpoint: string;
  readonly region: string;
  readonly logFile?: string;
  /** Of the process that leads the engine's group, if it is ours. */
  readonly pid?: number;
  /** Resolves, with how, when the engine is gone; never for an engine that was given. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
};

/** A port of the loopback interface that is free now. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const isHealthy = async (endpoint: string): Promise<true | undefined> =>
  fetch(`${endpoint}/_ministack/health`, {signal: AbortSignal.timeout(2000)})
    .then((answer) => answer.ok || undefined)
    .catch(() => undefined);

/** Uses the engine that AWS_ENDPOINT_URL names; stopping leaves it alone. */
const givenEngine = async (endpoint: string, region: string): Promise<Engine> => {
  const answered = await fetch(endpoint, {signal: AbortSignal.timeout(3000)}).then(
    () => true,
    () => false,
  );
  if (!answered)
    throw new UserError(
      `expected an AWS engine at ${endpoint} (AWS_ENDPOINT_URL), got no answer: start it, or unset the variable and one is started for you`,
    );
  return {endpoint, region, ended: new Promise(() => {}), stop: async () => {}};
};

export type EngineOptions = {
  /** Where it shall write down what its IAM decides about roles. */
  readonly decisionsFile?: string;
  /** How many functions may run at once, all together; as many as the machine has memory for unless said. */
  readonly concurrency?: number;
  /** Of this machine, where its SES hands on every mail by SMTP, as it was sent. */
  readonly smtpPort?: number;
};

/** Functions inherit the engine's environment, so it gets a clean one: Node 24 first, no credentials, no proxies. */
const engineEnvironment = (
  port: number,
  region: string,
  folder: string,
  {decisionsFile, concurrency, smtpPort}: EngineOptions,
): NodeJS.ProcessEnv => ({
  PATH: [dirname(process.execPath), inRoot('.venv', 'bin'), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
  HOME: folder,
  TMPDIR: join(folder, 'tmp'),
  STATE_DIR: join(folder, 'state'),
  S3_DATA_DIR: join(folder, 's3'),
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  MINISTACK_HOST: 'localhost',
  MINISTACK_REGION: region,
  AUTH: 'true',
  IOT_MTLS_ENABLED: '0',
  SFTP_ENABLED: '0',
  PYTHONDONTWRITEBYTECODE: '1',
  ...(decisionsFile && {MYBLOG_DECISIONS_FILE: decisionsFile}),
  ...(concurrency && {LAMBDA_ACCOUNT_CONCURRENCY: String(concurrency)}),
  ...(smtpPort && {SMTP_HOST: `127.0.0.1:${smtpPort}`}),
});

/** Starts MiniStack on a free port, with IAM enforced and nothing in it; `name` keeps two engines' files apart. */
const ownEngine = async (name: string, region: string, options: EngineOptions): Promise<Engine> => {
  const python = inRoot('.venv', 'bin', 'python');
  if (!existsSync(python))
    throw new UserError(`expected ${python}, got nothing: remove .venv and run the command again to install it anew`);
  const folder = inLocal(name);
  clearFolder(folder);
  mkdirSync(join(folder, 'tmp'), {recursive: true});
  // The engine's own function runner is CommonJS, and this project's package.json says otherwise.
  writeFileSync(join(folder, 'package.json'), '{"type": "commonjs"}');
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const logFile = join(folder, 'engine.log');
  const log = openSync(logFile, 'a');
  const child = spawn(python, [inRoot('local', 'engine.py')], {
    cwd: folder,
    env: engineEnvironment(port, region, folder, options),
    stdio: ['ignore', log, log],
    // A group of its own, so that Ctrl-C reaches it only through us and its function workers end with it.
    detached: true,
  });
  closeSync(log);
  if (child.pid) noteEngine(folder, child.pid);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const signalGroup = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // The group is gone already, which is what was wanted.
    }
  };
  let stopping: Promise<void> | undefined;
  const end = async () => {
    signalGroup('SIGTERM');
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
    signalGroup('SIGKILL');
    await ended;
    forgetEngine(folder);
    for (const left of ['tmp', 'state', 's3']) rmSync(join(folder, left), {recursive: true, force: true});
  };
  // Once: later its number may be another's.
  const stop = () => {
    stopping ??= end();
    return stopping;
  };
  const outcome = await Promise.race([
    until('the engine', () => isHealthy(endpoint), {seconds: 30}).then(
      () => 'healthy' as const,
      () => 'it did not answer within 30 s',
    ),
    ended.then((how) => `it ended with ${how}`),
  ]);
  if (outcome === 'healthy') return {endpoint, region, logFile, ...(child.pid && {pid: child.pid}), ended, stop};
  await stop();
  const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' / ');
  throw new UserError(
    `the local AWS engine did not come up, ${outcome}: remove .venv and run the command again to install it anew (its last words, in ${logFile}: ${lastLines})`,
  );
};

/** An engine that was given takes no options. */
export const startEngine = async (name: string, region: string, options: EngineOptions = {}): Promise<Engine> => {
  const given = process.env['AWS_ENDPOINT_URL'];
  if (given && Object.keys(options).length > 0)
    throw new UserError(
      `expected to start an engine with settings of its own, got one at ${given} (AWS_ENDPOINT_URL): unset the variable`,
    );
  return given ? givenEngine(given.replace(/\/$/, ''), region) : ownEngine(name, region, options);
};
