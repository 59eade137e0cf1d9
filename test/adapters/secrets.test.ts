import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {readSecret, readSecretVersions, uploadKeySecret} from '../../src/adapters/secrets.ts';

process.env['AWS_REGION'] = 'eu-central-1';
const manager = mockClient(SecretsManagerClient);
const missing = new ResourceNotFoundException({message: 'no such version', $metadata: {}});

/** A secret of this name, its versions read on every call of the service. */
const secret = (SecretId: string, versions: {current: string; previous?: string}) => {
  const answer = (VersionStage: string, value: () => string | undefined) =>
    manager.on(GetSecretValueCommand, {SecretId, VersionStage}).callsFake(() => {
      const SecretString = value();
      if (SecretString === undefined) throw missing;
      return {SecretString};
    });
  answer('AWSCURRENT', () => versions.current);
  answer('AWSPREVIOUS', () => versions.previous);
};

test.serial('a secret that was never rotated has one valid value', async (t) => {
  secret('fresh', {current: 'one'});

  t.deepEqual(await readSecretVersions('fresh'), ['one']);
});

test.serial('a rotation reaches the process within a minute, and the value before stays valid', async (t) => {
  const versions: {current: string; previous?: string} = {current: 'one'};
  secret('rotated', versions);
  const {now} = Date;
  t.teardown(() => {
    Date.now = now;
  });
  await readSecretVersions('rotated');
  Object.assign(versions, {current: 'two', previous: 'one'});

  Date.now = () => now() + 50_000;
  t.deepEqual(await readSecretVersions('rotated'), ['one']);
  Date.now = () => now() + 60_001;
  t.deepEqual(await readSecretVersions('rotated'), ['two', 'one']);
  t.is(await readSecret('rotated'), 'two');
});

test.serial('a failed read is not kept', async (t) => {
  manager.on(GetSecretValueCommand, {SecretId: 'late'}).rejects(new Error('no network'));
  await t.throwsAsync(readSecretVersions('late'), {message: 'no network'});

  secret('late', {current: 'one'});

  t.deepEqual(await readSecretVersions('late'), ['one']);
});

test.serial(
  'the secret of the upload key has nothing until something is put, and is read anew each time',
  async (t) => {
    process.env['UPLOAD_KEY_SECRET'] = 'upload-key';
    let put: string | undefined;
    manager.on(GetSecretValueCommand, {SecretId: 'upload-key', VersionStage: 'AWSCURRENT'}).callsFake(() => {
      if (put === undefined) throw missing;
      return {SecretString: put};
    });
    manager.on(PutSecretValueCommand, {SecretId: 'upload-key'}).callsFake(({SecretString}) => {
      put = SecretString;
      return {};
    });

    t.is(await uploadKeySecret.read(), undefined);
    await uploadKeySecret.put('a key');
    t.is(await uploadKeySecret.read(), 'a key');
  },
);
