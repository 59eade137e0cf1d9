// The blog under test as its owner's commands see it, and the commands as they are typed.
import {execFile} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type {ExecutionContext} from 'ava';
import {readInboxOf} from '../../../local/inbox.ts';
import {until} from '../../../local/until.ts';
import {expectStatus} from '../../../local/visitor.ts';
import {openStack, workAs} from '../../../operate/stack-handles.ts';
import {emailAddress, subscriberId} from '../../../src/domain/addresses.ts';
import {blogUnderTest} from '../../helpers/blog.ts';

export const blog = blogUnderTest();
const {endpoint, region} = blog.engine;
const {stackName, visitor, siteUrl} = blog;

/** From then on the adapters of `src` work on the blog's own table. */
export const openBlogUnderTest = async () => {
  const stack = await openStack({endpoint, region, stackName});
  await workAs(stack, 'SweepMailsFunction');
  return stack;
};

export type Ended = {readonly code: number; readonly stdout: string; readonly stderr: string};

/** Runs `operate/<name>.ts` on the blog under test to its end. */
export const runCommand = (name: 'subscribers' | 'rotate-keys', ...args: readonly string[]): Promise<Ended> => {
  const file = fileURLToPath(new URL(`../../../operate/${name}.ts`, import.meta.url));
  const where = ['--stack-name', stackName, '--region', region];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...args, ...where],
      {env: {...process.env, AWS_ENDPOINT_URL: endpoint}},
      (_, stdout, stderr) => resolve({code: child.exitCode ?? 1, stdout, stderr}),
    );
  });
};

/** A path in a folder of the test's own; with a text, a file of it. */
export const fileOf = (t: ExecutionContext, text?: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'subscribers-'));
  t.teardown(() => rmSync(folder, {recursive: true}));
  const file = join(folder, 'people.csv');
  if (text !== undefined) writeFileSync(file, text);
  return file;
};

const mark = `${process.pid}-${Date.now()}`;
export const addressOf = (name: string): string => `${name}-${mark}@example.org`;
export const idOf = (address: string) => subscriberId(emailAddress.parse(address));

/** Not those about a post, which any test may publish. */
export const mailsTo = async (address: string): Promise<readonly string[]> =>
  (await readInboxOf(blog.engine, address))
    .map(({subject}) => subject)
    .filter((subject) => /^(Welcome|Please confirm)/.test(subject));

export const signUp = async (email: string): Promise<void> => {
  expectStatus(await visitor.send('POST', '/api/subscribers', {json: {email}}), 202, `a sign-up of ${email}`);
};

/** The newest link for this purpose that was mailed there. */
export const mailedLink = (purpose: 'confirm' | 'unsubscribe', address: string): Promise<string> =>
  until(`a mail to ${purpose} for ${address}`, async () => {
    const words = (await readInboxOf(blog.engine, address)).flatMap(({text}) => text.split(/\s+/));
    return words.find((word) => word.startsWith(`${siteUrl}/api/subscribers/${purpose}`));
  });

export const follow = (link: string) => visitor.send('POST', link, {form: {}});

export const untilWelcomed = (address: string) =>
  until(`a welcome for ${address}`, async () => (await mailsTo(address)).find((one) => one.startsWith('Welcome')));

/** Signs up, confirms, and has the welcome: the stream has been read so far. */
export const subscribeWhole = async (address: string): Promise<void> => {
  await signUp(address);
  expectStatus(await follow(await mailedLink('confirm', address)), 200, `the confirmation of ${address}`);
  await untilWelcomed(address);
};
