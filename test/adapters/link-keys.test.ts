import {GetSecretValueCommand, ResourceNotFoundException, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import {mockClient} from 'aws-sdk-client-mock';
import {linkKeys, signingKey} from '../../src/adapters/link-keys.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {linkKey, readLink, signLink} from '../../src/domain/links.ts';

process.env['AWS_REGION'] = 'eu-central-1';
const manager = mockClient(SecretsManagerClient);
const id = subscriberId(emailAddress.parse('ada@example.com'));
const linkOf = (secret: string) => signLink(linkKey(secret), {purpose: 'unsubscribe', id});

/** A secret that nobody has read yet, and a clock that stands. */
const place = (t: {title: string; teardown(end: () => void): void}) => {
  process.env['LINK_KEY_SECRET'] = t.title;
  manager.reset();
  const {now} = Date;
  t.teardown(() => {
    Date.now = now;
  });
  let time = 1_000_000;
  Date.now = () => time;
  let versions: readonly (string | undefined)[] = ['one'];
  let reads = 0;
  let isBroken = false;
  manager.on(GetSecretValueCommand).callsFake(async ({VersionStage}) => {
    if (VersionStage === 'AWSCURRENT') reads += 1;
    if (isBroken) throw new Error('no network');
    const SecretString = versions[VersionStage === 'AWSCURRENT' ? 0 : 1];
    if (SecretString === undefined) throw new ResourceNotFoundException({message: 'none', $metadata: {}});
    return {SecretString};
  });
  return {
    rotate(next: string) {
      versions = [next, versions[0]];
    },
    pass(milliseconds: number) {
      time += milliseconds;
    },
    breakDown(value: boolean) {
      isBroken = value;
    },
    reads: () => reads,
    check: async (token: string) => readLink(await linkKeys(token), 'unsubscribe', token, new Date()),
  };
};

test.serial('a link of a key that this process has not heard of yet is good at the first click', async (t) => {
  const {rotate, check, reads} = place(t);
  t.deepEqual(await check(linkOf('one')), {id});

  rotate('two');

  t.deepEqual(await check(linkOf('two')), {id});
  t.deepEqual(await check(linkOf('one')), {id});
  t.is(reads(), 2);
  t.deepEqual(await signingKey(), linkKey('two'));
  t.is(reads(), 2);
});

test.serial(
  'links of forged keys, many at once and for a minute, have the secret read once in five seconds',
  async (t) => {
    const {check, reads, pass} = place(t);
    await check(linkOf('one'));
    const before = reads();

    for (let second = 0; second < 60; second += 1) {
      const forged = Array.from({length: 50}, (_, n) => linkOf(`forged ${second} ${n}`));
      for (const answer of await Promise.all([...forged, '', '....'].map(check)))
        t.deepEqual(answer, {refused: 'invalid'});
      pass(1000);
    }

    t.is(reads() - before, 12);
  },
);

test.serial('while links are forged, one of a new key is good five seconds after it was made', async (t) => {
  const {check, rotate, pass} = place(t);
  await check(linkOf('forged'));
  rotate('two');

  pass(5000);
  await check(linkOf('forged'));

  t.deepEqual(await check(linkOf('two')), {id});
});

test.serial('links of known keys stay good while the secret cannot be read, and no more is asked of it', async (t) => {
  const {check, breakDown, reads, pass, rotate} = place(t);
  await check(linkOf('one'));
  rotate('two');
  breakDown(true);

  for (let n = 0; n < 3; n += 1) await t.throwsAsync(check(linkOf('two')), {message: 'no network'});

  t.deepEqual(await check(linkOf('one')), {id});
  t.is(reads(), 2);
  breakDown(false);
  pass(5000);
  t.deepEqual(await check(linkOf('two')), {id});
});
