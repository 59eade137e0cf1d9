// Markdown as authors write it → html that is safe to publish. Parsed once, when a post is saved; what it shows of photos are slots.
import type {Element, Root as HtmlTree} from 'hast';
import type {Root as MarkdownTree, Nodes} from 'mdast';
import {toString as textOf} from 'mdast-util-to-string';
import rehypeHighlight from 'rehype-highlight';
import rehypeSanitize, {defaultSchema, type Options as Schema} from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import {unified} from 'unified';
import {visit} from 'unist-util-visit';
import {BlogError} from './errors.ts';
import {shown} from './expected.ts';
import {photoSlot} from './photo-slots.ts';
import {type PhotoId, photoId} from './slugs.ts';

const maxNesting = 64;
const maxSummaryCharacters = 200;

/** Every change of an entry counts twice in the transaction that writes a post, which holds 100: see `post-entries.ts`. */
export const maxPhotosInPost = 36;

export type RenderedMarkdown = {
  /** With a slot for each photo. */
  readonly html: string;
  /** Without repetition, in order. */
  readonly photos: readonly PhotoId[];
  /** The beginning of the first paragraph, without mark-up. */
  readonly summary: string;
};

const schema: Schema = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', 'hljs', /^language-[\w+#.-]+$/]],
    span: [['className', /^hljs-[\w-]+$/, /^[a-z]+_{1,2}$/]],
  },
  protocols: {...defaultSchema.protocols, src: ['photo']},
  // Only footnotes have ids, and remark-rehype has already prefixed them together with the links that point there.
  clobberPrefix: '',
};

const nestingOf = (node: Nodes): number =>
  'children' in node ? 1 + node.children.reduce((deepest, child) => Math.max(deepest, nestingOf(child)), 0) : 0;

/** A page's h1 is the post's title. */
const makeRoomForTitle = (tree: MarkdownTree): void => {
  const headings = tree.children.filter((node) => node.type === 'heading');
  if (!headings.some(({depth}) => depth === 1)) return;
  for (const heading of headings) heading.depth = Math.min(6, heading.depth + 1) as typeof heading.depth;
};

const summaryOf = (tree: MarkdownTree): string => {
  const texts = tree.children
    .filter((node) => node.type === 'paragraph')
    .map((node) => textOf(node, {includeImageAlt: false, includeHtml: false}).replace(/\s+/g, ' ').trim());
  const characters = [...(texts.find((text) => text !== '') ?? '')];
  if (characters.length <= maxSummaryCharacters) return characters.join('');
  const start = characters.slice(0, maxSummaryCharacters - 1).join('');
  return `${start.slice(0, start.lastIndexOf(' ') + 1 || undefined).trimEnd()}…`;
};

/** A sentence that says which rule of the blog the author's text breaks, and at which field of the request. */
export const refusedMarkdown = (detail: string, cause?: unknown): BlogError =>
  new BlogError('invalid-request', `${detail}, at body.markdown`, {cause, breaches: [{at: 'body.markdown', detail}]});

const photoOf = (image: Element): PhotoId => {
  const source = String(image.properties['src'] ?? '');
  if (!source.startsWith('photo:'))
    throw refusedMarkdown(
      `expected a picture to be a photo of this blog, like ![what it shows](photo:…), got ${shown(source)}: upload it first`,
    );
  const id = photoId.safeParse(source.slice('photo:'.length));
  if (!id.success) throw refusedMarkdown(`expected 'photo:' and a photo's id of 26 characters, got ${shown(source)}`);
  return id.data;
};

const photosOf = (tree: HtmlTree): readonly PhotoId[] => {
  const photos = new Set<PhotoId>();
  visit(tree, {tagName: 'img'}, (image: Element) => {
    photos.add(photoOf(image));
  });
  if (photos.size > maxPhotosInPost)
    throw refusedMarkdown(`expected at most ${maxPhotosInPost} photos in a post, got ${photos.size}`);
  return [...photos];
};

const isImage = (node: unknown): node is Element => (node as Element | undefined)?.tagName === 'img';

/** A photo alone in its paragraph becomes a figure, its title the caption; one inside a line of text stays there. */
const placePhotos = (tree: HtmlTree): void => {
  visit(tree, {tagName: 'p'}, (paragraph: Element) => {
    const [image, ...others] = paragraph.children;
    if (!isImage(image) || others.length > 0) return;
    paragraph.tagName = 'figure';
    const caption = String(image.properties['title'] ?? '');
    if (caption)
      paragraph.children.push({
        type: 'element',
        tagName: 'figcaption',
        properties: {},
        children: [{type: 'text', value: caption}],
      });
  });
  visit(tree, {tagName: 'img'}, (image: Element, index, parent) => {
    if (parent && index !== undefined)
      parent.children[index] = photoSlot(photoOf(image), String(image.properties['alt'] ?? ''));
  });
};

const markExternalLinks = (tree: HtmlTree): void =>
  visit(tree, {tagName: 'a'}, (link: Element) => {
    if (/^(?:https?:)?\/\//i.test(String(link.properties['href'] ?? '')))
      link.properties['rel'] = ['external', 'noopener'];
  });

const render = (markdown: string): RenderedMarkdown => {
  const text = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  if (nestingOf(text) > maxNesting) throw new RangeError('nested too deep');
  makeRoomForTitle(text);
  const tree = unified().use(remarkRehype).runSync(text) as HtmlTree;
  const photos = photosOf(tree);
  const clean = unified().use(rehypeHighlight).use(rehypeSanitize, schema).runSync(tree) as HtmlTree;
  placePhotos(clean);
  markExternalLinks(clean);
  return {html: unified().use(rehypeStringify).stringify(clean), photos, summary: summaryOf(text)};
};

/**
 * Raw HTML is left out (its text stays when it stands in a line). Pictures other than photos of this blog are refused:
 * the site shows nothing from elsewhere. Some texts below any size limit take minutes, so callers bring a time limit.
 */
export const renderMarkdown = (markdown: string): RenderedMarkdown => {
  try {
    return render(markdown);
  } catch (error) {
    // Brackets of a code block can exhaust the stack of the highlighter, which knows no limit of its own.
    if (!(error instanceof RangeError)) throw error;
    throw refusedMarkdown(`expected text and code nested at most ${maxNesting} deep, got deeper`, error);
  }
};
