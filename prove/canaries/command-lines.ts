// What everybody on the machine can see of every process: the words that it was started with. Linux only; elsewhere there is none.
import {readdirSync, readFileSync} from 'node:fs';

const readOne = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It has ended meanwhile.
    return '';
  }
};

const readAll = (): readonly string[] => {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(readOne);
  } catch {
    return [];
  }
};

const everyMs = 200;

/** Looks again and again until it is told to stop; answers every command line that was seen. */
export const watchCommandLines = () => {
  const seen = new Set<string>();
  const look = () => {
    for (const line of readAll()) seen.add(line);
  };
  look();
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    return [...seen];
  };
};
