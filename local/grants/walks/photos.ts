import {SFNClient, StartExecutionCommand} from '@aws-sdk/client-sfn';
import {clientConfig} from '../../../operate/engine-clients.ts';
import {type Blog, output} from '../../blog.ts';
import {askTicket, sendUpload, untilDone, untilReady, uploadPhoto} from '../../photo-upload.ts';
import {until} from '../../until.ts';
import {expectStatus, type Visitor} from '../../visitor.ts';
import {allRunsAreOver} from './finished-runs.ts';
import {smallPhoto} from './small-photo.ts';

const expectRejected = async (visitor: Visitor, id: string, what: string): Promise<void> => {
  const {status} = await untilDone(visitor, id);
  if (status !== 'rejected') throw new Error(`expected ${what} to be rejected, got ${status}`);
};

/** The cover of a published post, which becomes ready after the post, and its upload sent twice. */
const walkCover = async (blog: Blog): Promise<void> => {
  const {visitor} = blog;
  const upload = {contentType: 'image/png', body: await smallPhoto(), alt: 'A cover'};
  const ticket = await askTicket(visitor, upload);
  const post = '/api/posts/with-a-cover';
  const json = {title: 'With a cover', markdown: 'Look.', tags: ['covered'], status: 'published', cover: ticket.id};
  const saved = await visitor.send('PUT', post, {json, headers: {'If-None-Match': '*'}, asAuthor: true});
  expectStatus(saved, 201, 'a post with a cover');
  await sendUpload(ticket, upload);
  await sendUpload(ticket, upload);
  await untilReady(visitor, ticket.id);
  await until(
    'the page of its tag to show the cover',
    async () => (await visitor.send('GET', '/tags/covered/')).text.includes(`/photos/${ticket.id}/`) || undefined,
  );
  expectStatus(await visitor.send('GET', post), 200, 'that post');
  expectStatus(await visitor.send('DELETE', post, {asAuthor: true}), 204, 'deleting that post');
};

/** An event of bytes that others have replaced since. */
const startOutdatedRun = (blog: Blog, id: string) =>
  new SFNClient(clientConfig(blog.engine)).send(
    new StartExecutionCommand({
      stateMachineArn: output(blog, 'PhotosStateMachineArn'),
      input: JSON.stringify({
        'detail-type': 'Object Created',
        detail: {object: {key: `uploads/${id}`, etag: '0'.repeat(32), size: 1000}},
      }),
    }),
  );

/** Photos that become ready, come twice, are damaged where only decoding shows it, and are replaced before they are read. */
export const walkPhotos = async (blog: Blog): Promise<void> => {
  const {visitor} = blog;
  await walkCover(blog);
  const whole = await smallPhoto();
  const damaged = {contentType: 'image/png', body: whole.slice(0, whole.length - 200), alt: 'Half a photo'};
  await expectRejected(visitor, await uploadPhoto(visitor, damaged), 'half a photo');
  const {id} = await askTicket(visitor, {...damaged, body: whole});
  await startOutdatedRun(blog, id);
  await expectRejected(visitor, id, 'a photo that was replaced');
  expectStatus(await visitor.send('GET', '/api/photos/00000000000000000000000000'), 404, 'a photo that never was');
  await allRunsAreOver(blog);
};
