// Every hostile file through validation and resizing, each in a process of its own: how it ends, and what it costs.

import {damagedFiles} from '../test/photos/damaged-files.ts';
import {endOf, faultsOf} from '../test/photos/faults-of.ts';
import type {HostileFile} from '../test/photos/hostile-case.ts';
import {hostileFiles} from '../test/photos/hostile-files.ts';
import {type Outcome, photoProcess, runAlone} from '../test/photos/photo-process.ts';

const maxCpuSeconds = 8;
const maxPeakMb = 512;
const turnedBits = 50;

type Row = {
  readonly name: string;
  readonly bytes: number;
  readonly end: string;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly faults: readonly string[];
};

type Run = (file: Uint8Array, options: HostileFile) => Promise<Outcome>;

const measured = async (file: HostileFile, run: Run): Promise<Row> => {
  const bytes = await file.make();
  const outcome = await run(bytes, file);
  const {cpuSeconds, peakMb} = outcome;
  const faults = [...(await faultsOf(file, outcome))];

  if (cpuSeconds > maxCpuSeconds) {
    faults.push(`expected at most ${maxCpuSeconds} s of CPU, got ${cpuSeconds}`);
  }

  if (peakMb > maxPeakMb) {
    faults.push(`expected at most ${maxPeakMb} MB, got ${peakMb}`);
  }

  return {name: file.name, bytes: bytes.byteLength, end: endOf(outcome), cpuSeconds, peakMb, faults};
};

const line = ({name, bytes, end, cpuSeconds, peakMb, faults}: Row): string =>
  `${cpuSeconds.toFixed(2).padStart(6)} s ${peakMb.toFixed(0).padStart(4)} MB ${String(bytes).padStart(9)} bytes  ${end.padEnd(19)} ${name}${faults.map((fault) => `\n    FAULT ${fault}`).join('')}`;

const alone = async (): Promise<readonly Row[]> => {
  const rows: Row[] = [];

  for (const file of hostileFiles) {
    const row = await measured(file, runAlone);

    console.log(line(row));
    rows.push(row);
  }

  return rows;
};

/** One process for all, which a crash or a hang would end: the next file then has a new one. */
const oneAfterAnother = async (): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  const photos = photoProcess();

  for (const file of damagedFiles(turnedBits)) {
    const row = await measured(file, photos.run);

    if (row.faults.length > 0) {
      console.log(line(row));
    }

    rows.push(row);
  }

  photos.stop();

  return rows;
};

const count = (rows: readonly Row[], end: string): number => rows.filter((row) => row.end === end).length;

const worst = (rows: readonly Row[], of: 'cpuSeconds' | 'peakMb'): Row =>
  rows.reduce((most, row) => (row[of] > most[of] ? row : most));

const first = await alone();
const damaged = await oneAfterAnother();
const all = [...first, ...damaged];
const slowest = worst(all, 'cpuSeconds');
const largest = worst(all, 'peakMb');
const faults = all.filter((row) => row.faults.length > 0);

console.log(`
${damaged.length} files that are cut off or have turned bits: ${count(damaged, 'made')} made, ${damaged.length - count(damaged, 'made')} refused
${all.length} hostile files: ${count(all, 'made')} made without metadata, ${all.length - count(all, 'made') - faults.length} refused with a sentence, ${faults.length} with faults
most time: ${slowest.cpuSeconds.toFixed(2)} s of CPU, ${slowest.name}
most memory: ${largest.peakMb.toFixed(0)} MB, ${largest.name}`);

process.exit(faults.length > 0 ? 1 : 0);
