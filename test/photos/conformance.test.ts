import {readFileSync} from 'node:fs';
import test from 'ava';
import {rows} from './conformance.ts';
import {documentedKey, documentedWorst, matrixDocument} from './matrix-document.ts';
import {worstDeviation} from './worst-deviation.ts';

const document = readFileSync(new URL('../../docs/photos.md', import.meta.url), 'utf8');
const documented = documentedWorst(document);

/** Another release of a codec rounds differently. */
const tolerance = 3;

for (const row of rows)
  test.serial(`${row.input} becomes ${row.becomes}, as docs/photos.md has it`, async (t) => {
    const worst = await worstDeviation(row);

    t.true(worst <= row.limit, `${worst} of at most ${row.limit}`);
    t.true(Math.abs(worst - (documented.get(documentedKey(row)) ?? Number.NaN)) <= tolerance, `${worst} is measured`);
  });

test('docs/photos.md has these rows and no others, and every sentence as it is', async (t) => {
  const asDocumented = new Map(rows.map((row) => [row, documented.get(documentedKey(row)) ?? Number.NaN]));

  t.is(documented.size, rows.length);
  t.is(document, await matrixDocument(asDocumented));
});
