import test from 'ava';
import {drift} from '../../generator/drift.ts';

test('equal texts have no drift', (t) => {
  t.is(drift('a\nb\n', 'a\nb\n'), undefined);
});

test('drift shows what is on disk, what would be written, and two lines around', (t) => {
  const lines = ['1', '2', '3', '4', '5', '6', '7'];
  const text = drift(lines.join('\n'), lines.with(3, 'four').join('\n'));

  t.deepEqual(text?.split('\n').toSorted(), ['+ four', '- 4', '  2', '  3', '  5', '  6', '  …'].toSorted());
});

test('a missing file is all drift', (t) => {
  t.is(drift('', 'a'), '- \n+ a');
});
