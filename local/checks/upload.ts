import type {Blog} from '../blog.ts';
import {askTicket, sendUpload, untilReady} from '../photo-upload.ts';
import {photographs, readPhotograph} from '../photographs.ts';

/** An upload becomes thumbnails, whichever way its ticket names. */
export const checkUpload = async ({visitor}: Blog): Promise<string> => {
  const [{alt}] = photographs;
  const upload = {contentType: 'image/jpeg', body: readPhotograph(photographs[0]), alt};
  const ticket = await askTicket(visitor, upload);
  const startedAt = performance.now();
  await sendUpload(ticket, upload);
  const photo = await untilReady(visitor, ticket.id);
  const {method, url} = ticket.upload;
  const {host, pathname} = new URL(url);
  const way = `${method} to ${host}${pathname.replace(ticket.id, '…')}`;
  return `${way}, ${photo.thumbnails.length} thumbnails, ready after ${Math.round(performance.now() - startedAt)} ms`;
};
