// The browser: Debian's Chromium by default, one for a file of tests, a context of its own for each test.
import { chromium } from 'playwright-core';
import { PATIENCE } from './wait.mjs';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESK = { width: 1440, height: 900 };
export const SMALL = { width: 1024, height: 768 };

/** Starts the browser, with more flags if there are any. */
export const launch = (more = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...more] });

/**
 * Opens a page in a context of its own: no cookies, no cache.
 * `script`: whether scripts run; `system`: the system's theme; `language` and `zone`: the browser's; `scale`: the screen's pixels to a
 * CSS pixel.
 */
export async function openPage(browser, { url, script = true, size = DESK, system = 'light', language = 'en-US', zone = 'UTC', scale = 1 } = {}) {
  const context = await browser.newContext({
    baseURL: url,
    javaScriptEnabled: script,
    viewport: size,
    deviceScaleFactor: scale,
    colorScheme: system,
    locale: language,
    timezoneId: zone,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  return page;
}

/** Waits until the program in the page answers to events. */
export const hydrated = (page) => page.locator('html[data-hydrated="true"]').waitFor({ state: 'attached' });

/** Goes to an address and waits until the page answers to events. */
export async function visit(page, path) {
  const answer = await page.goto(path);
  await hydrated(page);
  return answer;
}

/** Reloads, and waits until the page answers to events. */
export async function reload(page) {
  await page.reload();
  await hydrated(page);
}

/** Does what loads another document, and waits until that answers to events. */
export async function onward(page, act) {
  await page.evaluate(() => document.documentElement.setAttribute('data-left', ''));
  await act();
  await page.locator('html:not([data-left])[data-hydrated="true"]').waitFor({ state: 'attached' });
}

/** How far the document and the frame are scrolled: they never are, only what is within them. */
export const frameScrolled = (page) =>
  page.evaluate(() => [document.scrollingElement, ...document.querySelectorAll('.shell, .page')].map((element) => element.scrollTop));

/** The path and the query of the address. */
export const address = (page) => page.url().replace(/^https?:\/\/[^/]+/, '');

/** Goes to an address and stops the page's own clock there: what it would do by itself it does with `timePasses` only. */
export async function visitInStillness(page, path) {
  await page.clock.install();
  await visit(page, path);
  await page.clock.pauseAt(Date.now() + 1_000);
}

/** Lets time pass in the page until it has read what it shows once more, well or not. */
export async function timePasses(page) {
  const [answer] = await Promise.all([page.waitForEvent('requestfinished', isReading), page.clock.runFor(10_000)]);
  return answer;
}

const isReading = (request) => request.url().includes('/api/');
