import {createServer, type IncomingMessage, type RequestListener} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import test, {type ExecutionContext} from 'ava';
import {known} from '../../../operate/doctor/facts.ts';
import {readClick} from '../../../operate/doctor/read-blog.ts';

const serve = async (t: ExecutionContext, answer: RequestListener): Promise<string> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('one click is a POST of a form as mail programs send it, without cookies and with a token of nobody', async (t) => {
  const requests: [IncomingMessage, string][] = [];
  const siteUrl = await serve(t, async (request, response) => {
    requests.push([request, await text(request)]);
    response.writeHead(400, {'Content-Type': 'text/html; charset=utf-8'}).end('<p>This link does not work</p>');
  });

  const click = await readClick(siteUrl);

  t.deepEqual(
    click,
    known({status: 400, contentType: 'text/html; charset=utf-8', location: undefined, setsCookie: false}),
  );
  const [[request, body] = []] = requests;
  t.is(request?.method, 'POST');
  t.regex(request?.url ?? '', /^\/api\/subscribers\/unsubscribe\?token=/);
  t.is(request?.headers['content-type'], 'application/x-www-form-urlencoded');
  t.is(request?.headers.cookie, undefined);
  t.is(body, 'List-Unsubscribe=One-Click');
});

test('a redirection is told, not followed, and so is a cookie', async (t) => {
  const siteUrl = await serve(t, (_, response) =>
    response.writeHead(302, {Location: 'https://blog.org/', 'Set-Cookie': 'a=b'}).end(),
  );

  t.deepEqual(
    await readClick(siteUrl),
    known({status: 302, contentType: '', location: 'https://blog.org/', setsCookie: true}),
  );
});

test('a site that does not answer is no answer of the blog', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((resolve) => server.close(resolve));

  const click = await readClick(siteUrl);

  t.regex('unknown' in click ? click.unknown : '', /^expected http:\/\/127\.0\.0\.1:\d+ to answer, got .*ECONNREFUSED/);
});
