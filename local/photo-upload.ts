import {until} from './until.ts';
import {expectStatus, type Visitor} from './visitor.ts';

export type Upload = {readonly contentType: string; readonly body: Uint8Array<ArrayBuffer>; readonly alt: string};

export type PhotoAnswer = {
  readonly id: string;
  readonly status: 'waiting' | 'processing' | 'ready' | 'rejected' | 'failed';
  readonly reason?: string;
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly thumbnails: readonly {
    widthPx: number;
    heightPx: number;
    format: string;
    bytes: number;
    url: string;
    crop?: string;
  }[];
};

/** A form to be sent by POST, the file as its last field, or a URL that takes the file itself by PUT. */
export type Ticket = {
  readonly id: string;
  readonly upload:
    | {readonly method: 'POST'; readonly url: string; readonly fields: Readonly<Record<string, string>>}
    | {readonly method: 'PUT'; readonly url: string; readonly headers: Readonly<Record<string, string>>};
};

/** The ticket, with its URL from the root of the site resolved. */
export const askTicket = async (author: Visitor, {contentType, body, alt}: Upload): Promise<Ticket> => {
  const json = {contentType, bytes: body.length, alt};
  const answer = await author.send('POST', '/api/photos', {json, asAuthor: true});
  const {id, upload} = expectStatus(answer, 201, 'an upload ticket').json<Ticket>();
  return {id, upload: {...upload, url: new URL(upload.url, author.siteUrl).href}};
};

const formOf = (fields: Readonly<Record<string, string>>, {contentType, body}: Upload): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([body], {type: contentType}), 'photo');
  return form;
};

/** Sends the photo as its ticket says: a form straight to the bucket, or a PUT through the site. */
export const sendUpload = async ({upload: way}: Ticket, upload: Upload): Promise<void> => {
  const init: RequestInit =
    way.method === 'POST'
      ? {method: 'POST', body: formOf(way.fields, upload)}
      : {method: 'PUT', body: upload.body, headers: way.headers};
  const answer = await fetch(way.url, init);
  if (answer.ok) return;
  // S3 names no action when it refuses a form; a ticket allows what the role that signed it may do.
  const hint =
    way.method === 'POST' && answer.status === 403
      ? ' (the role of create-photo may not s3:PutObject, or the ticket is over)'
      : '';
  throw new Error(`expected the upload to be taken, got ${answer.status}${hint}: ${await answer.text()}`);
};

/** Uploads as the author's browser does. The photo's id. */
export const uploadPhoto = async (author: Visitor, upload: Upload): Promise<string> => {
  const ticket = await askTicket(author, upload);
  await sendUpload(ticket, upload);
  return ticket.id;
};

const readPhoto = async (reader: Visitor, id: string): Promise<PhotoAnswer> =>
  expectStatus(await reader.send('GET', `/api/photos/${id}`), 200, `the photo ${id}`).json<PhotoAnswer>();

const isDone = ({status}: PhotoAnswer): boolean => status !== 'waiting' && status !== 'processing';

/** The photo once its run is over, however it ended; `onStatus` hears each answer before. */
export const untilDone = (
  reader: Visitor,
  id: string,
  onStatus: (status: PhotoAnswer['status']) => void = () => {},
): Promise<PhotoAnswer> =>
  until(
    `the run of ${id}`,
    async () => {
      const photo = await readPhoto(reader, id);
      onStatus(photo.status);
      return isDone(photo) ? photo : undefined;
    },
    {seconds: 60, everyMs: 100},
  );

/** The same; an Error where it ended otherwise. */
export const untilReady = async (...photo: Parameters<typeof untilDone>): Promise<PhotoAnswer> => {
  const done = await untilDone(...photo);
  if (done.status !== 'ready')
    throw new Error(`expected the photo ${done.id} to become ready, got ${done.status}: ${done.reason}`);
  return done;
};
