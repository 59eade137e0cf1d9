import {ListObjectsV2Command, PutObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {photoFiles} from '../../src/adapters/photo-files.ts';
import {newPhotoId} from '../../src/adapters/photo-table.ts';
import type {PhotoId} from '../../src/domain/slugs.ts';
import {photoPlace} from './photo-place.ts';

const {s3, buckets} = await photoPlace();

const put = async (Bucket: string, Key: string, Body = 'a file') => {
  const {VersionId = '', ETag = ''} = await s3.send(new PutObjectCommand({Bucket, Key, Body}));
  return {versionId: VersionId, etag: ETag.replaceAll('"', '')};
};

const keysOf = async (Bucket: string, id: PhotoId): Promise<readonly string[]> => {
  const {Contents = []} = await s3.send(new ListObjectsV2Command({Bucket}));
  return Contents.flatMap(({Key = ''}) => (Key.includes(id) ? Key : []));
};

test('uploads are listed and read as their events describe them', async (t) => {
  const id = newPhotoId(new Date());
  const {etag} = await put(buckets.uploads, `uploads/${id}`);
  await put(buckets.uploads, 'uploads/something-else');
  const object = {key: `uploads/${id}`, etag, size: 6};

  const ours = (await photoFiles.listUploads()).filter((upload) => upload.id === id);

  t.deepEqual(
    ours.map((upload) => upload.object),
    [object],
  );
  t.true(Math.abs((ours[0]?.uploadedAt.getTime() ?? 0) - Date.now()) < 120_000);
  t.deepEqual(await photoFiles.readUpload(id), object);
  t.is(await photoFiles.readUpload(newPhotoId(new Date(0))), undefined);
});

test("all of a photo's files go, and nobody else's; removing again does no harm", async (t) => {
  const [id, other] = [newPhotoId(new Date(1)), newPhotoId(new Date(2))];
  for (const photo of [id, other]) {
    for (const folder of ['uploads', 'originals']) await put(buckets.uploads, `${folder}/${photo}`);
    for (const name of ['a-320.jpg', 'b-640.avif']) await put(buckets.thumbnails, `photos/${photo}/${name}`);
  }

  await put(buckets.thumbnails, `photos/${id}/a-320.jpg`, 'another version');
  t.is((await photoFiles.listMade(id)).length, 4);

  for (const _ of ['at first', 'again']) await photoFiles.remove(await photoFiles.listAll(id));

  t.deepEqual(await photoFiles.listAll(id), []);

  for (const bucket of Object.values(buckets)) {
    t.deepEqual(await keysOf(bucket, id), []);
    t.is((await keysOf(bucket, other)).length, 2);
  }
});

test('one version goes, and the same bytes that were put again stay', async (t) => {
  const id = newPhotoId(new Date(3));
  const key = `photos/${id}/a-320.jpg`;
  const first = await put(buckets.thumbnails, key);
  await put(buckets.thumbnails, key);

  await photoFiles.remove([{bucket: 'thumbnails', key, versionId: first.versionId}]);

  t.deepEqual(await keysOf(buckets.thumbnails, id), [key]);
});
