import type {Blog} from '../blog.ts';
import {type LocalMail, readInboxOf} from '../inbox.ts';
import {until} from '../until.ts';
import {expectStatus} from '../visitor.ts';

/** The link of a mail that leads to `path`, from the root of the site. */
export const linkIn = (mail: LocalMail, path: string, siteUrl: string): string => {
  const link = mail.text.split(/\s+/).find((word) => word.startsWith(`${siteUrl}${path}`));
  if (!link) throw new Error(`expected a link to ${siteUrl}${path} in the mail '${mail.subject}', got:\n${mail.text}`);
  return link.slice(siteUrl.length);
};

/** Picture 5: a sign-up is confirmed by mail, welcomed by mail, and one click leaves again. */
export const checkWelcome = async (blog: Blog): Promise<string> => {
  const {visitor, engine, siteUrl} = blog;
  const email = `reader-${Date.now()}@example.org`;
  const mails = () => readInboxOf(engine, email);
  const startedAt = performance.now();
  expectStatus(await visitor.send('POST', '/api/subscribers', {form: {email, name: 'Ada'}}), 202, 'the subscribe form');
  const confirmation = await until('the confirmation mail', async () => (await mails())[0]);
  const confirmedMs = Math.round(performance.now() - startedAt);
  const confirm = linkIn(confirmation, '/api/subscribers/confirm', siteUrl);
  expectStatus(await visitor.send('GET', confirm), 200, 'the page with the button');
  if ((await mails()).length > 1) throw new Error('expected that looking at the link confirms nothing');
  const clickedAt = performance.now();
  expectStatus(await visitor.send('POST', confirm, {form: {}}), 200, 'the confirming click');
  const welcome = await until('the welcome mail', async () => {
    const [newest, ...older] = await mails();
    return older.length > 0 ? newest : undefined;
  });
  const welcomedMs = Math.round(performance.now() - clickedAt);
  const unsubscribe = linkIn(welcome, '/api/subscribers/unsubscribe', siteUrl);
  expectStatus(await visitor.send('GET', unsubscribe), 200, 'the unsubscribe page');
  expectStatus(
    await visitor.send('POST', unsubscribe, {form: {'List-Unsubscribe': 'One-Click'}}),
    200,
    'the one-click unsubscribe',
  );
  return `confirmation after ${confirmedMs} ms, '${welcome.subject}' ${welcomedMs} ms after the click`;
};
