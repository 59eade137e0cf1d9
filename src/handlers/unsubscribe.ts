import * as z from 'zod/mini';
import {linkKeys, signingKey} from '../adapters/link-keys.ts';
import {siteSettings} from '../adapters/site-settings.ts';
import {subscriberTable} from '../adapters/subscriber-table.ts';
import {readLink, signReturn} from '../domain/links.ts';
import {refusedLinkPage, unsubscribedPage} from '../domain/subscriber-pages.ts';
import {removeSubscriber} from '../domain/subscribers.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {page} from '../lambda/replies.ts';

/** No body: a mail program's one click sends `List-Unsubscribe=One-Click`, a page's button nothing (RFC 8058). */
const request = z.object({query: z.object({token: z._default(z.string(), '')})});

export const handler = httpHandler(request, async ({query, now}) => {
  const site = siteSettings();
  const link = readLink(await linkKeys(query.token), 'unsubscribe', query.token, now);
  if ('refused' in link) return page(refusedLinkPage(site, 'unsubscribe', link.refused), 400);
  await removeSubscriber(subscriberTable, link.id, {by: 'left', now});
  return page(unsubscribedPage(site, signReturn(await signingKey(), link.id, now)));
});
