import test from 'ava';
import {blogOf} from '../../pictures/blog.ts';
import {diagramsOf} from '../../pictures/draw.ts';
import {sourcesOf} from './blogs.ts';
import {breaks} from './broken-templates.ts';

for (const {what, by, says} of breaks) {
  test(`the pictures do not show ${what} as if it worked`, (t) => {
    const broken = sourcesOf();

    t.notThrows(() => diagramsOf(blogOf(broken)));
    by(broken.home);

    t.throws(() => diagramsOf(blogOf(broken)), {message: says});
  });
}
