import * as z from 'zod/mini';
import {postTable} from '../adapters/post-table.ts';
import {deletePost} from '../domain/author-posts.ts';
import {preconditions} from '../domain/preconditions.ts';
import {slug} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {noContent} from '../lambda/replies.ts';

const request = z.object({path: z.object({slug}), headers: z.pick(preconditions, {'if-match': true})});

export const handler = httpHandler(request, async ({path, headers}) => {
  await deletePost(postTable, path.slug, headers['if-match']);
  return noContent();
});
