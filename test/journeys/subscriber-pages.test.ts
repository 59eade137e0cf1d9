// Every page on the way in and out, in a real browser: by the keyboard, without a script, and by the rules of WCAG.
import AxeBuilder from '@axe-core/playwright';
import test from 'ava';
import type {Page} from 'playwright-core';
import {readInboxOf} from '../../local/inbox.ts';
import {until} from '../../local/until.ts';
import {blogUnderTest} from '../helpers/blog.ts';
import {withBrowser} from '../helpers/browser.ts';

const blog = blogUnderTest();
const {siteUrl, visitor} = blog;

const linkTo = async (path: string, address: string): Promise<string> => {
  const start = `${siteUrl}/api/subscribers/${path}`;
  return until(`a mail to ${path}`, async () => {
    const words = (await readInboxOf(blog.engine, address)).flatMap(({text}) => text.split(/\s+/));
    return words.find((word) => word.startsWith(start));
  });
};

/** Whoever has confirmed, and the link to leave of their welcome. */
const readerWhoMayLeave = async (address: string): Promise<string> => {
  await visitor.send('POST', '/api/subscribers', {json: {email: address}});
  await visitor.send('POST', await linkTo('confirm', address), {form: {}});
  return linkTo('unsubscribe', address);
};

const heading = async (page: Page): Promise<string> => (await page.textContent('h1')) ?? '';
const answer = (page: Page) => page.getByRole('status');

const inputs = ['A', 'BUTTON', 'INPUT', 'MAIN'];

/** What the Tab key reaches from the top of the page on, as it is named. */
const tabTo = async (page: Page, name: string): Promise<readonly string[]> => {
  const passed: string[] = [];
  while (passed.length < 100) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate((known) => {
      const {activeElement: element} = (globalThis as unknown as {document: {activeElement: Focused}}).document;
      type Focused = {tagName: string; textContent: string; name?: string; type?: string};
      return known.includes(element.tagName) ? element.name || element.textContent.trim() : element.tagName;
    }, inputs);
    passed.push(focused);
    if (focused === name) return passed;
  }
  throw new Error(`expected the Tab key to reach ${name}, got ${passed.slice(0, 20).join(', ')}`);
};

const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const {violations, passes} = await new AxeBuilder({page}).setLegacyMode().withTags(rules).analyze();
  if (passes.length < 10) throw new Error(`expected axe to look at the page, got ${passes.length} rules`);
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`));
};

test('by the keyboard alone a reader subscribes, confirms, leaves and comes back, and never meets the decoy', async (t) => {
  const address = 'by-keyboard@example.org';
  const pressOn = async (page: Page, label: string) => {
    await tabTo(page, label);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    return heading(page);
  };

  await withBrowser(async (page) => {
    await page.goto(siteUrl);
    await tabTo(page, 'email');
    await page.keyboard.type(address);
    t.deepEqual(await tabTo(page, 'Subscribe'), ['name', 'Subscribe']);
    await page.keyboard.press('Enter');
    await page.getByText('a mail with a link to confirm').waitFor();

    await page.goto(await linkTo('confirm', address));
    t.is(await pressOn(page, 'Yes, subscribe me'), 'You are subscribed');
    await page.goto(await linkTo('unsubscribe', address));
    t.is(await pressOn(page, 'Unsubscribe'), 'You are unsubscribed');
    t.is(await pressOn(page, 'That was a mistake'), 'Welcome back');
    await pressOn(page, 'All posts');
    t.is(new URL(page.url()).pathname, '/');
  });
});

test('without a script a reader subscribes, confirms, leaves and comes back', async (t) => {
  const address = 'without-script@example.org';
  const click = async (page: Page, name: string) => {
    await Promise.all([page.waitForNavigation(), page.getByRole('button', {name}).click()]);
    return heading(page);
  };

  await withBrowser(
    async (page) => {
      await page.goto(siteUrl);
      await page.getByLabel(/^email/i).fill(address);
      t.is(await click(page, 'Subscribe'), 'Look into your inbox');
      await page.goto(await linkTo('confirm', address));
      t.is(await click(page, 'Yes, subscribe me'), 'You are subscribed');
      await page.goto(await linkTo('unsubscribe', address));
      t.is(await click(page, 'Unsubscribe'), 'You are unsubscribed');
      t.is(await click(page, 'That was a mistake'), 'Welcome back');
      await page.goto(page.url());
      t.is(await heading(page), 'Coming back?');

      await page.goto(siteUrl);
      await page.getByLabel(/^email/i).fill('ada@localhost');
      t.is(await click(page, 'Subscribe'), 'Please check what you typed');
      await page.getByLabel(/^email/i).fill('ada-again@example.org');
      t.is(await click(page, 'Subscribe'), 'Look into your inbox');
    },
    {javaScriptEnabled: false},
  );
});

test('the form answers in place: a mistake keeps what was typed, and the button waits for the answer', async (t) => {
  await withBrowser(async (page) => {
    await page.goto(siteUrl);
    const email = page.getByLabel(/^email/i);
    await email.fill('ada@localhost');
    await page.getByLabel(/^name/i).fill('Ada');
    await email.press('Enter');
    await page.getByText('We need an email address').waitFor();

    t.is(await email.inputValue(), 'ada@localhost');
    t.is(await page.getByLabel(/^name/i).inputValue(), 'Ada');
    t.is(await email.getAttribute('aria-invalid'), 'true');
    t.is(await page.locator(':focus').getAttribute('name'), 'email');
    t.is(
      await page.locator(`#${await email.getAttribute('aria-describedby')}`).textContent(),
      await answer(page).textContent(),
    );
    t.deepEqual(await faultsOf(page), []);

    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await page.route('**/api/subscribers', async (route) => {
      await held;
      await route.abort();
    });
    await email.fill('in-place@example.org');
    await email.press('Enter');
    await page.getByText('One moment').waitFor();
    t.true(await page.getByRole('button', {name: 'Subscribe'}).isDisabled());
    goOn();
    await page.getByText('That did not reach us').waitFor();
    t.is(await email.inputValue(), 'in-place@example.org');

    await page.unroute('**/api/subscribers');
    await page.getByRole('button', {name: 'Subscribe'}).click();
    await page.getByText('a mail with a link to confirm').waitFor();
    t.is(await email.inputValue(), '');
    t.is(await email.getAttribute('aria-invalid'), 'false');
    t.is(new URL(page.url()).pathname, '/');
  });
});

