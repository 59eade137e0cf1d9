import type {Photo} from '../../src/domain/photos.ts';
import {isPublished, type Listing, type Post} from '../../src/domain/posts.ts';
import type {PurgeNote} from '../../src/domain/purges.ts';
import type {Site} from '../../src/domain/rendering.ts';
import {digestOf, pathOf, type SiteFile} from '../../src/domain/site-files.ts';
import type {SiteSettings} from '../../src/domain/site-settings.ts';
import {type PhotoId, photoId, type Slug, slug, type Tag, tag} from '../../src/domain/slugs.ts';

export const settings: SiteSettings = {
  title: 'Light & <Latitude>',
  description: 'Notes on "light"',
  language: 'en',
  author: 'Robin Vale',
  url: 'https://blog.example',
  confirmation: 'required',
};

export const somePost = (name: string, differences: Partial<Post> = {}): Post => ({
  slug: slug.parse(name),
  title: `Title of ${name}`,
  markdown: `Text of ${name}`,
  html: `<p>Text of ${name}</p>`,
  photos: [],
  tags: [],
  summary: `Summary of ${name}`,
  status: 'published',
  version: 1,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  publishedAt: '2026-03-01T09:30:00.000Z',
  ...differences,
});

export const tagsNamed = (...names: readonly string[]): readonly Tag[] => names.map((name) => tag.parse(name));

export const somePhotoId: PhotoId = photoId.parse('01JNC7W4QH9V3T0Z8K5R2XY6MB');

export const somePhoto = (differences: Partial<Photo> = {}): Photo => ({
  id: somePhotoId,
  status: 'ready',
  alt: 'A "boat"',
  contentType: 'image/jpeg',
  bytes: 1000,
  version: 2,
  createdAt: '2026-03-01T09:30:00.000Z',
  updatedAt: '2026-03-01T09:30:00.000Z',
  widthPx: 1280,
  heightPx: 960,
  thumbnails: [
    {
      widthPx: 320,
      heightPx: 320,
      format: 'jpeg',
      bytes: 9,
      key: `photos/${somePhotoId}/a-320.jpg`,
      versionId: '1',
      crop: 'square',
    },
    {widthPx: 640, heightPx: 480, format: 'avif', bytes: 9, key: `photos/${somePhotoId}/b-640.avif`, versionId: '1'},
    {widthPx: 640, heightPx: 480, format: 'jpeg', bytes: 9, key: `photos/${somePhotoId}/c-640.jpg`, versionId: '1'},
    {widthPx: 1280, heightPx: 960, format: 'jpeg', bytes: 9, key: `photos/${somePhotoId}/d-1280.jpg`, versionId: '1'},
  ],
  ...differences,
});

/** Wraps every call of a port: to count, delay or break it. */
export type Around = <Args extends unknown[], Result>(
  name: string,
  call: (...args: Args) => Promise<Result>,
) => (...args: Args) => Promise<Result>;

const plainly: Around = (_name, call) => call;

const isPurgedBy = (path: string) => (pattern: string) =>
  pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;

/** Tables, bucket, journal and edge in memory. A file's ETag is a hash of its text, as in S3: what comes back has its old ETag. */
export const memorySite = (outer: Around = plainly) => {
  const posts = new Map<Slug, Post>();
  const photos = new Map<PhotoId, Photo>();
  const files = new Map<string, SiteFile>();
  const notes = new Map<string, PurgeNote>();
  const purges: (readonly string[])[] = [];
  const cached = new Map<string, string | undefined>();
  const textAt = (path: string): string | undefined =>
    files.get(path.replace(/\/$/, '/index.html').replace(/^\//, ''))?.text;
  const listings = (): readonly Listing[] =>
    [...posts.values()].filter(isPublished).toSorted((a, b) => {
      const places = [a, b].map(({publishedAt, slug}) => `${publishedAt}#${slug}`) as [string, string];
      return places[0] < places[1] ? 1 : -1;
    });
  const etagOf = (file: SiteFile | undefined): string | undefined => file && `"${digestOf(file.text)}"`;
  const unused = (): never => {
    throw new Error('rendering needs no such call');
  };
  const siteThrough = (around: Around): Site => ({
    settings,
    posts: {
      read: around('posts.read', async (name: Slug) => posts.get(name)),
      everyPublished: around('posts.everyPublished', async () => listings()),
      slugsShowing: around('posts.slugsShowing', async (photo: PhotoId) =>
        [...posts.values()]
          .filter(isPublished)
          .filter((post) => post.cover === photo || post.photos.includes(photo))
          .map((post) => post.slug),
      ),
      write: unused,
      remove: unused,
      listPublished: unused,
      listTagged: unused,
      listAll: unused,
    },
    photos: {
      readMany: around('photos.readMany', async (ids: readonly PhotoId[]) => {
        const found = ids.flatMap((id) => photos.get(id) ?? []);
        return new Map(found.map((photo) => [photo.id, photo]));
      }),
    },
    bucket: {
      head: around('bucket.head', async (key: string) => {
        const file = files.get(key);
        return file && {...file, etag: etagOf(file) ?? '', digest: digestOf(file.text)};
      }),
      keysIn: around('bucket.keysIn', async (folder: string) =>
        [...files.keys()].filter((key) => key.startsWith(folder)),
      ),
      put: around('bucket.put', async (file: SiteFile, stored: {readonly etag: string} | undefined) => {
        if (etagOf(files.get(file.key)) !== stored?.etag) return false;
        files.set(file.key, file);
        return true;
      }),
      remove: around('bucket.remove', async (key: string, stored: {readonly etag: string}) => {
        if (etagOf(files.get(key)) !== stored.etag) return false;
        return files.delete(key);
      }),
    },
    journal: {
      note: around('journal.note', async (paths: readonly string[]) => {
        const id = `note-${notes.size}-${Math.random()}`;
        notes.set(id, {id, paths, notedAt: new Date('2026-03-01T09:30:00.000Z')});
        return id;
      }),
      read: around('journal.read', async () => [...notes.values()]),
      forget: around('journal.forget', async (ids: readonly string[]) => {
        for (const id of ids) notes.delete(id);
      }),
    },
    edge: {
      purge: around('edge.purge', async (paths: readonly string[]) => {
        purges.push(paths);
        for (const path of cached.keys()) if (paths.some(isPurgedBy(path))) cached.delete(path);
      }),
    },
  });
  return {
    site: siteThrough(outer),
    /** The same site to someone whose calls take another way. */
    siteThrough,
    posts,
    photos,
    files,
    notes,
    purges,
    /** Applies to the table what `change.after` says, as the writer of the stream record did before. */
    save: (...changed: readonly Post[]) => {
      for (const post of changed) posts.set(post.slug, post);
    },
    /** A reader asks the edge, which keeps the answer until it is purged. */
    visit: (path: string): string | undefined => {
      if (!cached.has(path)) cached.set(path, textAt(path));
      return cached.get(path);
    },
    /** Paths whose cached answer is no longer what the bucket holds. */
    stalePaths: () => [...cached].filter(([path, text]) => text !== textAt(path)).map(([path]) => path),
    paths: () => [...files.keys()].map(pathOf).sort(),
  };
};
