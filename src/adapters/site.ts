import type {Site} from '../domain/rendering.ts';
import {edgeCache} from './edge-cache.ts';
import {photoTable} from './photo-table.ts';
import {postTable} from './post-table.ts';
import {purgeJournal} from './purge-journal.ts';
import {siteBucket} from './site-bucket.ts';
import {siteSettings} from './site-settings.ts';

/** Everything that rendering needs, joined for the functions that do it. */
export const site = (): Site => ({
  posts: postTable,
  photos: photoTable,
  settings: siteSettings(),
  bucket: siteBucket,
  journal: purgeJournal,
  edge: edgeCache,
});
