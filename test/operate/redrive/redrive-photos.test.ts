import {DeleteObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {output} from '../../../local/blog.ts';
import {remakePhoto} from '../../../operate/remake/remake-photos.ts';
import {readVariables} from '../../../operate/stack-handles.ts';
import {ladder, ladderDigest} from '../../../src/domain/ladder.ts';
import {blog, makePhoto, photosOf, quiet, runsOf, setBack, stack, stores} from './redrivable-blog.ts';

test('a failed photo that is redriven by two at once, and again, has one more run and is ready', async (t) => {
  const id = await makePhoto();
  await setBack(id, 'status', 'failed');
  t.is((await photosOf(id).find()).length, 1);

  const both = await Promise.all([photosOf(id).replay(quiet), photosOf(id).replay(quiet)]);
  const again = await photosOf(id).replay(quiet);

  t.deepEqual(
    [...both, again].flatMap(({left}) => left),
    [],
  );
  t.deepEqual(await runsOf(id), ['ready', 'ready']);
  t.is((await stores.photos.readRecord(id))?.status, 'ready');
});

test('a failed photo without any file is left as it is, with what its author has to do', async (t) => {
  const id = await makePhoto();
  for (const folder of ['uploads', 'originals'])
    await stack.s3.send(new DeleteObjectCommand({Bucket: output(blog, 'UploadsBucketName'), Key: `${folder}/${id}`}));
  await setBack(id, 'status', 'failed');

  const {replayed, left} = await photosOf(id).replay(quiet);

  t.is(replayed, 0);
  t.regex(left.join('\n'), new RegExp(`^photo ${id}: .*the author has to upload it again$`));
});

test('a photo of another ladder is made anew once, in the ladder that is deployed', async (t) => {
  const id = await makePhoto();
  const {PHOTO_LADDER = ''} = await readVariables(stack, 'ResizePhotoFunction');
  const digest = ladderDigest(ladder.parse(JSON.parse(PHOTO_LADDER)));
  await setBack(id, 'ladder', 'another00000');

  const remade = [await remakePhoto(stores, id, digest), await remakePhoto(stores, id, digest)];

  t.deepEqual(remade, ['made', 'made']);
  t.deepEqual(await runsOf(id), ['ready', 'ready']);
  t.is((await stores.photos.readRecord(id))?.ladder, digest);
});
