import * as z from 'zod/mini';
import {linkKeys} from '../adapters/link-keys.ts';
import {siteSettings} from '../adapters/site-settings.ts';
import {subscriberTable} from '../adapters/subscriber-table.ts';
import {readLink} from '../domain/links.ts';
import {confirmedPage, refusedLinkPage} from '../domain/subscriber-pages.ts';
import {confirmSubscriber} from '../domain/subscribers.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {page} from '../lambda/replies.ts';

const request = z.object({query: z.object({token: z._default(z.string(), '')})});

export const handler = httpHandler(request, async ({query, now}) => {
  const site = siteSettings();
  const link = readLink(await linkKeys(query.token), 'confirm', query.token, now);
  if ('refused' in link) return page(refusedLinkPage(site, 'confirm', link.refused), 400);
  const isConfirmed = await confirmSubscriber(subscriberTable, link.id, {by: 'confirmed', site, now});
  return isConfirmed ? page(confirmedPage(site)) : page(refusedLinkPage(site, 'confirm', 'expired'), 400);
});
