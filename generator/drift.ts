import {diff} from 'node:util';

const contextLines = 2;
const sign = {'-1': '+', '0': ' ', '1': '-'} as const;

/** What of the file is not what the generator writes, line by line with its surroundings; undefined if nothing. */
export const drift = (onDisk: string, generated: string): string | undefined => {
  if (onDisk === generated) {
    return undefined;
  }

  const entries = diff(onDisk.split('\n'), generated.split('\n'));
  const changed = entries.flatMap(([operation], i) => (operation === 0 ? [] : [i]));
  const near = (i: number): boolean => changed.some((j) => Math.abs(i - j) <= contextLines);

  return entries
    .flatMap(([operation, line], i) => {
      if (!near(i)) {
        return near(i - 1) ? ['  …'] : [];
      }

      return [`${sign[`${operation}`]} ${line}`];
    })
    .join('\n');
};
