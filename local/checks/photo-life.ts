import type {PhotoAnswer} from '../photo-upload.ts';
import {until} from '../until.ts';
import {expectStatus, type Visitor} from '../visitor.ts';

const cropOf = ({thumbnails}: PhotoAnswer): string => thumbnails.find(({crop}) => crop)?.url ?? '';

/** The author moves the focal point: the crop is cut again, the whole pictures stay, and readers are told of it. */
export const checkFocalPoint = async (visitor: Visitor, photo: PhotoAnswer): Promise<void> => {
  const json = {focalPoint: {x: 0, y: 1}};
  const answer = await visitor.send('PATCH', `/api/photos/${photo.id}`, {json, asAuthor: true});
  expectStatus(answer, 200, 'a new focal point');
  const changed = await until('the crop to follow the focal point', async () => {
    const now = expectStatus(
      await visitor.send('GET', `/api/photos/${photo.id}`),
      200,
      'the photo',
    ).json<PhotoAnswer>();
    return cropOf(now) === cropOf(photo) ? undefined : now;
  });
  const wholes = ({thumbnails}: PhotoAnswer) => thumbnails.flatMap(({crop, url}) => (crop ? [] : url)).join(' ');
  if (wholes(changed) !== wholes(photo))
    throw new Error(`expected a new focal point to leave the whole pictures as they are, got ${wholes(changed)}`);
  expectStatus(await visitor.send('GET', cropOf(changed)), 200, 'the new crop');
};

/** The author deletes the photo: its record, its files and the places that show it go. */
export const checkDeletion = async (visitor: Visitor, photo: PhotoAnswer, shownAt: string): Promise<void> => {
  const listed = async () =>
    expectStatus(await visitor.send('GET', '/api/author/photos', {asAuthor: true}), 200, "the author's photos")
      .json<{photos: readonly PhotoAnswer[]}>()
      .photos.some(({id}) => id === photo.id);
  if (!(await listed())) throw new Error(`expected ${photo.id} among the author's photos`);
  const gone = await visitor.send('DELETE', `/api/photos/${photo.id}`, {asAuthor: true});
  expectStatus(gone, 204, 'deleting a photo');
  if (await listed()) throw new Error(`expected ${photo.id} to be in no list once it is deleted`);
  for (const path of [`/api/photos/${photo.id}`, ...photo.thumbnails.map(({url}) => url)])
    await until(`${path} to be gone`, async () => (await visitor.send('GET', path)).status === 404 || undefined);
  await until('the page to show it no longer', async () =>
    (await visitor.send('GET', shownAt)).text.includes(`/photos/${photo.id}/`) ? undefined : true,
  );
};
