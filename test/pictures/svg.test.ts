import test from 'ava';
import {diagramOf} from '../../pictures/diagram.ts';
import {draw} from '../../pictures/draw.ts';
import {layOut} from '../../pictures/layout.ts';
import {arrow, part, person} from '../../pictures/picture.ts';
import {toSvg} from '../../pictures/svg.ts';
import {withBrowser} from '../helpers/browser.ts';
import {sceneOf, sourcesOf} from './blogs.ts';

const pictures = async (): Promise<readonly (readonly [string, string])[]> => {
  const {files} = await draw(sourcesOf());

  return [...files].filter(([name]) => name.endsWith('.svg'));
};

test('a browser reads each picture as XML, with a title and a description that it is labelled by', async (t) => {
  const drawn = await pictures();

  t.is(drawn.length, 6);

  await withBrowser(async (page) => {
    for (const [name, text] of drawn) {
      const read = await page.evaluate((svg) => {
        const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
        const root = document.documentElement;
        const labels = (root.getAttribute('aria-labelledby') ?? '').split(' ');

        return {
          root: root.nodeName,
          mistakes: document.querySelectorAll('parsererror').length,
          role: root.getAttribute('role'),
          labels: labels.map((id) => document.getElementById(id)?.textContent ?? ''),
        };
      }, text);

      t.is(read.root, 'svg', name);
      t.is(read.mistakes, 0, name);
      t.is(read.role, 'img');
      t.true(read.labels.length === 2 && read.labels.every((label) => label.length > 20), name);
    }
  });
});

test('each picture is light or dark as its reader is', async (t) => {
  const [[, text] = ['', '']] = await pictures();

  await withBrowser(async (page) => {
    const groundIn = async (colorScheme: 'light' | 'dark'): Promise<string> => {
      await page.emulateMedia({colorScheme});
      await page.setContent(text);

      return page.evaluate(() => getComputedStyle(document.querySelector('.ground') ?? document.body).fill);
    };

    t.is(await groundIn('light'), 'rgb(255, 255, 255)');
    t.is(await groundIn('dark'), 'rgb(13, 17, 23)');
  });
});

test('a picture loads nothing and runs nothing', async (t) => {
  for (const [name, text] of await pictures()) {
    t.notRegex(text, /<script|<foreignObject|<image|href=|url\(|@import|@font-face|\son\w+=/, name);
  }
});

test('what a picture says is text, whatever characters it has', async (t) => {
  const scene = sceneOf(sourcesOf());

  const diagram = diagramOf(scene, {
    name: '9-test',
    title: '<b>&',
    about: '',
    nodes: [person('reader', {note: '"<i>"'}), part('Distribution')],
    arrows: [arrow('reader', 'asks', 'Distribution', {label: '<a>&amp;'})],
  });

  const text = await toSvg(diagram, await layOut(diagram));

  t.notRegex(text, /<[abi]>/);
  t.true(text.includes('&lt;b&gt;&amp;'));
});
