// Every kind of photo, cut off or with a few bits turned over.
import type {HostileFile} from './hostile-case.ts';
import {seeds} from './seed-pictures.ts';
import {seededRandom} from './seeded-random.ts';

const cutOff = (kind: string, file: Buffer): readonly HostileFile[] =>
  Array.from({length: 99}, (_, at) => ({
    name: `a ${kind} cut off at ${at + 1} %`,
    make: () => file.subarray(0, Math.floor((file.length * (at + 1)) / 100)),
  }));

const turned = (kind: string, file: Buffer, times: number): readonly HostileFile[] => {
  const random = seededRandom(file.length);
  return Array.from({length: times}, (_, at) => {
    const bytes = Buffer.from(file);
    for (let turns = 1 + Math.floor(random() * 4); turns > 0; turns -= 1) {
      const place = Math.floor(random() * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    return {name: `a ${kind} with turned bits (${at + 1})`, make: () => bytes};
  });
};

/** Of each kind 99 that are cut off, at each hundredth, and `times` with one to four bits turned. */
export const damagedFiles = (times: number): readonly HostileFile[] =>
  Object.entries(seeds).flatMap(([kind, file]) => [...cutOff(kind, file), ...turned(kind, file, times)]);
