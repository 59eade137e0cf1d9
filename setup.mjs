// What a fresh machine needs before any script can run: npm packages, and a .venv with the pinned Python tools.
// Plain JavaScript for Node 18 and later, with no dependency: it runs before node_modules exists.
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const localFolder = join(root, '.local');
const lockFile = join(localFolder, 'setup.lock');
const logFile = join(localFolder, 'setup.log');

const fail = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

const versionAtLeast = (version, [major, minor]) => {
  const [gotMajor = 0, gotMinor = 0] = version.split('.').map(Number);
  return gotMajor > major || (gotMajor === major && gotMinor >= minor);
};

const requireNode = () => {
  if (!versionAtLeast(process.versions.node, [20, 0]))
    fail(
      `expected Node 20 or later, got ${process.versions.node}: install a current Node from https://nodejs.org and run the command again`,
    );
};

/** The first Python on the PATH that is new enough. */
const findPython = () => {
  let best;
  for (const command of ['python3', 'python', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const asked = spawnSync(command, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {encoding: 'utf8'});
    const version = asked.status === 0 ? asked.stdout.trim() : undefined;
    if (version && versionAtLeast(version, [3, 10])) return command;
    best ??= version;
  }
  return fail(
    `expected Python 3.10 or later, got ${best ?? 'none'}: install it from https://www.python.org or your package manager and run the command again`,
  );
};

/** Runs a command whose output goes to the log; says every few seconds that it is still at it. */
const step = (title, command, args, hint) =>
  new Promise((resolve) => {
    const startedAt = Date.now();
    const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
    console.log(`${title} …`);
    const log = openSync(logFile, 'a');
    const child = spawn(command, args, {cwd: root, stdio: ['ignore', log, log]});
    running = child;
    const beat = setInterval(() => console.log(`  still at it, ${seconds()}`), 15_000);
    const end = (error) => {
      clearInterval(beat);
      running = undefined;
      if (error) fail(`${title}: ${error}. ${hint} The whole output is in .local/setup.log`);
      console.log(`  done in ${seconds()}`);
      resolve();
    };
    child.on('error', (error) => end(error.message));
    child.on('exit', (code, signal) => end(code === 0 ? undefined : `ended with ${signal ?? `code ${code}`}`));
  });

const hashOf = (...files) => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(join(root, file)));
  return hash.update(process.platform + process.arch).digest('hex');
};

const stamp = (folder) => join(root, folder, '.setup-stamp');
const isCurrent = (folder, hash) => existsSync(stamp(folder)) && readFileSync(stamp(folder), 'utf8') === hash;

const installPackages = async (hash) => {
  if (isCurrent('node_modules', hash)) return;
  const npm = process.env.npm_execpath;
  await step(
    'Installing the npm packages of package-lock.json (about half a minute)',
    npm ? process.execPath : 'npm',
    [...(npm ? [npm] : []), 'ci', '--no-audit', '--no-fund'],
    'Check the network and run the command again.',
  );
  writeFileSync(stamp('node_modules'), hash);
};

const installTools = async (hash) => {
  if (isCurrent('.venv', hash)) return;
  const python = findPython();
  rmSync(join(root, '.venv'), {recursive: true, force: true});
  await step(
    'Making a Python environment in .venv',
    python,
    ['-m', 'venv', '.venv'],
    "On Debian and Ubuntu, 'apt install python3-venv' brings what is missing.",
  );
  await step(
    'Installing the tools of requirements.txt into it: the local AWS engine, SAM CLI, cfn-lint (about a minute)',
    join(root, '.venv', 'bin', 'python'),
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--requirement', 'requirements.txt'],
    'Check the network and run the command again.',
  );
  writeFileSync(stamp('.venv'), hash);
};

/** Node 24 runs the TypeScript; the npm package `node` brings it, where its platform is supported. */
const requireNode24 = () => {
  const brought = spawnSync(join(root, 'node_modules', '.bin', 'node'), ['--version'], {encoding: 'utf8'});
  const version = (brought.status === 0 ? brought.stdout.trim().slice(1) : undefined) ?? process.versions.node;
  if (!versionAtLeast(version, [24, 0]))
    fail(
      `expected Node 24 in node_modules, got ${version}: no build of the npm package 'node' fits this platform, so install Node 24 from https://nodejs.org`,
    );
};

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Two set-ups at once would tear each other's folders down. */
const lock = () => {
  try {
    writeFileSync(lockFile, String(process.pid), {flag: 'wx'});
  } catch {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    if (alive(owner))
      fail(
        `another set-up (process ${owner}) is at work in this folder: wait until it is done and run the command again`,
      );
    writeFileSync(lockFile, String(process.pid));
  }
  process.on('exit', () => rmSync(lockFile, {force: true}));
};

let running;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    running?.kill(signal);
    process.exit(130);
  });
}

requireNode();
if (process.platform === 'win32')
  fail(
    'expected Linux or macOS, got Windows: run the command inside WSL (https://learn.microsoft.com/windows/wsl/install)',
  );
const packages = hashOf('package-lock.json');
const tools = hashOf('requirements.txt');
if (!isCurrent('node_modules', packages) || !isCurrent('.venv', tools)) {
  mkdirSync(localFolder, {recursive: true});
  lock();
  await installPackages(packages);
  await installTools(tools);
}
requireNode24();
