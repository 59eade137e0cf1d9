import {createVerify, generateKeyPairSync} from 'node:crypto';
import {GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {uploads} from '../../src/adapters/uploads.ts';
import {photoId} from '../../src/domain/slugs.ts';

const {privateKey, publicKey} = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
  publicKeyEncoding: {type: 'spki', format: 'pem'},
});
const manager = mockClient(SecretsManagerClient);
manager.on(GetSecretValueCommand, {VersionStage: 'AWSCURRENT'}).resolves({SecretString: privateKey});
manager
  .on(GetSecretValueCommand, {VersionStage: 'AWSPREVIOUS'})
  .rejects(new ResourceNotFoundException({message: 'no such version', $metadata: {}}));
Object.assign(process.env, {AWS_REGION: 'eu-central-1', UPLOAD_KEY_SECRET: 'arn:key', UPLOAD_KEY_ID: 'K1234EXAMPLE'});

const id = photoId.parse('01KJN3V2Q8ZR4T6YB0C5D7E9FG');
const now = new Date('2026-03-01T09:30:00.900Z');
const upload = {id, contentType: 'image/png', maxBytes: 15_000_000, expiresInSeconds: 300, now};

/** CloudFront's alphabet of Base64. */
const decode = (text: string | null): Buffer =>
  Buffer.from((text ?? '').replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64');

test('with a key, a ticket is a PUT at the site: signed for this photo, at any host, for five minutes', async (t) => {
  const request = await uploads.sign(upload);

  if (request.method !== 'PUT') return t.fail();
  t.deepEqual(request.headers, {'Content-Type': 'image/png'});
  t.true(request.url.startsWith(`/uploads/${id}?`));
  const {searchParams} = new URL(request.url, 'https://blog.example');
  t.deepEqual([...searchParams.keys()].sort(), ['Key-Pair-Id', 'Policy', 'Signature']);
  t.is(searchParams.get('Key-Pair-Id'), 'K1234EXAMPLE');
  const policy = decode(searchParams.get('Policy')).toString();
  t.deepEqual(JSON.parse(policy), {
    Statement: [
      {
        Resource: `*://*/uploads/${id}`,
        Condition: {DateLessThan: {'AWS:EpochTime': Date.parse('2026-03-01T09:35:00Z') / 1000}},
      },
    ],
  });
  t.true(
    createVerify('RSA-SHA1')
      .update(policy)
      .verify(publicKey, decode(searchParams.get('Signature'))),
  );
});

test('the key is read once a minute, however many tickets there are', async (t) => {
  await uploads.sign(upload);
  const before = manager.calls().length;
  await uploads.sign(upload);

  t.is(manager.calls().length, before);
});
