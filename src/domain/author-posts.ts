// What the author gets of the posts, drafts too, and how one is deleted.
import {type PageQuery, pageRequest, pageView} from './cursors.ts';
import {BlogError} from './errors.ts';
import type {Post, PostTable} from './posts.ts';
import type {Slug} from './slugs.ts';

const maxDeleteAttempts = 5;

export const listAuthorPosts = async (posts: PostTable, query: PageQuery) =>
  pageView('posts', await posts.listAll(pageRequest(query)));

/** Everything but `html`, whose slots are of no use outside. */
export const authorView = ({html: _, ...post}: Post) => ({...post, mail: post.mail ?? true});

export const readAuthorPost = async (posts: PostTable, slug: Slug) => {
  const post = await posts.read(slug, {consistent: true});
  if (!post) throw new BlogError('not-found', `expected a post, got none, at ${slug}`);
  return authorView(post);
};

const isConflict = (error: unknown): boolean => error instanceof BlogError && error.code === 'version-conflict';

/**
 * Deletes the post at `version`, or at whatever version it has. A post that is not there is a success, since a repeated request must not
 * fail where the first did not, unless a version was expected of it.
 */
export const deletePost = async (posts: PostTable, slug: Slug, version?: number): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    const post = await posts.read(slug, {consistent: true});
    if (version !== undefined && post?.version !== version)
      throw new BlogError(
        'version-conflict',
        `expected version ${version}, got ${post?.version ?? 'no post'}, at ${slug}`,
      );
    if (!post) return;
    try {
      return await posts.remove(post);
    } catch (error) {
      if (!isConflict(error) || version !== undefined || attempt === maxDeleteAttempts) throw error;
    }
  }
};
