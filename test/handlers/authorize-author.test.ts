import {PutSecretValueCommand} from '@aws-sdk/client-secrets-manager';
import test from 'ava';
import event from '../../events/authorize-author.json' with {type: 'json'};
import {handler} from '../../src/handlers/authorize-author.ts';
import {postPlace} from '../helpers/post-place.ts';

const place = postPlace();
test.before(() => place);

const isLetIn = (authorizationToken: string): Promise<boolean> =>
  handler({...event, type: 'TOKEN', authorizationToken}, {} as Parameters<typeof handler>[1]).then(
    () => true,
    (error: Error) => {
      if (error.message !== 'Unauthorized') throw error;
      return false;
    },
  );

test('the token lets its author in, before and after a rotation, and nothing else does', async (t) => {
  const {secrets} = await place;
  t.true(await isLetIn('Bearer the-first-token'));
  for (const header of ['Bearer the-second-token', 'the-first-token', 'Basic the-first-token', 'Bearer', ''])
    t.false(await isLetIn(header));

  await secrets.send(
    new PutSecretValueCommand({SecretId: process.env['AUTHOR_TOKEN_SECRET'], SecretString: 'the-second-token'}),
  );
  const {now} = Date;
  t.teardown(() => {
    Date.now = now;
  });
  Date.now = () => now() + 61_000;

  t.true(await isLetIn('Bearer the-second-token'));
  t.true(await isLetIn('Bearer the-first-token'));
  t.false(await isLetIn('Bearer the-third-token'));
});
