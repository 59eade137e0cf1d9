import {createPrivateKey, createPublicKey} from 'node:crypto';
import test from 'ava';
import {makeUploadKey} from '../../src/domain/upload-keys.ts';

const secretWith = (kept?: string) => {
  const puts: string[] = [];
  return {puts, read: async () => puts.at(-1) ?? kept, put: async (key: string) => void puts.push(key)};
};

test('a pair of 2048 bits is made once: its private half is kept, its public half is answered each time', async (t) => {
  const secret = secretWith();

  const first = await makeUploadKey(secret);
  const second = await makeUploadKey(secret);

  t.is(secret.puts.length, 1);
  t.is(first, second);
  t.regex(first, /^-----BEGIN PUBLIC KEY-----\n/);
  t.regex(secret.puts[0] ?? '', /^-----BEGIN PRIVATE KEY-----\n/);
  const {asymmetricKeyType, asymmetricKeyDetails} = createPrivateKey(secret.puts[0] ?? '');
  t.is(asymmetricKeyType, 'rsa');
  t.is(asymmetricKeyDetails?.modulusLength, 2048);
  t.true(createPublicKey(secret.puts[0] ?? '').equals(createPublicKey(first)));
});

test('what is kept and is no key is a fault that is neither repaired nor repeated in words', async (t) => {
  const secret = secretWith('a text of somebody’s');

  const error = await t.throwsAsync(makeUploadKey(secret));

  t.deepEqual(secret.puts, []);
  t.false(`${error.stack}`.includes('somebody'));
});
