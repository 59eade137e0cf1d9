import {accelerate} from './accelerate.ts';
import type {Blog} from './blog.ts';
import {acceleratePath} from './differences.ts';
import {readInbox} from './inbox.ts';
import {inboxPage} from './inbox-page.ts';
import {runsPage} from './runs-page.ts';
import type {Listener} from './server.ts';

/** What the local address serves: the edge, and below `/_local/` what exists only on this machine. */
export const siteListener = (blog: Blog, edge: {handle: Listener}): Listener => {
  const pages: Readonly<Record<string, () => Promise<string>>> = {
    '/_local/inbox': async () => inboxPage(await readInbox(blog.engine)),
    '/_local/runs': () => runsPage(blog),
  };
  const accelerated = accelerate(blog.engine);
  return async (request, response) => {
    if (request.url?.startsWith(`${acceleratePath}/`)) return accelerated(request, response);
    const localPage = pages[(request.url ?? '/').replace(/\?.*$/, '')];
    if (!localPage) return edge.handle(request, response);
    response.writeHead(200, {'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store'});
    response.end(await localPage());
  };
};
