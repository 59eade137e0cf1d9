// The processes in which the engine runs a function, and the end of them.
import {spawnSync} from 'node:child_process';

/** As ps tells it: `<pid> <parent's pid> <command>`. */
const listProcesses = (): readonly {readonly pid: number; readonly parent: number; readonly command: string}[] =>
  spawnSync('ps', ['-eo', 'pid=,ppid=,args=', '-ww'], {encoding: 'utf8', maxBuffer: 2 ** 24})
    .stdout.split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined ? [] : [{pid: Number(pid), parent: Number(parent), command}];
    });

/** Kills the processes of this function, which are children of this engine; answers how many there were. */
export const killFunction = (enginePid: number, functionName: string): number => {
  const found = listProcesses().filter(
    ({parent, command}) => parent === enginePid && command.includes(`/ministack-lambda-${functionName}-`),
  );
  for (const {pid} of found) process.kill(pid, 'SIGKILL');
  return found.length;
};
