import type {News} from '../domain/mails.ts';
import {newsOf} from '../domain/news.ts';
import {isPublished} from '../domain/posts.ts';
import type {Slug} from '../domain/slugs.ts';
import {photoTable} from './photo-table.ts';
import {postTable} from './post-table.ts';
import {siteSettings} from './site-settings.ts';

/** Of a post by its slug, as it is now; nothing if it is not published. */
export const readNews = async (slug: string): Promise<News | undefined> => {
  const post = await postTable.read(slug as Slug);
  if (!isPublished(post)) return undefined;
  const photo = post.cover && (await photoTable.read(post.cover));
  return newsOf(post, photo, siteSettings().url);
};
