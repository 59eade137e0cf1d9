import {UpdateItemCommand} from '@aws-sdk/client-dynamodb';
import {marshall} from '@aws-sdk/util-dynamodb';
import test from 'ava';
import createEvent from '../../events/create-photo.json' with {type: 'json'};
import readEvent from '../../events/read-photo.json' with {type: 'json'};
import {handler as createPhoto} from '../../src/handlers/create-photo.ts';
import {handler as readPhoto} from '../../src/handlers/read-photo.ts';
import {call, postPlace} from '../helpers/post-place.ts';

const place = postPlace();
test.before(() => place);

const ticketFor = async (bytes: number) =>
  (await call(createPhoto, createEvent, {body: {contentType: 'image/png', bytes, alt: 'A boat'}})).content;

const send = async (
  {url, fields}: {url: string; fields: Record<string, string>},
  bytes: number,
  changes: object = {},
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({...fields, ...changes})) form.append(name, value);
  form.append('file', new Blob([new Uint8Array(bytes)]));
  return (await fetch(url, {method: 'POST', body: form})).status;
};

test('the sample request gets a ticket that is kept by nobody', async (t) => {
  const {statusCode, headers, content} = await call(createPhoto, createEvent);

  t.is(statusCode, 201);
  t.is(headers['Cache-Control'], 'no-store');
  t.is(headers['Location'], `/api/photos/${content.id}`);
  t.is(content.upload.method, 'POST');
});

test('a ticket takes one photo of its type, of 1 to 15,000,000 bytes, once it is sent as it was signed', async (t) => {
  const {id, upload} = await ticketFor(5);

  t.is(await send(upload, 0), 400);
  t.is(await send(upload, 15_000_001), 400);
  t.is(await send(upload, 5, {'Content-Type': 'image/jpeg'}), 403);
  t.is(await send(upload, 5, {key: 'uploads/other'}), 403);
  t.is(await send(upload, 5), 204);
  t.is((await call(readPhoto, readEvent, {path: {id}})).statusCode, 200);
});

test('a photo is kept by the edge once it is ready, and not before', async (t) => {
  const {id} = await ticketFor(5);
  const waiting = await call(readPhoto, readEvent, {path: {id}});
  const {dynamodb} = await place;
  const thumbnails = [{widthPx: 640, heightPx: 480, format: 'jpeg', bytes: 9, key: `photos/${id}/c-640.jpg`}];
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: process.env['PHOTOS_TABLE'],
      Key: marshall({pk: `photo#${id}`, sk: 'photo'}),
      UpdateExpression:
        'SET #status = :ready, widthPx = :width, heightPx = :height, thumbnails = :thumbnails, etag = :etag',
      ExpressionAttributeNames: {'#status': 'status'},
      ExpressionAttributeValues: marshall({
        ...{':ready': 'ready', ':width': 2000, ':height': 1500, ':thumbnails': thumbnails, ':etag': '"e"'},
      }),
    }),
  );
  const ready = await call(readPhoto, readEvent, {path: {id}});

  t.deepEqual(waiting.content, {id, status: 'waiting', alt: 'A boat', thumbnails: []});
  t.is(waiting.headers['Cache-Control'], 'no-store');
  t.like(ready.content, {status: 'ready', widthPx: 2000, heightPx: 1500});
  t.is(ready.content.thumbnails[0].url, `/photos/${id}/c-640.jpg`);
  t.false('etag' in ready.content);
  t.regex(ready.headers['Cache-Control'] ?? '', /s-maxage=60/);
});

test('a photo that is not there is not found, a malformed id is refused', async (t) => {
  t.is((await call(readPhoto, readEvent)).statusCode, 404);
  t.is((await call(readPhoto, readEvent, {path: {id: 'boat.jpg'}})).statusCode, 400);
});

test('a picture of another format gets no ticket', async (t) => {
  const body = {contentType: 'image/heic', bytes: 5, alt: 'A boat'};

  const {statusCode, content} = await call(createPhoto, createEvent, {body});

  t.is(statusCode, 400);
  t.regex(content.detail, /got HEIC/);
});
