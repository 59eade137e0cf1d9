import test from 'ava';
import type {Blog} from '../../local/blog.ts';
import {sixPictures} from '../../local/checks/six-pictures.ts';
import {blogUnderTest} from '../helpers/blog.ts';

for (const {name, check} of sixPictures)
  test.serial(`picture ${name} holds`, async (t) => {
    t.truthy(await check(blogUnderTest() as Blog));
  });
