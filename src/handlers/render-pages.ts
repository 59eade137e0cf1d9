import {postMailRuns} from '../adapters/post-mail-runs.ts';
import {parsePostChange} from '../adapters/post-table.ts';
import {site} from '../adapters/site.ts';
import {publishPosts} from '../domain/new-posts.ts';
import {streamBatchHandler} from '../lambda/batch-handler.ts';

export const handler = streamBatchHandler(parsePostChange, (changes, now) =>
  publishPosts(site(), postMailRuns, changes, now),
);
