import {readFileSync} from 'node:fs';
import type {Blog} from '../../local/blog.ts';
import {visitor} from '../../local/visitor.ts';

/** The blog that `npm test` deployed; slugs and addresses of a test's own keep the tests apart. */
export const blogUnderTest = (): Blog => {
  const file = process.env['MYBLOG_UNDER_TEST'];
  if (!file) throw new Error("expected a running blog in MYBLOG_UNDER_TEST: run the tests with 'npm test'");
  const blog = JSON.parse(readFileSync(file, 'utf8'));
  return {
    ...blog,
    engine: {...blog.engine, ended: new Promise(() => {}), stop: async () => {}},
    visitor: visitor(blog.siteUrl, blog.authorToken),
  };
};
