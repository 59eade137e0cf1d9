import type {Blog} from '../blog.ts';
import {expectStatus} from '../visitor.ts';
import {untilKept} from './kept.ts';
import {publishAgain} from './publishing.ts';

/** Picture 1: a deploy publishes pages, they come out of the bucket through the edge, and the second request is a hit. */
export const checkBasic = async (blog: Blog): Promise<string> => {
  const {visitor} = blog;
  await publishAgain(blog);
  const first = expectStatus(await visitor.send('GET', '/'), 200, 'the home page');
  const again = await untilKept(visitor, '/');
  const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(first.text)?.[1];
  if (!stylesheet) throw new Error('expected the home page to link a stylesheet under /assets/');
  expectStatus(await visitor.send('GET', stylesheet), 200, stylesheet);
  const missing = expectStatus(await visitor.send('GET', '/no-such-page/'), 404, 'a page that does not exist');
  if (!missing.text.includes('</html>')) throw new Error('expected the 404 answer to be a page of the site');
  for (const path of ['/feed.xml', '/sitemap.xml', '/robots.txt'])
    expectStatus(await visitor.send('GET', path), 200, path);
  return `home page ${(first.bytes / 1024).toFixed(1)} kB, again from the edge in ${again.milliseconds} ms`;
};
