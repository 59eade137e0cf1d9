import test from 'ava';
import {readInbox} from '../../local/inbox.ts';
import {until} from '../../local/until.ts';
import {blogUnderTest} from '../helpers/blog.ts';
import {withBrowser} from '../helpers/browser.ts';

const blog = blogUnderTest();

const mailsTo = async (address: string) =>
  (await readInbox(blog.engine as Parameters<typeof readInbox>[0])).filter(({to}) =>
    to.some((one) => one.includes(address)),
  );

const linkIn = (text: string, path: string): string =>
  text.split(/\s+/).find((word) => word.startsWith(`${blog.siteUrl}${path}`)) ?? '';

test('a reader subscribes on the home page, confirms by the mailed link, is welcomed, and leaves with one click', async (t) => {
  const address = 'browser-reader@example.org';

  await withBrowser(async (page) => {
    await page.goto(blog.siteUrl);
    await page.getByLabel(/^email/i).fill(address);
    await page.getByLabel(/^name/i).fill('Ada');
    await page.getByRole('button', {name: /subscribe/i}).click();
    await page.getByText('a mail with a link to confirm').waitFor();

    const [confirmation] = await until('the confirmation mail', async () => {
      const mails = await mailsTo(address);
      return mails.length > 0 ? mails : undefined;
    });
    await page.goto(linkIn(confirmation?.text ?? '', '/api/subscribers/confirm'));
    await page.getByRole('button').first().click();
    await page.waitForLoadState();
    t.regex((await page.textContent('h1')) ?? '', /subscribed|welcome|thank|confirmed/i);

    const welcome = await until('the welcome mail', async () => {
      const mails = await mailsTo(address);
      return mails.length > 1 ? mails[0] : undefined;
    });
    t.regex(welcome.text, /Ada/);
    await page.goto(linkIn(welcome.text, '/api/subscribers/unsubscribe'));
    await page.getByRole('button').first().click();
    await page.waitForLoadState();
    t.regex((await page.textContent('h1')) ?? '', /unsubscribed|left|gone|goodbye/i);
  });

  t.is((await mailsTo(address)).length, 2);
});

test('every sign-up gets the same answer, whoever asks', async (t) => {
  const body = {email: 'same-answer@example.org'};
  const first = await blog.visitor.send('POST', '/api/subscribers', {json: body});
  const second = await blog.visitor.send('POST', '/api/subscribers', {json: body});

  t.is(first.status, 202);
  t.is(second.status, 202);
  t.is(second.text, first.text);
  await until('its confirmation mail', async () => ((await mailsTo(body.email)).length > 0 ? true : undefined));
  t.is((await mailsTo(body.email)).length, 1);
});
