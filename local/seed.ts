import {inParallel} from '../src/domain/in-parallel.ts';
import {asRequest, type DemoPost, demoPosts} from './demo-posts.ts';
import {untilReady, uploadPhoto} from './photo-upload.ts';
import {type Photograph, photographs, readPhotograph} from './photographs.ts';
import {until} from './until.ts';
import {expectStatus, type Visitor} from './visitor.ts';

/** Says what one photo's run is doing. */
export type SeedProgress = (photograph: string, status: string) => void;

/** Each run on the engine unpacks its functions and their layer anew: more at once would only cost disk. */
const uploadsAtOnce = 3;

const seedPhotograph = async (author: Visitor, photograph: Photograph, onProgress: SeedProgress) => {
  const {name, alt} = photograph;
  const id = await uploadPhoto(author, {contentType: 'image/jpeg', body: readPhotograph(photograph), alt});
  await untilReady(author, id, (status) => onProgress(name, status));
  return [name, id] as const;
};

const isMissing = async (reader: Visitor, {slug}: DemoPost): Promise<boolean> =>
  (await reader.send('GET', `/api/posts/${slug}`)).status === 404;

/** Photographs go up the real upload way; posts follow when every photo is ready. What is there already stays. */
export const seed = async (author: Visitor, onProgress: SeedProgress): Promise<void> => {
  const wanted = demoPosts();
  const missing: DemoPost[] = [];
  for (const post of wanted) if (await isMissing(author, post)) missing.push(post);
  if (missing.length === 0) return;
  const photoIds = new Map(
    await inParallel(photographs, uploadsAtOnce, (photograph) => seedPhotograph(author, photograph, onProgress)),
  );
  for (const post of missing)
    expectStatus(
      await author.send('PUT', `/api/posts/${post.slug}`, {
        json: asRequest(post, photoIds),
        headers: {'If-None-Match': '*'},
        asAuthor: true,
      }),
      201,
      `the post ${post.slug}`,
    );
  await until('the home page to list every post', async () => {
    const home = await author.send('GET', '/');
    return missing.every(({slug}) => home.text.includes(`/posts/${slug}/`)) || undefined;
  });
};
