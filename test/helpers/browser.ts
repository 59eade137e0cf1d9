import chromium from '@sparticuz/chromium';
import {type BrowserContextOptions, type LaunchOptions, type Page, chromium as playwright} from 'playwright-core';

/** The npm package brings a Chromium for Linux only; elsewhere the Chrome that is installed serves. */
const launchOptions = async (): Promise<LaunchOptions> =>
  process.platform === 'linux' && process.arch === 'x64'
    ? {executablePath: await chromium.executablePath(), args: chromium.args}
    : {channel: 'chrome'};

/** A page in a real browser, of a reader with such settings; closed afterwards. */
export const withBrowser = async (
  use: (page: Page) => Promise<void>,
  reader: BrowserContextOptions = {},
): Promise<void> => {
  const browser = await playwright.launch(await launchOptions());
  try {
    await use(await browser.newPage(reader));
  } finally {
    await browser.close();
  }
};
