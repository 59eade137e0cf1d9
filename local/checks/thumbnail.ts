import {DescribeExecutionCommand, ListExecutionsCommand, SFNClient} from '@aws-sdk/client-sfn';
import {DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient} from '@aws-sdk/client-sqs';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type Blog, output} from '../blog.ts';
import {askTicket, sendUpload, untilDone, untilReady, uploadPhoto} from '../photo-upload.ts';
import {photographs, readPhotograph} from '../photographs.ts';
import {until} from '../until.ts';
import {expectStatus, type Visitor} from '../visitor.ts';
import {removeLeftPost} from './left-posts.ts';
import {checkDeletion, checkFocalPoint} from './photo-life.ts';
import {checkWorkflowRole} from './workflow-role.ts';

/** Waits for the queue's message about one upload, taking away the others that earlier uploads left. */
const awaitMessage = async (blog: Blog, id: string): Promise<void> => {
  const sqs = new SQSClient(clientConfig(blog.engine));
  const QueueUrl = output(blog, 'UploadsQueueUrl');
  await until(`the message about ${id} in the uploads queue`, async () => {
    const {Messages = []} = await sqs.send(new ReceiveMessageCommand({QueueUrl, MaxNumberOfMessages: 10}));
    const Entries = Messages.map(({MessageId, ReceiptHandle}) => ({Id: MessageId, ReceiptHandle}));
    if (Entries.length > 0) await sqs.send(new DeleteMessageBatchCommand({QueueUrl, Entries}));
    return Messages.some(({Body}) => Body?.includes(id)) || undefined;
  });
};

/** The run of one upload comes to its end, which is a little after the photo is ready. */
const awaitRun = async (blog: Blog, id: string): Promise<void> => {
  const sfn = new SFNClient(clientConfig(blog.engine));
  const newest = {stateMachineArn: output(blog, 'PhotosStateMachineArn'), maxResults: 10};
  await until(
    `the run of ${id} to succeed`,
    async () => {
      const {executions = []} = await sfn.send(new ListExecutionsCommand({...newest, statusFilter: 'SUCCEEDED'}));
      const runs = await Promise.all(
        executions.map(({executionArn}) => sfn.send(new DescribeExecutionCommand({executionArn}))),
      );
      return runs.some(({input}) => input?.includes(id)) || undefined;
    },
    {everyMs: 200},
  );
};

const slug = 'shows-the-photo-of-the-check';

/** A published post that shows a photo which is still to come. */
const writePostShowing = async (visitor: Visitor, id: string): Promise<void> => {
  await removeLeftPost(visitor, slug);
  const json = {title: 'Shows a photo', markdown: `![A photograph](photo:${id})`, status: 'published'};
  const written = await visitor.send('PUT', `/api/posts/${slug}`, {
    json,
    headers: {'If-None-Match': '*'},
    asAuthor: true,
  });
  expectStatus(written, 201, 'a post that shows a photo');
  await until('the page of that post', async () =>
    (await visitor.send('GET', `/posts/${slug}/`)).status === 200 ? true : undefined,
  );
};

/**
 * Picture 6: an upload becomes thumbnails, a record, a finished run and a message, what is no photo is rejected with a sentence; the author
 * moves the focal point of a photo and deletes it.
 */
export const checkThumbnail = async (blog: Blog): Promise<string> => {
  const {visitor} = blog;
  await checkWorkflowRole(blog);
  const upload = {contentType: 'image/jpeg', body: readPhotograph(photographs[0]), alt: 'A photograph for the check'};
  const ticket = await askTicket(visitor, upload);
  const {id} = ticket;
  await writePostShowing(visitor, id);
  const startedAt = performance.now();
  await sendUpload(ticket, upload);
  const text = new TextEncoder().encode('This is a text, whatever its name says.');
  const fakeId = await uploadPhoto(visitor, {contentType: 'image/jpeg', body: text, alt: 'No photograph'});
  const photo = await untilReady(visitor, id);
  const readyMs = Math.round(performance.now() - startedAt);
  for (const {url, format} of photo.thumbnails) {
    const thumbnail = expectStatus(await visitor.send('GET', url), 200, url);
    if (thumbnail.headers.get('content-type') !== `image/${format}`)
      throw new Error(`expected ${url} as image/${format}, got ${thumbnail.headers.get('content-type')}`);
  }
  const fake = await untilDone(visitor, fakeId);
  if (fake.status !== 'rejected' || !fake.reason || fake.thumbnails.length > 0)
    throw new Error(`expected a text named as a photo to be rejected with a reason, got ${JSON.stringify(fake)}`);
  await awaitRun(blog, id);
  await awaitMessage(blog, id);
  const showsPhoto = async (path: string) =>
    (await visitor.send('GET', path)).text.includes(`/photos/${id}/`) || undefined;
  await until('the post to show its photo', () => showsPhoto(`/posts/${slug}/`));
  await until('the API to show it too', () => showsPhoto(`/api/posts/${slug}`));
  await checkFocalPoint(visitor, photo);
  await checkDeletion(visitor, photo, `/posts/${slug}/`);
  expectStatus(await visitor.send('DELETE', `/api/posts/${slug}`, {asAuthor: true}), 204, 'deleting that post');
  const bytes = photo.thumbnails.reduce((sum, thumbnail) => sum + thumbnail.bytes, 0);
  return `${photo.thumbnails.length} thumbnails, ${(bytes / 1024).toFixed(0)} kB, ready ${readyMs} ms after the upload`;
};
