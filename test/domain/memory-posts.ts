import {BlogError} from '../../src/domain/errors.ts';
import {entriesOf, listOf, type PostEntry} from '../../src/domain/post-entries.ts';
import type {AuthorListing, Listing, Page, PageRequest, Post, PostTable} from '../../src/domain/posts.ts';
import type {Slug} from '../../src/domain/slugs.ts';

/** The port's contract in memory, for the rules of the use cases; `write` can be preceded by what another request does. */
export const memoryPosts = (kept: readonly Post[] = [], meanwhile: (posts: Map<Slug, Post>) => void = () => {}) => {
  const posts = new Map(kept.map((post) => [post.slug, post]));
  const checkVersion = (slug: Slug, previous: Post | undefined): void => {
    meanwhile(posts);
    if (posts.get(slug)?.version === previous?.version) return;
    throw new BlogError(previous ? 'version-conflict' : 'already-exists', `at ${slug}`);
  };
  const list = <T>(pk: string, {limit, after}: PageRequest): Page<T> => {
    const entries = [...posts.values()]
      .flatMap(entriesOf)
      .filter((entry) => entry.pk === pk && (after === undefined || entry.sk < after))
      .sort((a, b) => (a.sk < b.sk ? 1 : -1));
    const last = entries[limit - 1];
    const items = entries.slice(0, limit).map(({pk: _, sk, kind, ...entry}: PostEntry) => entry as unknown as T);
    return {items, ...(entries.length > limit && last && {next: last.sk})};
  };
  const table: PostTable = {
    read: async (slug) => posts.get(slug),
    write: async (post, previous) => {
      checkVersion(post.slug, previous);
      posts.set(post.slug, post);
    },
    remove: async (post) => {
      checkVersion(post.slug, post);
      posts.delete(post.slug);
    },
    listPublished: async (request) => list<Listing>(listOf.published, request),
    listTagged: async (tag, request) => list<Listing>(listOf.tag(tag), request),
    listAll: async (request) => list<AuthorListing>(listOf.all, request),
    everyPublished: async () => list<Listing>(listOf.published, {limit: Number.POSITIVE_INFINITY}).items,
    slugsShowing: async (photo) => list<{slug: Slug}>(listOf.photo(photo), {limit: 1e9}).items.map(({slug}) => slug),
  };
  return {posts, table};
};
