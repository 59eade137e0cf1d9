import {readFileSync} from 'node:fs';
import test from 'ava';
import {staticFiles, stylesheetUrl} from '../../src/domain/static-files.ts';

const styles = readFileSync('src/site/styles.css', 'utf8');

test('static files are named after their content and may be kept for ever', (t) => {
  t.true(staticFiles.length > 0);
  for (const {key, cacheControl} of staticFiles) {
    t.regex(key, /^assets\/[a-z]+\.[0-9a-f]{12}\.[a-z]+$/);
    t.is(cacheControl, 'public, max-age=31536000, immutable');
  }
  t.is(staticFiles.find(({key}) => `/${key}` === stylesheetUrl)?.text, styles);
});

const coloursIn = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));

const light = coloursIn(styles.slice(0, styles.indexOf('@media')));
const dark = coloursIn(
  styles.slice(styles.indexOf('@media screen and (prefers-color-scheme: dark)'), styles.indexOf('box-sizing')),
);

/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a = '#000000', b = '#000000'): number => {
  const [brighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (brighter + 0.05) / (darker + 0.05);
};

const onPaperAndWash = ['ink', 'soft', 'accent'];
const onWash = [...light.keys()].filter((name) => name.startsWith('code-'));

for (const [scheme, colours] of Object.entries({light, dark}))
  test(`all text has the contrast of WCAG AA in the ${scheme} scheme`, (t) => {
    const pairs = [
      ...onPaperAndWash.flatMap((name) => [[name, 'paper'] as const, [name, 'wash'] as const]),
      ...onWash.map((name) => [name, 'wash'] as const),
      ['on-accent', 'accent'] as const,
      ['ink', 'added'] as const,
      ['ink', 'removed'] as const,
    ];
    t.true(onWash.length > 4);
    for (const [text, ground] of pairs) {
      const ratio = contrast(colours.get(text), colours.get(ground));
      t.true(ratio >= 4.5, `${text} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
