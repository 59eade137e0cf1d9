import test from 'ava';
import fc from 'fast-check';
import {guarded, unguarded} from '../../../operate/subscribers/formula-guard.ts';

const cell = test.macro({
  exec: (t, text: string, written: string) => {
    t.is(guarded(text), written);
    t.is(unguarded(written), text);
  },
  title: (_, text: string) =>
    `the cell ${JSON.stringify(text)} is not computed by a spreadsheet, and can be read again`,
});

for (const first of ['=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20'])
  test(cell, `${first}1+1`, `'${first}1+1`);
test(cell, "'=1+1", "''=1+1");
test(cell, 'Ada = Lovelace', 'Ada = Lovelace');
test(cell, "'t Hooft", "'t Hooft");
test(cell, '', '');

test('whatever a cell says, reading gives back what was written', (t) => {
  const text = fc.string({unit: fc.constantFrom(...`'=+-@\t a;,"\n`)});
  fc.assert(
    fc.property(text, (one) => unguarded(guarded(one)) === one),
    {seed: 7, numRuns: 5000},
  );
  t.pass();
});
