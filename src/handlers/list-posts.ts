import * as z from 'zod/mini';
import {postTable} from '../adapters/post-table.ts';
import {postPageQuery} from '../domain/cursors.ts';
import {publicSeconds} from '../domain/freshness.ts';
import {listPosts} from '../domain/published-posts.ts';
import {tag} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {cachedFor, json} from '../lambda/replies.ts';

const request = z.object({query: z.strictObject({...postPageQuery, tag: z.optional(tag)})});

export const handler = httpHandler(request, async ({query}) =>
  json(await listPosts(postTable, query), cachedFor(publicSeconds)),
);
