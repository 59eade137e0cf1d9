import * as z from 'zod/mini';
import {postTable} from '../adapters/post-table.ts';
import {withinTime} from '../adapters/time-limit.ts';
import {postBody, savePost} from '../domain/post-changes.ts';
import {etagOf, expectationOf, preconditions} from '../domain/preconditions.ts';
import {slug} from '../domain/slugs.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {created, json} from '../lambda/replies.ts';

const request = z.object({path: z.object({slug}), headers: preconditions, body: postBody});

export const handler = httpHandler(request, async ({path: {slug}, headers, body, now}) => {
  const expectation = expectationOf(headers);
  const post = await savePost(postTable, withinTime, {slug, body, expectation, now});
  const ETag = etagOf(post.version);
  return expectation === 'absent'
    ? created(post, {ETag, Location: `/api/posts/${slug}`})
    : json(post, {ETag, 'Cache-Control': 'no-store'});
});
