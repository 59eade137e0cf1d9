// A blog on an engine and a port of its own, for a command that must run beside an `npm start`.
import {rmSync} from 'node:fs';
import {constants} from 'node:os';
import {UserError} from '../operate/user-error.ts';
import type {Blog} from './blog.ts';
import {type CloudOptions, startCloud} from './cloud.ts';
import {startEdge} from './edge.ts';
import {inLocal} from './places.ts';
import {listen} from './server.ts';
import {siteListener} from './site-server.ts';

type Stop = () => Promise<void> | void;

export type OwnRun = {
  /** A file of this run; all of them are gone when it ends. */
  inFolder(file: string): string;
  startBlog(options?: Pick<CloudOptions, 'decisionsFile' | 'templates'>): Promise<Blog>;
  /** What was started last is stopped first, also when the command is interrupted. */
  onStop(stop: Stop): void;
};

/** Ends the process with the code that `work` answers, or with 1 if it throws, and leaves nothing behind. */
export const ownRun = async (command: string, work: (run: OwnRun) => Promise<number>): Promise<never> => {
  const name = `${command}-${process.pid}`;
  const stops: Stop[] = [];
  let ending: Promise<never> | undefined;

  /** Whoever comes first says with which code. What is still at work meanwhile may start something that must be stopped too. */
  const end = (code: number): Promise<never> => {
    ending ??= (async () => {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
      rmSync(inLocal(name), {recursive: true, force: true});
      process.exit(code);
    })();
    return ending;
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => end(128 + constants.signals[signal]));

  const startBlog: OwnRun['startBlog'] = async (options = {}) => {
    const server = await listen(0);
    stops.push(server.close);
    const blog = await startCloud({
      ...options,
      name,
      stackName: `myblog-${command}`,
      siteUrl: `http://localhost:${server.port}`,
      onEngine: ({stop}) => stops.push(stop),
      onDeployed: () => {},
    });
    server.serve(siteListener(blog, await startEdge(blog)));
    return blog;
  };

  const onStop = (stop: Stop) => void stops.push(stop);
  const code = await work({inFolder: (file) => inLocal(name, file), startBlog, onStop}).catch((error: unknown) => {
    // Interrupted work fails, and says nothing new.
    if (!ending) console.error(error instanceof UserError ? `${command} failed: ${error.message}` : error);
    return 1;
  });
  return end(code);
};
