import test from 'ava';
import {feed, withAbsoluteUrls} from '../../src/domain/feed.ts';
import {renderMarkdown} from '../../src/domain/markdown.ts';
import {isPublished, type Post} from '../../src/domain/posts.ts';
import {settings, somePhoto, somePhotoId, somePost, tagsNamed} from '../helpers/memory-site.ts';

const photos = new Map([[somePhotoId, somePhoto()]]);
const feedOf = (...posts: readonly Post[]): string => feed(settings, posts.filter(isPublished), photos);

test('an entry holds the whole text, its photos under their full address', (t) => {
  const text = feedOf(
    somePost('first', renderMarkdown(`Text\n\n![A boat](photo:${somePhotoId})\n\n[more](/posts/second/)`)),
  );

  t.regex(text, /<p>Text<\/p>/);
  t.regex(text, /src="https:\/\/blog\.example\/photos\/\w+\/d-1280\.jpg"/);
  t.regex(text, /c-640\.jpg 640w, https:\/\/blog\.example\/photos\/\w+\/d-1280\.jpg 1280w/);
  t.regex(text, /href="https:\/\/blog\.example\/posts\/second\/"/);
  t.notRegex(text, /(?:href|src|srcset)="\//);
});

test('a cover that the text does not show stands before it', (t) => {
  t.regex(feedOf(somePost('first', {cover: somePhotoId})), /CDATA\[<picture>[\s\S]*<\/picture><p>Text of first/);
});

test('addresses become absolute in tags only', (t) => {
  const code = renderMarkdown('`<a href="/x">` and [y](/y) and [z](//z.example/) and [w](#w)').html;

  t.is(
    withAbsoluteUrls(code, 'https://blog.example'),
    code.replace('<a href="/y"', '<a href="https://blog.example/y"'),
  );
});

test('no text can end its section early or hold what XML cannot', (t) => {
  const text = feedOf(
    somePost('first', {title: 'a ]]> b ]]> \u0000<i>', summary: ']]>', html: '<p>]]> ]]>\u0008</p>'}),
  );

  t.is(text.match(/<!\[CDATA\[/g)?.length, text.match(/\]\]>/g)?.length);
  t.false(['\u0000', '\u0008'].some((character) => text.includes(character)));
  t.regex(text, /a \]\]&gt; b \]\]&gt; &lt;i&gt;/);
});

test('the feed changes only with its posts', (t) => {
  t.is(feedOf(), feedOf());
  t.regex(feedOf(), /<updated>1970-01-01T00:00:00.000Z<\/updated>/);
  t.regex(
    feedOf(somePost('first', {updatedAt: '2026-03-05T00:00:00.000Z'}), somePost('second')),
    /<updated>2026-03-05T00:00:00.000Z<\/updated>\s*<author>/,
  );
});

test('an entry carries its tags and both of its dates', (t) => {
  const text = feedOf(somePost('first', {tags: tagsNamed('light'), updatedAt: '2026-03-05T00:00:00.000Z'}));

  t.regex(text, /<category label="light" scheme="https:\/\/blog\.example\/tags\/light\/" term="light"\/>/);
  t.regex(text, /<published>2026-03-01T09:30:00.000Z<\/published>/);
});
