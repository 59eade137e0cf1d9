import {readdirSync, readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {inRoot} from './places.ts';

/** A post of the demo blog; `cover` and the `photo:` references in `markdown` are names of photographs. */
export type DemoPost = {
  readonly slug: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly cover: string;
  readonly markdown: string;
};

const frontMatter = /^---\n(?<head>[\s\S]*?)\n---\n(?<text>[\s\S]*)$/;

const readPost = (file: string): DemoPost => {
  const groups = frontMatter.exec(readFileSync(inRoot('local', 'posts', file), 'utf8'))?.groups;
  if (!groups) throw new Error(`expected front matter between two lines of '---' at the top of local/posts/${file}`);
  return {slug: file.replace(/\.md$/, ''), ...parse(groups['head'] ?? ''), markdown: (groups['text'] ?? '').trim()};
};

export const demoPosts = (): readonly DemoPost[] =>
  readdirSync(inRoot('local', 'posts'))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map(readPost);

/** The post's body for the API, with the photographs' names replaced by their photos' ids. */
export const asRequest = ({title, tags, cover, markdown}: DemoPost, photoIds: ReadonlyMap<string, string>) => {
  const idOf = (name: string): string => {
    const id = photoIds.get(name);
    if (!id) throw new Error(`expected a photograph of local/photographs.ts, got '${name}' in the post '${title}'`);
    return id;
  };
  return {
    title,
    tags,
    status: 'published',
    // Nobody is subscribed yet: the runs of new-post mails are those of what is published from here on.
    mail: false,
    cover: idOf(cover),
    markdown: markdown.replace(/\(photo:([a-z-]+)\)/g, (_, name: string) => `(photo:${idOf(name)})`),
  };
};
