import test from 'ava';
import {isPublished} from '../../src/domain/posts.ts';
import {robots, sitemap} from '../../src/domain/sitemap.ts';
import {settings, somePost, tagsNamed} from '../helpers/memory-site.ts';

test('the sitemap lists the home page, every post and every tag once', (t) => {
  const posts = ['first', 'second'].map((name) => somePost(name, {tags: tagsNamed('light', 'dark')}));
  const addresses = [...sitemap(settings, posts.filter(isPublished)).matchAll(/<loc>([^<]*)<\/loc>/g)];

  t.deepEqual(
    addresses.map(([, address]) => address?.replace(settings.url, '')),
    ['/', '/posts/first/', '/posts/second/', '/tags/dark/', '/tags/light/'],
  );
});

test('robots are kept out of the API and shown the sitemap', (t) => {
  t.is(robots(settings), 'User-agent: *\nDisallow: /api/\n\nSitemap: https://blog.example/sitemap.xml\n');
});
