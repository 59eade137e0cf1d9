import test from 'ava';
import blogConfig from '../../../blog.config.ts';
import {agreedDigest} from '../../../operate/remake/ladders.ts';
import {ladderDigest} from '../../../src/domain/ladder.ts';

const {avifWidthsPx, jpegWidthsPx, squarePx, animated} = blogConfig.photos;
const ladder = {avifWidthsPx, jpegWidthsPx, squarePx, animated};

test('the ladder of blog.config.ts is the one to make where it is deployed', (t) => {
  t.is(agreedDigest(blogConfig, JSON.stringify(ladder)), ladderDigest(ladder));
});

const refused = test.macro({
  exec: (t, config: unknown, deployed: string | undefined, message: RegExp) => {
    t.throws(() => agreedDigest(config, deployed), {message});
  },
  title: (what) => `nothing is made anew while ${what}`,
});

test('another ladder is deployed', refused, blogConfig, JSON.stringify({...ladder, squarePx: 1}), /: deploy first,/);
test('functions of another version are deployed', refused, blogConfig, '{"widths":[1]}', /: deploy first,/);
test('no ladder is deployed', refused, blogConfig, undefined, /: deploy first,/);
test(
  'blog.config.ts is wrong',
  refused,
  {...blogConfig, title: 1},
  JSON.stringify(ladder),
  /^blog\.config\.ts:\ntitle/,
);
