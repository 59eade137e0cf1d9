import test from 'ava';
import {BlogError} from '../../src/domain/errors.ts';
import {maxPhotosInPost, renderMarkdown} from '../../src/domain/markdown.ts';
import {fillPhotos} from '../../src/domain/photo-slots.ts';

const photo = '01KJN3V2Q8ZR4T6YB0C5D7E9FG';

const htmlOf = (markdown: string): string => renderMarkdown(markdown).html;

const becomes = test.macro({
  exec: (t, markdown: string, html: string) => {
    t.is(htmlOf(markdown), html);
  },
  title: (_, markdown: string) => `${JSON.stringify(markdown)} becomes its html`,
});
test(becomes, 'A *very* **clear** `day`', '<p>A <em>very</em> <strong>clear</strong> <code>day</code></p>');
test(becomes, '~~rain~~', '<p><del>rain</del></p>');
test(becomes, '## Morning\n\n### Five', '<h2>Morning</h2>\n<h3>Five</h3>');
test(becomes, '# Morning\n\n## Five\n\n###### Six', '<h2>Morning</h2>\n<h3>Five</h3>\n<h6>Six</h6>');
test(becomes, '[a](/posts/b/ "c")', '<p><a href="/posts/b/" title="c">a</a></p>');
test(becomes, '[a](https://b.example/)', '<p><a href="https://b.example/" rel="external noopener">a</a></p>');
test(becomes, '[a](//b.example/)', '<p><a href="//b.example/" rel="external noopener">a</a></p>');
test(becomes, '[a](mailto:b@c.example)', '<p><a href="mailto:b@c.example">a</a></p>');
test(becomes, '```\na < b\n```', '<pre><code>a &#x3C; b\n</code></pre>');
test(becomes, '```nolanguage\na\n```', '<pre><code class="hljs language-nolanguage">a\n</code></pre>');
test(
  becomes,
  '```js\nlet a\n```',
  '<pre><code class="hljs language-js"><span class="hljs-keyword">let</span> a\n</code></pre>',
);
test(becomes, 'a <b>c</b> <!-- d -->', '<p>a c </p>');
test(becomes, '<div>\na\n</div>', '');

test('a table keeps its alignment', (t) => {
  t.regex(htmlOf('| a |\n|--:|\n| 1 |'), /<td align="right">1<\/td>/);
});

test('a footnote and its mark lead to each other', (t) => {
  const html = htmlOf('a[^1]\n\n[^1]: b');

  const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  t.is(targets.length, 2);
  for (const id of targets) t.true(html.includes(`id="${id}"`));
});

test('a photo alone in its paragraph is a figure with its title as the caption', (t) => {
  const {html, photos} = renderMarkdown(`![A boat](photo:${photo} "Lake <b>")`);

  t.is(
    fillPhotos(html, (id, alt) => `[${id} ${alt}]`),
    `<figure>[${photo} A boat]<figcaption>Lake &#x3C;b></figcaption></figure>`,
  );
  t.is(photos.join(), photo);
});

test('a photo in a line of text stays there', (t) => {
  const {html} = renderMarkdown(`See ![this](photo:${photo}) and [![that][x]](/a)\n\n[x]: photo:${photo}`);

  t.is(
    fillPhotos(html, (_, alt) => `[${alt}]`),
    '<p>See [this] and <a href="/a">[that]</a></p>',
  );
  t.true(htmlOf(`![first](photo:${photo}) and then`).startsWith('<p><photo-slot'));
});

test('every photo is named once, in order', (t) => {
  const other = photo.replace('1', '2');

  const {photos} = renderMarkdown([other, photo, other].map((id) => `![](photo:${id})`).join('\n\n'));

  t.is(photos.join(), [other, photo].join());
});

const refused = test.macro({
  exec: (t, _: string, markdown: string, sentence: RegExp) => {
    const error = t.throws(() => renderMarkdown(markdown), {instanceOf: BlogError});

    t.is(error.code, 'invalid-request');
    t.is(error.breaches[0]?.at, 'body.markdown');
    t.regex(error.message, sentence);
  },
  title: (_, what: string) => `${what} is refused by a sentence`,
});
test(refused, 'a picture from elsewhere', '![a](https://b.example/c.png)', /photo of this blog.*"https:\/\/b\.example/);
test(refused, 'a picture beside the post', '![a](c.png)', /got "c\.png"/);
test(refused, 'a picture in its own address', '![a](data:image/png;base64,AA)', /got "data:image/);
test(refused, 'a picture without an address', '![a]()', /got ""/);
test(refused, "a malformed photo's id", '![a](photo:xyz)', /26 characters, got "photo:xyz"/);
test(refused, "a photo's id in small letters", `![a](photo:${photo.toLowerCase()})`, /26 characters/);

const photosNumbered = (count: number): string =>
  Array.from({length: count}, (_, n) => `![a](photo:${photo.slice(0, 24)}${String(n).padStart(2, '0')})`).join('\n');
test('as many photos as fit into a transaction are taken', (t) => {
  t.is(renderMarkdown(photosNumbered(maxPhotosInPost)).photos.length, maxPhotosInPost);
});
test(refused, 'one photo more than fits', photosNumbered(maxPhotosInPost + 1), /at most 36 photos.*got 37/);

test('text nested 64 deep is taken', (t) => {
  t.notThrows(() => htmlOf(`${'>'.repeat(62)}a`));
});
test(refused, 'text nested 65 deep', `${'>'.repeat(63)}a`, /at most 64 deep/);
test(refused, 'code that exhausts the highlighter', `\`\`\`py\n${'f"{a'.repeat(20_000)}\n\`\`\``, /at most 64 deep/);

const summarised = test.macro({
  exec: (t, _: string, markdown: string, summary: string) => {
    t.is(renderMarkdown(markdown).summary, summary);
  },
  title: (_, what: string) => `the summary ${what}`,
});
test(summarised, 'is the first paragraph without mark-up', '# A\n\nB *c*\n[d](/e) `f` <i>\n\nG', 'B c d f');
test(summarised, 'passes over a photo', `![A boat](photo:${photo})\n\nText`, 'Text');
test(summarised, 'of a post without a paragraph is empty', '# A\n\n- b', '');
test(summarised, 'of 200 characters is whole', 'x'.repeat(200), 'x'.repeat(200));
test(summarised, 'of one long word is cut anywhere', 'x'.repeat(201), `${'x'.repeat(199)}…`);
test(summarised, 'is cut between two words', `${'x'.repeat(150)} ${'y'.repeat(60)}`, `${'x'.repeat(150)}…`);
test(summarised, 'never halves a character', '📷'.repeat(201), `${'📷'.repeat(199)}…`);
