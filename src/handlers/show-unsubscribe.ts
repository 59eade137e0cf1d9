import * as z from 'zod/mini';
import {siteSettings} from '../adapters/site-settings.ts';
import {unsubscribePage} from '../domain/subscriber-pages.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {page} from '../lambda/replies.ts';

const request = z.object({query: z.object({token: z._default(z.string(), '')})});

/** Changes nothing and checks nothing: scanners follow the links in mails. */
export const handler = httpHandler(request, ({query}) => page(unsubscribePage(siteSettings(), query.token)));
