import * as z from 'zod/mini';
import {siteSettings} from '../adapters/site-settings.ts';
import {returnPage} from '../domain/subscriber-pages.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {page} from '../lambda/replies.ts';

const request = z.object({query: z.object({token: z._default(z.string(), '')})});

/** Changes nothing and checks nothing: whoever looks at addresses that others visit shall not bring anybody back. */
export const handler = httpHandler(request, ({query}) => page(returnPage(siteSettings(), query.token)));