test('nobody sees the decoy, and no screen reader tells of it', async (t) => {
  await withBrowser(async (page) => {
    await page.goto(siteUrl);

    t.is(await page.getByRole('textbox').count(), 2);
    const box = await page.locator('[name=website]').evaluate((field) => {
      const holder = (
        field as unknown as {closest(selector: string): {getBoundingClientRect(): {width: number}}}
      ).closest('div');
      return holder.getBoundingClientRect().width;
    });
    t.true(box <= 1);
    const scrolled = await page.locator('html').evaluate(({scrollWidth}) => scrollWidth);
    t.is(scrolled, page.viewportSize()?.width ?? 0);
  });
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`no page on the way in and out breaks a rule of accessibility (${colorScheme})`, async (t) => {
    const leave = await readerWhoMayLeave(`axe-${colorScheme}@example.org`);
    const token = new URL(leave).search;
    const posts = async (page: Page, path: string, body = '') => {
      await page.goto(siteUrl);
      await page.evaluate(
        ([action, fields]) => {
          const {document} = globalThis as unknown as {
            document: {body: {innerHTML: string}; querySelector(s: string): {submit(): void}};
          };
          document.body.innerHTML = `<form method="post" action="${action}">${fields}</form>`;
          document.querySelector('form').submit();
        },
        [path, body],
      );
      await page.waitForURL(`**${path.split('?')[0]}*`);
      await page.waitForLoadState();
    };
    const shown: Record<string, (page: Page) => Promise<unknown>> = {
      home: (page) => page.goto(siteUrl),
      confirm: (page) => page.goto(`${siteUrl}/api/subscribers/confirm?token=x`),
      unsubscribe: (page) => page.goto(leave),
      unsubscribed: (page) => posts(page, `/api/subscribers/unsubscribe${token}`),
      returned: (page) =>
        posts(page, `/api/subscribers/unsubscribe${token}`).then(() =>
          Promise.all([page.waitForNavigation(), page.getByRole('button').click()]),
        ),
      forged: (page) => posts(page, '/api/subscribers/confirm?token=x'),
      asked: (page) => posts(page, '/api/subscribers', '<input name="email" value="axe-asked@example.org">'),
      mistyped: (page) => posts(page, '/api/subscribers', '<input name="email" value="ada">'),
    };

    for (const widthPx of [360, 1200])
      await withBrowser(
        async (page) => {
          for (const [name, show] of Object.entries(shown)) {
            await show(page);
            t.deepEqual(await faultsOf(page), [], `${name} at ${widthPx} px`);
            const folder = process.env['SCREENSHOTS'];
            if (folder)
              await page.screenshot({
                path: `${folder}/${name}-${colorScheme}-${widthPx}.png`,
                fullPage: name !== 'home',
              });
          }
        },
        {colorScheme, viewport: {width: widthPx, height: 800}},
      );
  });
