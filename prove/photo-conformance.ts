// The matrix of docs/photos.md: measures every row; `--write` writes the document.
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {rows} from '../test/photos/conformance.ts';
import {matrixDocument} from '../test/photos/matrix-document.ts';
import {worstDeviation} from '../test/photos/worst-deviation.ts';

const file = fileURLToPath(new URL('../docs/photos.md', import.meta.url));
const measured = new Map<(typeof rows)[number], number>();

for (const row of rows) {
  const worst = await worstDeviation(row);

  console.log(`${String(worst).padStart(4)} of ${row.limit}  ${row.group}: ${row.input}`);
  measured.set(row, worst);
}

const document = await matrixDocument(measured);
const over = rows.filter((row) => (measured.get(row) ?? 0) > row.limit);

if (process.argv.includes('--write')) {
  writeFileSync(file, document);
} else if (readFileSync(file, 'utf8') !== document) {
  console.log('docs/photos.md is not what was measured: node prove/photo-conformance.ts --write');
  process.exitCode = 1;
}

console.log(`\n${rows.length} kinds of photo, ${over.length} of them farther off than they may be`);
process.exit(over.length > 0 ? 1 : process.exitCode);
