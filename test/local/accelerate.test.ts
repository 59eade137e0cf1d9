import {once} from 'node:events';
import {createServer, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import test, {type ExecutionContext} from 'ava';
import {accelerate} from '../../local/accelerate.ts';

const listening = async (t: ExecutionContext, listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** The accelerated endpoint in front of an engine whose buckets have this acceleration status. */
const accelerated = async (t: ExecutionContext, status: string | undefined) => {
  const uploads: string[] = [];
  const endpoint = await listening(t, async (request, reply) => {
    const {method, url} = request;
    if (url?.includes('?accelerate')) {
      if (status === undefined) reply.writeHead(404).end('<Error><Code>NoSuchBucket</Code></Error>');
      else reply.end(`<AccelerateConfiguration>${status && `<Status>${status}</Status>`}</AccelerateConfiguration>`);
      return;
    }
    uploads.push(`${method} ${url} ${request.headers['content-type']} ${await text(request)}`);
    reply.writeHead(204, {etag: '"1"'}).end();
  });
  const site = await listening(t, accelerate({endpoint, region: 'eu-central-1'}));
  const upload = () =>
    fetch(`${site}/_local/accelerate/originals`, {method: 'POST', headers: {'content-type': 'x/y'}, body: 'photo'});
  return {upload, uploads};
};

test('an upload is handed on to its bucket, and the answer back', async (t) => {
  const {upload, uploads} = await accelerated(t, 'Enabled');

  const answer = await upload();

  t.deepEqual([answer.status, answer.headers.get('etag')], [204, '"1"']);
  t.deepEqual(uploads, ['POST /originals x/y photo']);
});

for (const status of ['Suspended', '', undefined])
  test(`a bucket whose acceleration is '${status}' takes nothing this way`, async (t) => {
    const {upload, uploads} = await accelerated(t, status);

    const answer = await upload();

    t.is(answer.status, 400);
    t.regex(await answer.text(), /expected the bucket 'originals' to have Transfer Acceleration enabled, got \w+/);
    t.is(uploads.length, 0);
  });
