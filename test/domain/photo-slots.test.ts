import test from 'ava';
import fc from 'fast-check';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import {fillPhotos, photoSlot} from '../../src/domain/photo-slots.ts';
import {photoId} from '../../src/domain/slugs.ts';

const id = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
const slotText = `<photo-slot id="${id}" alt="YQ"></photo-slot>`;

const filledWith = (html: string): readonly string[] => {
  const alts: string[] = [];
  fillPhotos(html, (_, alt) => {
    alts.push(alt);
    return '';
  });
  return alts;
};

test('a slot in the stored html is filled', (t) => {
  t.deepEqual(filledWith(`<p>${slotText}</p>`), ['a']);
  t.is(photoSlot(id, 'a').tagName, 'photo-slot');
});

test('what fills a slot is taken literally', (t) => {
  t.is(
    fillPhotos(`b${slotText}c`, () => "$&$1$'"),
    "b$&$1$'c",
  );
});

test('any words about a photo arrive as they were written', (t) => {
  const words = fc.string({unit: 'grapheme', maxLength: 60}).filter((text) => text.isWellFormed());
  const quoted = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

  fc.assert(
    fc.property(words, (text) => {
      const markdown = `![${quoted(text)}](photo:${id})`;
      fc.pre(/^[^\s\p{Cc}\p{Cf}\p{Z}](?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*[^\s\p{Cc}\p{Cf}\p{Z}])?$/u.test(text));
      const [alt] = filledWith(renderMarkdown(markdown).html);
      return alt === text;
    }),
    {seed: 3, numRuns: 200},
  );
  t.pass();
});

/** Whatever an author may think of to look like a slot; none of it shows a photo. */
const forgeries = fc.oneof(
  fc.constantFrom(
    slotText,
    slotText.replaceAll('"', "'"),
    slotText.replaceAll('"', '\\"'),
    slotText.replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
    slotText.replaceAll('<', '\\<'),
    `<!--photo:${id}:a-->`,
    `<photo-slot id="${id}"`,
    ` alt="YQ"></photo-slot>`,
    `"></photo-slot>`,
    '</photo-slot>',
    '<photo-slot id=',
    `photo:${id}`,
    '"',
    "'",
    '<',
    '>',
    '`',
    '```',
    '```html\n',
    '\n',
    '\n\n',
    '    ',
    '<!--',
    '-->',
    '\\',
    '&#60;',
    '&#34;',
    '[a](/b "',
    "[a](/b '",
    '")',
    "')",
    '[a]: /b "',
    '[^1]',
    '[^1]: ',
    '| ',
    '|\n|-|\n| ',
    '> ',
    '- ',
    '# ',
    '**',
    '$',
  ),
  fc.string({maxLength: 5}).map((text) => text.replaceAll('!', '')),
);

test('no text forges a slot', (t) => {
  fc.assert(
    fc.property(fc.array(forgeries, {minLength: 1, maxLength: 12}), (pieces) => {
      const markdown = pieces.join('');
      return filledWith(renderMarkdown(markdown).html).length === 0;
    }),
    {seed: 3, numRuns: 1500},
  );
  t.pass();
});

test('text around a photo neither hides nor doubles it', (t) => {
  fc.assert(
    fc.property(fc.array(forgeries, {maxLength: 8}), (pieces) => {
      const {html} = renderMarkdown(`![the photo](photo:${id})\n\n${pieces.join('')}`);
      return filledWith(html).join() === 'the photo';
    }),
    {seed: 4, numRuns: 500},
  );
  t.pass();
});
