import * as z from 'zod/mini';
import {siteSettings} from '../adapters/site-settings.ts';
import {subscriberTable} from '../adapters/subscriber-table.ts';
import {askedPage, mistypedPage} from '../domain/subscriber-pages.ts';
import {signUp, subscribe} from '../domain/subscribers.ts';
import {formOrJsonBodyParser} from '../lambda/form-body-parser.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {parseRequest} from '../lambda/parse-request.ts';
import {accepted, page} from '../lambda/replies.ts';

/** The body is parsed by the use case: whoever sent a form shall read a page, also when something is wrong with it. */
const request = z.object({headers: z.object({'content-type': z.string()}), body: z.unknown()});
const content = z.object({body: signUp});

export const handler = httpHandler(
  request,
  async ({headers, body, now}) => {
    const isForm = headers['content-type'].startsWith('application/x-www-form-urlencoded');
    const site = siteSettings();
    if (isForm && !z.safeParse(content, {body}).success) return page(mistypedPage(site), 400);
    await subscribe(subscriberTable, parseRequest(content, {body}).body, {site, now});
    return isForm ? page(askedPage(site), 202) : accepted({status: 'asked'});
  },
  formOrJsonBodyParser,
);
