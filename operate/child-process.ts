import {spawn} from 'node:child_process';
import {text} from 'node:stream/consumers';

export type Environment = Readonly<Record<string, string | undefined>>;

type Ended = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Runs a command that is not on the terminal. A command that does not exist ends with code 127, as in a shell. */
export const capture = async (
  command: string,
  args: readonly string[],
  {input = '', env = process.env}: {readonly input?: string; readonly env?: Environment} = {},
): Promise<Ended> => {
  const child = spawn(command, args, {env: {...env}, stdio: ['pipe', 'pipe', 'pipe']});
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  // A command that ends before it has read its input closes the pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return {code, stdout, stderr};
};

/** Runs a command on the terminal, questions and all; its exit code. Until it ends, signals are for it to answer. */
export const show = async (
  command: string,
  args: readonly string[],
  env: Environment = process.env,
): Promise<number> => {
  const child = spawn(command, args, {env: {...env}, stdio: 'inherit'});
  // Ctrl-C reaches it without us, for it is in our terminal's group.
  const interrupted = () => {};
  const terminated = () => child.kill('SIGTERM');
  process.on('SIGINT', interrupted).on('SIGTERM', terminated);
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (code) => resolve(code ?? 1));
  });
  process.off('SIGINT', interrupted).off('SIGTERM', terminated);
  return code;
};
