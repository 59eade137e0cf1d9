import {type Blog, regionsOf} from './blog.ts';

/** What somebody who has just started the blog wants to know. */
export const introductionTo = (blog: Blog): string => {
  const {siteUrl, authorToken} = blog;
  const [, far] = regionsOf(blog);
  const lines = [
    `Site          ${siteUrl}`,
    `Inbox         ${siteUrl}/_local/inbox`,
    `Photo runs    ${siteUrl}/_local/runs, or: npm run runs -- --watch`,
    `Author token  ${authorToken}`,
    '              (also in .local/author-token)',
  ];
  // A query of its own each: what the edge keeps is served whatever region is down.
  const elsewhere = far
    ? [
        `Elsewhere     curl -i -H 'x-local-edge: ${far}' '${siteUrl}/api/posts?limit=1'`,
        `              curl -i -H 'x-local-edge: ${far}' -H 'x-local-dead: ${far}' '${siteUrl}/api/posts?limit=2'`,
        '              (with that region down)',
      ]
    : [];
  return `\n${[...lines, ...elsewhere].map((line) => `  ${line}\n`).join('')}`;
};
