import {expectStatus, type Visitor} from './visitor.ts';

export type Upload = {readonly contentType: string; readonly body: Uint8Array<ArrayBuffer>; readonly alt: string};

export type PhotoAnswer = {
  readonly id: string;
  readonly status: 'waiting' | 'processing' | 'ready' | 'rejected' | 'failed';
  readonly reason?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly thumbnails: readonly {widthPx: number; heightPx: number; format: string; bytes: number; url: string}[];
};

export type Ticket = {
  readonly id: string;
  readonly upload: {readonly url: string; readonly fields: Readonly<Record<string, string>>};
};

export const askTicket = async (author: Visitor, {contentType, body, alt}: Upload): Promise<Ticket> =>
  expectStatus(
    await author.send('POST', '/api/photos', {json: {contentType, bytes: body.length, alt}, asAuthor: true}),
    201,
    'an upload ticket',
  ).json<Ticket>();

/** Sends the form that a ticket describes straight to the bucket. */
export const sendUpload = async ({upload: {url, fields}}: Ticket, {contentType, body}: Upload): Promise<void> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([body], {type: contentType}), 'photo');
  const answer = await fetch(url, {method: 'POST', body: form});
  if (answer.ok) return;
  // S3 names no action when it refuses a form; a ticket allows what the role that signed it may do.
  const hint = answer.status === 403 ? ' (the role of create-photo may not s3:PutObject, or the ticket is over)' : '';
  throw new Error(`expected the bucket to take the upload, got ${answer.status}${hint}: ${await answer.text()}`);
};

/** Uploads as the author's browser does. The photo's id. */
export const uploadPhoto = async (author: Visitor, upload: Upload): Promise<string> => {
  const ticket = await askTicket(author, upload);
  await sendUpload(ticket, upload);
  return ticket.id;
};

export const readPhoto = async (reader: Visitor, id: string): Promise<PhotoAnswer> =>
  expectStatus(await reader.send('GET', `/api/photos/${id}`), 200, `the photo ${id}`).json<PhotoAnswer>();

export const isDone = ({status}: PhotoAnswer): boolean => status !== 'waiting' && status !== 'processing';
