// Rotations of a key of the test's own, twice and more, and one of the deployed blog's.
import {
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import unsubscribeEvent from '../../events/unsubscribe.json' with {type: 'json'};
import {output} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {type KeyAge, readKeyAge, rotateKey} from '../../operate/rotate-keys/link-key-secret.ts';
import {UserError} from '../../operate/user-error.ts';
import {signingKey} from '../../src/adapters/link-keys.ts';
import {emailAddress, type SubscriberId, subscriberId} from '../../src/domain/addresses.ts';
import {linkKey, signLink} from '../../src/domain/links.ts';
import {handler as unsubscribe} from '../../src/handlers/unsubscribe.ts';
import {call} from '../handlers/subscriber-calls.ts';
import {subscriberPlace} from '../helpers/subscriber-place.ts';
import {blog, runCommand} from './subscribers/blog-commands.ts';

const client = new SecretsManagerClient(clientConfig(blog.engine));
test.before(subscriberPlace);

const secret = () => process.env['LINK_KEY_SECRET'] ?? '';
const id = subscriberId(emailAddress.parse('ada@example.com'));
const stagesOf = async (secretId: string) =>
  Object.fromEntries(
    ((await client.send(new ListSecretVersionIdsCommand({SecretId: secretId}))).Versions ?? []).flatMap(
      ({VersionId, VersionStages = []}) => VersionStages.map((stage) => [stage, VersionId]),
    ),
  );
const rotate = async (): Promise<KeyAge> => {
  const age = await readKeyAge(client, secret());
  await rotateKey(client, secret(), age);
  return age;
};
const leave = async (token: string): Promise<number> =>
  (await call(unsubscribe, unsubscribeEvent, {queryStringParameters: {token}})).statusCode;
const linkOf = (key: Parameters<typeof signLink>[0], to: SubscriberId = id) =>
  signLink(key, {purpose: 'unsubscribe', id: to});
const currentKey = async (SecretId: string) => {
  const {SecretString = ''} = await client.send(new GetSecretValueCommand({SecretId}));
  return linkKey(SecretString);
};

test.serial(
  'a link to unsubscribe survives one rotation and not two, and one of the new key works at once',
  async (t) => {
    const {now} = Date;
    t.teardown(() => {
      Date.now = now;
    });
    const mailed = linkOf(await signingKey());
    t.is(await leave(mailed), 200);

    t.false((await rotate()).isRotated);

    t.is(await leave(linkOf(await currentKey(secret()))), 200);
    t.is(await leave(mailed), 200);
    t.true((await rotate()).isRotated);
    Date.now = () => now() + 60_001;
    t.is(await leave(mailed), 400);
    t.is(await leave(linkOf(await currentKey(secret()))), 200);
  },
);

test.serial('of several rotations at once one succeeds, and the key before stays good', async (t) => {
  const before = await readKeyAge(client, secret());

  const ends = await Promise.allSettled([1, 2, 3, 4, 5].map(() => rotateKey(client, secret(), before)));

  t.is(ends.filter(({status}) => status === 'fulfilled').length, 1);
  for (const end of ends)
    if (end.status === 'rejected') {
      t.true(end.reason instanceof UserError);
      t.is(end.reason.message, 'expected the key to stay as it was, got another: somebody else has just rotated it');
    }
  const stages = await stagesOf(secret());
  t.deepEqual(Object.keys(stages).sort(), ['AWSCURRENT', 'AWSPREVIOUS']);
  t.is(stages['AWSPREVIOUS'], before.versionId);
});

test.serial(
  'npm run rotate-keys: the deployed blog takes links of the new key and the old one, and no second rotation',
  async (t) => {
    const deployed = output(blog, 'LinkKeySecretArn');
    const press = async (token: string) =>
      (await blog.visitor.send('POST', `/api/subscribers/unsubscribe?token=${token}`, {form: {}})).status;
    const old = linkOf(await currentKey(deployed));
    t.is(await press(old), 200);

    const first = await runCommand('rotate-keys');

    t.deepEqual([first.code, first.stderr], [0, '']);
    t.regex(first.stdout, /never rotated: every link that was mailed so far goes on working/);
    t.regex(first.stdout, /Rotated: new links are signed with the new key within a minute/);
    t.is(await press(linkOf(await currentKey(deployed))), 200);
    t.is(await press(old), 200);
    const stages = await stagesOf(deployed);
    const second = await runCommand('rotate-keys');
    t.is(second.code, 1);
    t.regex(second.stderr, /^expected the last rotation to be (60 seconds|30 days) ago or more, got /);
    t.deepEqual(await stagesOf(deployed), stages);
  },
);
