import {execFile} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {SESClient, SendRawEmailCommand} from '@aws-sdk/client-ses';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import blogConfig from '../../../blog.config.ts';
import {fillInbox} from '../../../operate/mails/sample-inbox.ts';

const command = fileURLToPath(new URL('../../../operate/mails.ts', import.meta.url));
const run = promisify(execFile);

test('npm run mails writes every kind of mail as HTML, as text and as it travels', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mails-'));
  t.teardown(() => rmSync(folder, {recursive: true}));

  await run(process.execPath, [command, '--out', folder]);

  const kinds = ['confirmation', 'new-post', 'welcome'];
  const expected = kinds.flatMap((kind) => ['eml', 'html', 'txt'].map((ending) => `${kind}.${ending}`));
  t.deepEqual(readdirSync(folder).sort(), [...expected, 'cover.jpg'].sort());
  for (const kind of kinds) {
    const [text, html] = ['txt', 'html'].map((ending) => readFileSync(join(folder, `${kind}.${ending}`), 'utf8'));
    const mail = await PostalMime.parse(readFileSync(join(folder, `${kind}.eml`)));
    t.deepEqual([mail.text?.trimEnd(), mail.html?.trimEnd()], [text?.trimEnd(), html?.trimEnd()]);
    t.is(mail.from?.address, blogConfig.mail.sender);
    t.true(text?.includes(blogConfig.title));
  }
  t.regex(readFileSync(join(folder, 'new-post.html'), 'utf8'), /<img [^>]*src="cover\.jpg"/);
});

test('npm run mails says what it can be told, and what it was told wrong', async (t) => {
  const {stdout} = await run(process.execPath, [command, '--help']);
  const error = await t.throwsAsync(run(process.execPath, [command, '--to', 'ada@example.com']));

  t.regex(stdout, /^usage: npm run mails/);
  t.regex(error.message, /see npm run mails -- --help/);
});

const answers: Record<string, unknown> = {
  post: {cover: 'a-photo'},
  photo: {
    alt: 'A house',
    thumbnails: [
      {url: '/photos/small.jpg', widthPx: 640, heightPx: 480, format: 'jpeg'},
      {url: '/photos/wide.jpg', widthPx: 1280, heightPx: 960, format: 'jpeg'},
      {url: '/photos/square.jpg', widthPx: 320, heightPx: 320, format: 'jpeg', crop: 'square'},
      {url: '/photos/wide.avif', widthPx: 1280, heightPx: 960, format: 'avif'},
    ],
  },
};

test('the inbox gets one mail of each kind, whose links and cover are those of the blog that runs', async (t) => {
  const server = createServer(({url = ''}, response) =>
    response.end(JSON.stringify(answers[url.startsWith('/api/photos/') ? 'photo' : 'post'])),
  );
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.teardown(() => server.close());
  const siteUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ses = mockClient(SESClient);
  ses.on(SendRawEmailCommand).resolves({MessageId: 'message'});

  const blog = {siteUrl, endpoint: 'http://127.0.0.1:1', region: 'eu-central-1'};
  const sent = await fillInbox(blog, new Date('2026-03-01T09:30:00.000Z'));

  const calls = ses.commandCalls(SendRawEmailCommand).map(({args}) => args[0].input);
  const mails = await Promise.all(calls.map(({RawMessage}) => PostalMime.parse(RawMessage?.Data ?? '')));
  t.is(sent, 3);
  t.is(new Set(mails.map(({subject}) => subject)).size, 3);
  t.true(mails.every(({text}) => text?.includes(`${siteUrl}/`)));
  t.deepEqual(
    mails.flatMap(({html}) => html?.match(/src="[^"]+"/g) ?? []),
    [`src="${siteUrl}/photos/wide.jpg"`],
  );
});
