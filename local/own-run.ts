// A blog on an engine and a port of its own, for a command that must run beside an `npm start`.
import {mkdirSync, rmSync} from 'node:fs';
import {UserError} from '../operate/user-error.ts';
import type {Blog} from './blog.ts';
import {type CloudOptions, startCloud} from './cloud.ts';
import {startEdge} from './edge.ts';
import {type Ending, ending} from './ending.ts';
import {clearLeftRuns, runName} from './left-engines.ts';
import {inLocal, localFolder} from './places.ts';
import {listen} from './server.ts';
import {siteListener} from './site-server.ts';

export type OwnRun = Pick<Ending, 'onStop' | 'stopAll'> & {
  /** A file of this run; all of them are gone when it ends. */
  inFolder(file: string): string;
  startBlog(options?: Pick<CloudOptions, 'engine' | 'templates'>): Promise<Blog>;
};

/** Ends the process with the code that `work` answers, or with 1 if it throws, and leaves nothing behind. */
export const ownRun = async (command: string, work: (run: OwnRun) => Promise<number>): Promise<never> => {
  const name = runName(command, process.pid);
  const {onStop, stopAll, end, hasBegun} = ending();
  mkdirSync(localFolder, {recursive: true});
  clearLeftRuns(command);
  const removeFolder = () => rmSync(inLocal(name), {recursive: true, force: true});

  const startBlog: OwnRun['startBlog'] = async (options = {}) => {
    onStop(removeFolder);
    const server = await listen(0);
    onStop(server.close);
    const blog = await startCloud({
      ...options,
      name,
      stackName: `myblog-${command}`,
      siteUrl: `http://localhost:${server.port}`,
      onEngine: ({stop}) => onStop(stop),
    });
    // An engine that was given has made no folder.
    mkdirSync(inLocal(name), {recursive: true});
    server.serve(siteListener(blog, await startEdge(blog)));
    return blog;
  };

  const inFolder = (file: string) => inLocal(name, file);
  const code = await work({inFolder, startBlog, onStop, stopAll}).catch((error: unknown) => {
    if (!hasBegun()) console.error(error instanceof UserError ? `${command} failed: ${error.message}` : error);
    return 1;
  });
  return end(code);
};
