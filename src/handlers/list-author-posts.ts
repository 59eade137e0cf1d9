import * as z from 'zod/mini';
import {postTable} from '../adapters/post-table.ts';
import {listAuthorPosts} from '../domain/author-posts.ts';
import {postPageQuery} from '../domain/cursors.ts';
import {httpHandler} from '../lambda/http-handler.ts';
import {json} from '../lambda/replies.ts';

const request = z.object({query: z.strictObject(postPageQuery)});

export const handler = httpHandler(request, async ({query}) => json(await listAuthorPosts(postTable, query)));
