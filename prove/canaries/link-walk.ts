// Subscribers who come, go and come back by the links in their mails, and links that are not what they seem.
import {GetSecretValueCommand, SecretsManagerClient} from '@aws-sdk/client-secrets-manager';
import {output} from '../../local/blog.ts';
import {clientConfig} from '../../operate/engine-clients.ts';
import {emailAddress, subscriberId} from '../../src/domain/addresses.ts';
import {linkKey, signLink} from '../../src/domain/links.ts';
import type {Ask} from './answers.ts';
import {form, mailsTo, signUp, tokenIn, type World} from './world.ts';

const link = (purpose: string, token: string): string => `/api/subscribers/${purpose}?token=${token}`;

const oneClick: Pick<Ask, 'headers' | 'body'> = {headers: form, body: 'List-Unsubscribe=One-Click'};

const expectStatus = async ({listener}: World, status: number, request: Ask): Promise<string> => {
  const told = await listener.ask(request);
  if (told.status !== status)
    throw new Error(`expected ${status} for ${request.method} ${request.path.split('?')[0]}, got ${told.status}`);
  return told.text;
};

/** The same token with another signature, of another purpose, too old, or cut off. */
const forgeries = async ({blog, canaries}: World, token: string, email: string): Promise<readonly string[]> => {
  const secrets = new SecretsManagerClient(clientConfig(blog.engine));
  const {SecretString = ''} = await secrets.send(
    new GetSecretValueCommand({SecretId: output(blog, 'LinkKeySecretArn')}),
  );
  const id = subscriberId(emailAddress.parse(email));
  const expired = signLink(linkKey(SecretString), {purpose: 'confirm', id, expiresAt: new Date(0)});
  const signature = token.split('.').at(-1) ?? '';
  const changed = `${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`;
  return [
    canaries.token('expired token', expired),
    canaries.token('token with another signature', token.replace(signature, changed)),
    canaries.token('token of another key', signLink(linkKey('another'), {purpose: 'confirm', id})),
    token.slice(0, -3),
    `${token}${canaries.word('after a token')}`,
    canaries.word('a token of words'),
    encodeURIComponent(`%00\r\n${canaries.word('a token of controls')}`),
  ];
};

/** One who does everything that there is to do, twice. */
export const walkLinks = async (world: World, what: string): Promise<void> => {
  const email = world.canaries.address(what);
  await signUp(world, email, world.canaries.word(`${what}, name`));
  await signUp(world, email.toUpperCase());
  const confirm = tokenIn(world, (await mailsTo(world, email, 1))[0], 'confirm');
  await world.listener.ask({method: 'HEAD', path: link('confirm', confirm)});
  for (let times = 0; times < 2; times++)
    await expectStatus(world, 200, {method: 'GET', path: link('confirm', confirm)});
  for (const forged of await forgeries(world, confirm, email))
    for (const purpose of ['confirm', 'unsubscribe', 'return']) {
      await world.listener.ask({method: 'GET', path: link(purpose, forged)});
      await expectStatus(world, 400, {method: 'POST', path: link(purpose, forged), ...oneClick});
    }
  await expectStatus(world, 400, {method: 'POST', path: link('unsubscribe', confirm), ...oneClick});
  await expectStatus(world, 400, {
    method: 'POST',
    path: '/api/subscribers/confirm',
    headers: form,
    body: `token=${confirm}`,
  });
  await expectStatus(world, 200, {method: 'POST', path: link('confirm', confirm), headers: form, body: ''});
  await expectStatus(world, 200, {method: 'POST', path: link('confirm', confirm), ...oneClick});
  const leave = tokenIn(world, (await mailsTo(world, email, 2))[0], 'unsubscribe');
  await expectStatus(world, 200, {method: 'GET', path: link('unsubscribe', leave)});
  const goodbye = await expectStatus(world, 200, {method: 'POST', path: link('unsubscribe', leave), ...oneClick});
  const back = world.canaries.token('token to return', /return\?token=([\w.-]+)/.exec(goodbye)?.[1] ?? '');
  await expectStatus(world, 200, {method: 'GET', path: link('return', back)});
  await expectStatus(world, 200, {method: 'POST', path: link('return', back), headers: form, body: ''});
  await expectStatus(world, 200, {method: 'POST', path: link('unsubscribe', leave), headers: form, body: ''});
  await expectStatus(world, 400, {method: 'POST', path: link('confirm', confirm), headers: form, body: ''});
  // The page of an error may not say more than the page of a success.
  await world.listener.ask({method: 'DELETE', path: link('unsubscribe', leave)});
  await world.listener.ask({method: 'GET', path: `/posts/none/?token=${leave}`});
};
