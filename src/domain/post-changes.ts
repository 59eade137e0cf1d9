// How a post is written: what an author sends becomes the post that is kept.
import * as z from 'zod/mini';
import {authorView} from './author-posts.ts';
import {BlogError} from './errors.ts';
import {expected} from './expected.ts';
import {type RenderedMarkdown, refusedMarkdown, renderMarkdown} from './markdown.ts';
import type {Post, PostTable} from './posts.ts';
import type {Expectation} from './preconditions.ts';
import {photoId, type Slug, tag} from './slugs.ts';
import {line, lines} from './texts.ts';

const maxMarkdownBytes = 100_000;
/** An item of the table holds 400 kB; the rest is for the names of its attributes and for what comes later. */
const maxPostBytes = 350_000;
/** Ordinary text of 100 kB takes less than one; a text that is made to take minutes must not take the function's time. */
const maxRenderSeconds = 2;

/** What an author sends. */
export const postBody = z.strictObject(
  {
    title: line('a title', 200),
    markdown: lines('markdown', maxMarkdownBytes),
    tags: z._default(
      z.array(tag, expected('a list of tags')).check(
        z.maxLength(10, expected('at most 10 tags')),
        z.refine((tags) => new Set(tags).size === tags.length, expected('every tag once')),
      ),
      [],
    ),
    status: z.enum(['draft', 'published'], expected("'draft' or 'published'")),
    cover: z.optional(photoId),
    mail: z._default(z.boolean(expected('true or false')), true),
  },
  expected('an object with title, markdown and status'),
);
export type PostBody = z.output<typeof postBody>;

/** Runs `act` and gives up on it after a time: undefined. */
export type WithinTime = <Result>(maxMilliseconds: number, act: () => Result) => Result | undefined;

type Change = {readonly slug: Slug; readonly body: PostBody; readonly expectation: Expectation; readonly now: Date};

/** Spares the rendering of what the write would refuse; the write still has the last word. */
const checkExpectation = (slug: Slug, expectation: Expectation, previous: Post | undefined): void => {
  if (expectation === 'absent') {
    if (previous)
      throw new BlogError('already-exists', `expected no post yet, got version ${previous.version}, at ${slug}`);
  } else if (previous?.version !== expectation.version)
    throw new BlogError(
      'version-conflict',
      `expected version ${expectation.version}, got ${previous?.version ?? 'no post'}, at ${slug}`,
    );
};

const nextPost = ({slug, body, now}: Change, rendered: RenderedMarkdown, previous: Post | undefined): Post => {
  const {cover, ...rest} = body;
  const at = now.toISOString();
  const publishedAt = previous?.publishedAt ?? (body.status === 'published' ? at : undefined);
  return {
    slug,
    ...rest,
    ...rendered,
    ...(cover && {cover}),
    version: (previous?.version ?? 0) + 1,
    createdAt: previous?.createdAt ?? at,
    updatedAt: at,
    ...(publishedAt && {publishedAt}),
  };
};

const checkSize = (post: Post): void => {
  const bytes = Buffer.byteLength(JSON.stringify(post));
  if (bytes > maxPostBytes)
    throw refusedMarkdown(
      `expected a post of at most ${maxPostBytes} bytes with its html, got ${bytes}: highlighted code grows the most`,
    );
};

/** Writes version n + 1 over version n, or version 1 where nothing was; of many who try the same, one succeeds. */
export const savePost = async (posts: PostTable, withinTime: WithinTime, change: Change) => {
  const previous = await posts.read(change.slug, {consistent: true});
  checkExpectation(change.slug, change.expectation, previous);
  const rendered = withinTime(maxRenderSeconds * 1000, () => renderMarkdown(change.body.markdown));
  if (!rendered)
    throw refusedMarkdown(
      `expected markdown that becomes html within ${maxRenderSeconds} s of processor time, got one that takes longer`,
    );
  const post = nextPost(change, rendered, previous);
  checkSize(post);
  await posts.write(post, previous);
  return authorView(post);
};
