import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {CreateSecretCommand, GetSecretValueCommand} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import event from '../../events/make-upload-key.json' with {type: 'json'};
import {handler} from '../../src/handlers/make-upload-key.ts';
import {postPlace} from '../helpers/post-place.ts';

type Call = (event: object, context: object) => Promise<void>;

test.serial('an empty secret gets a key, later calls keep it, and no log line shows it', async (t) => {
  const {secrets} = await postPlace();
  const {ARN = ''} = await secrets.send(new CreateSecretCommand({Name: `upload-key-${process.pid}-${Date.now()}`}));
  process.env['UPLOAD_KEY_SECRET'] = ARN;
  const answers: {Status: string; Data: {PublicKey: string}}[] = [];
  const server = createServer(async (request, response) => {
    answers.push(JSON.parse(await text(request)));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lines: string[] = [];
  const {log} = console;
  console.log = (line: string) => void lines.push(line);
  t.teardown(() => {
    console.log = log;
    server.close();
  });

  const ResponseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/answer`;
  for (const RequestType of ['Create', 'Update', 'Create'])
    await (handler as unknown as Call)({...event, ResponseURL, RequestType}, {});

  t.deepEqual(
    answers.map(({Status}) => Status),
    ['SUCCESS', 'SUCCESS', 'SUCCESS'],
  );
  t.is(new Set(answers.map(({Data}) => Data.PublicKey)).size, 1);
  const {SecretString = ''} = await secrets.send(new GetSecretValueCommand({SecretId: ARN}));
  t.regex(SecretString, /^-----BEGIN PRIVATE KEY-----/);
  t.is(lines.length, 3);
  t.notRegex(lines.join('\n'), /KEY-----/);
});
