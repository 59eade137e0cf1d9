// `npm run bench`: every figure, one after another, and the table of them in README.md.

import {availableParallelism} from 'node:os';
import {inRoot} from '../local/places.ts';
import {readOptions, runCommand} from '../operate/command-line.ts';
import {explain} from '../operate/sdk-errors.ts';
import {sharp} from '../src/adapters/sharp.ts';
import {benchOptions, type Figure, missesOf, type Row, rowsTable, usageOf} from './figure.ts';
import {figures} from './figures.ts';
import {parsePairs} from './pairs.ts';
import {writeSection} from './readme-section.ts';

const about = 'Measures all figures (half an hour) and writes their table into README.md.';

type Measured = {readonly rows: readonly Row[]; readonly faults: readonly string[]};

/** A figure that cannot be measured is said to be so, and the others go on. */
const measureFigure = async ({script, measure}: Figure, pairs: number): Promise<Measured> => {
  console.error(`\n${script}`);

  try {
    const rows = await measure(pairs);

    return {rows, faults: missesOf(rows)};
  } catch (error) {
    return {
      rows: [{what: `\`npm run ${script}\``, measured: 'could not be measured'}],
      faults: [`${script}: ${explain(error)}`],
    };
  }
};

const sectionOf = (rows: readonly Row[], pairs: number): string => `${rowsTable(rows)}

Ratios of sides that ran in turn on one machine: the median of ${pairs} pairs, in brackets the lowest and the highest photo or, for the
generator, pair. CPU is the user and system time of all processes. With Node ${process.versions.node}, sharp ${sharp.versions.sharp}, libvips
${sharp.versions.vips}, ${availableParallelism()} cores.`;

await runCommand(async () => {
  const {pairs: wanted, help} = readOptions('bench', benchOptions);

  if (help) {
    console.log(usageOf('bench', about));

    return;
  }

  const pairs = parsePairs(wanted);
  const measured: Measured[] = [];

  for (const figure of figures) {
    measured.push(await measureFigure(figure, pairs));
  }

  const rows = measured.flatMap((figure) => figure.rows);
  const faults = measured.flatMap((figure) => figure.faults);

  writeSection(inRoot('README.md'), sectionOf(rows, pairs));
  console.log(`\n${rowsTable(rows)}`);

  for (const fault of faults) {
    console.error(fault);
  }

  process.exitCode = faults.length > 0 ? 1 : 0;
});
