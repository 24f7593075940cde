// A file of tests: one console, one demo and one browser for all of them; for each a fresh world and a context of its own.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test as declare } from 'node:test';
import { DESK, SMALL, launch, openPage } from './browser.mjs';
import { startConsole } from './console.mjs';
import { startDemo } from './demo.mjs';
import { ROOT } from './program.mjs';
import { signIn } from './session.mjs';
import { Watch } from './watch.mjs';

/** Where the pictures of failures go. */
export const RESULTS = process.env.END2END_RESULTS ?? join(ROOT, 'end2end', 'results');

/** How long a test may take in all, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Prepares a file of tests on a `scenario`. `apart`: the demo controller is a program of its own, which outlives the
 * console. Gives `test(name, options, body)`; options are those of `openPage`, and `user`: who is signed in at the
 * start. The body gets `{ page, watch, demo, console, open }`.
 */
export function suite({ scenario = 'small', apart = false } = {}) {
  const stand = {};
  before(async () => {
    if (apart) {
      stand.demo = await startDemo({ scenario });
      stand.console = await startConsole({ options: ['--controller', stand.demo.url] });
    } else {
      stand.console = await startConsole({ demo: scenario });
      stand.demo = stand.console.demo;
    }
    stand.browser = await launch();
  });
  after(async () => {
    await stand.browser?.close();
    await stand.console?.stop();
    if (apart) await stand.demo?.stop();
  });

  return function test(name, options, body) {
    if (typeof options === 'function') [options, body] = [{}, options];
    declare(name, { timeout: PATIENCE }, async () => {
      await stand.demo.reset();
      const { user, ...how } = options;
      const watches = [];
      const open = async (more = {}) => {
        const page = await openPage(stand.browser, { url: stand.console.url, ...how, ...more });
        const watch = new Watch(page);
        watches.push({ page, watch });
        return { page, watch };
      };
      const { page, watch } = await open();
      try {
        if (user) await signIn(page, stand.console, user);
        await body({ page, watch, demo: stand.demo, console: stand.console, browser: stand.browser, open });
        watches.forEach(({ watch }) => watch.verify());
      } catch (error) {
        await pictures(name, watches, stand.console);
        throw error;
      } finally {
        await Promise.all(watches.map(({ page }) => page.context().close()));
      }
    });
  };
}

/** What each page looked like when a test failed. */
async function pictures(name, watches, console) {
  await mkdir(RESULTS, { recursive: true });
  const file = name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  for (const [at, { page }] of watches.entries()) {
    await page.screenshot({ path: join(RESULTS, `${file}${at ? `-${at}` : ''}.png`) }).catch(() => {});
  }
  const { writeFile } = await import('node:fs/promises');
  await writeFile(join(RESULTS, `${file}.log`), console.log.split('\n').slice(-200).join('\n'));
}

export { DESK, SMALL };
