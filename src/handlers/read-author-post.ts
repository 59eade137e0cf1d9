import * as z from 'zod/mini';
import {postTable} from '../adapters/post-table.ts';
import {readAuthorPost} from '../domain/author-posts.ts';
import {etagOf} from '../domain/preconditions.ts';
import {slug} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {json} from '../lambda/replies.ts';

const request = z.object({path: z.object({slug})});

export const handler = httpHandler(request, async ({path}) => {
  const post = await readAuthorPost(postTable, path.slug);
  return json(post, {ETag: etagOf(post.version), 'Cache-Control': 'no-store'});
});
