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

/** Uploads as the author's browser does: a ticket from the API, then a form straight to the bucket. The photo's id. */
export const uploadPhoto = async (author: Visitor, {contentType, body, alt}: Upload): Promise<string> => {
  const ticket = expectStatus(
    await author.send('POST', '/api/photos', {json: {contentType, bytes: body.length, alt}, asAuthor: true}),
    201,
    'an upload ticket',
  ).json<{id: string; upload: {url: string; fields: Record<string, string>}}>();
  const form = new FormData();
  for (const [name, value] of Object.entries(ticket.upload.fields)) form.append(name, value);
  form.append('file', new Blob([body], {type: contentType}), 'photo');
  const answer = await fetch(ticket.upload.url, {method: 'POST', body: form});
  if (!answer.ok)
    throw new Error(`expected the bucket to take the upload, got ${answer.status}: ${await answer.text()}`);
  return ticket.id;
};

export const readPhoto = async (reader: Visitor, id: string): Promise<PhotoAnswer> =>
  expectStatus(await reader.send('GET', `/api/photos/${id}`), 200, `the photo ${id}`).json<PhotoAnswer>();

export const isDone = ({status}: PhotoAnswer): boolean => status !== 'waiting' && status !== 'processing';
