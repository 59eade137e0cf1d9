import test from 'ava';
import {withSection} from '../../bench/readme-section.ts';

test('only what stands between the markers is written anew', (t) => {
  const written = withSection('# A\n<!-- bench -->\nold\n<!-- /bench -->\n# B\n', 'new\n');

  t.is(written, '# A\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\n# B\n');
  t.is(withSection(written, 'new'), written);
});

for (const [title, text] of [
  ['without markers', '# A'],
  ['without its end', '<!-- bench -->'],
  ['whose end comes first', '<!-- /bench --><!-- bench -->'],
  ['with two sections', '<!-- bench --><!-- /bench --><!-- bench --><!-- /bench -->'],
] as const) {
  test(`a text ${title} is refused`, (t) => {
    t.throws(() => withSection(text, 'new'), {message: /each once/});
  });
}
