import {parsePostChange} from '../adapters/post-table.ts';
import {site} from '../adapters/site.ts';
import {renderPosts} from '../domain/rendering.ts';
import {streamBatchHandler} from '../lambda/batch-handler.ts';

export const handler = streamBatchHandler(parsePostChange, (changes, now) => renderPosts(site(), changes, now));
