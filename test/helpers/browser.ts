import chromium from '@sparticuz/chromium';
import {type Page, chromium as playwright} from 'playwright-core';

/** A page in a real Chromium, the one that npm brought; closed afterwards. */
export const withBrowser = async (use: (page: Page) => Promise<void>): Promise<void> => {
  const browser = await playwright.launch({executablePath: await chromium.executablePath(), args: chromium.args});
  try {
    await use(await browser.newPage());
  } finally {
    await browser.close();
  }
};
