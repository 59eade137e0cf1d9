import * as z from 'zod/mini';
import {photoTable} from '../adapters/photo-table.ts';
import {postTable} from '../adapters/post-table.ts';
import {publicSeconds} from '../domain/freshness.ts';
import {readPost} from '../domain/published-posts.ts';
import {slug} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {cachedFor, json} from '../lambda/replies.ts';

const request = z.object({path: z.object({slug})});

export const handler = httpHandler(request, async ({path}) => {
  const {post, etag} = await readPost(postTable, photoTable, path.slug);
  return json(post, {...cachedFor(publicSeconds), ETag: etag});
});
