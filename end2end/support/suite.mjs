// A file of tests: one browser for all of them; for each test a console, a demo and a browser context of its own.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test as declare } from 'node:test';
import { launch, openPage } from './browser.mjs';
import { startConsole } from './console.mjs';
import { startDemo } from './demo.mjs';
import { ROOT } from './program.mjs';
import { signIn } from './session.mjs';
import { Watch } from './watch.mjs';

/** Where the pictures of failures go. */
const RESULTS = process.env.END2END_RESULTS ?? join(ROOT, 'end2end', 'results');

/** How long a test may take in all, in milliseconds. */
const PATIENCE = 120_000;

/**
 * Prepares a file of tests. Gives `test(name, options, body)`; options are those of `openPage`, and
 * `user`: who is signed in at the start; `scenario`: the demo's; `apart`: the demo controller is a program of its own,
 * which outlives the console; `still`: that one's time stands until it is moved; `settings`: more of the console's command line. The body gets `{ page, watch, demo, console, browser, open }`.
 */
export function suite(defaults = {}) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  return function test(name, options, body) {
    if (typeof options === 'function') [options, body] = [{}, options];
    declare(name, { timeout: PATIENCE }, async () => {
      const { user, scenario = 'small', apart = false, still = false, settings = [], ...how } = { ...defaults, ...options };
      const stand = await start(scenario, apart, still, settings);
      const watches = [];
      const open = async (more = {}) => {
        const page = await openPage(browser, { url: stand.console.url, ...how, ...more });
        const watch = new Watch(page, { ...how, ...more }.script);
        watches.push({ page, watch });
        return { page, watch };
      };
      try {
        const { page, watch } = await open();
        if (user) await signIn(page, stand.console, user);
        await body({ page, watch, browser, open, ...stand });
        watches.forEach(({ watch }) => watch.verify());
      } catch (error) {
        await keep(name, watches, stand.console);
        throw error;
      } finally {
        await Promise.all(watches.map(({ page }) => page.context().close()));
        await stand.console.stop();
        if (apart) await stand.demo.stop();
      }
    });
  };
}

/** A console and its demo controller. Both start in a moment, so that no test finds what another one left. */
async function start(scenario, apart, still, settings) {
  if (!apart) {
    const console = await startConsole({ demo: scenario, options: settings });
    return { console, demo: console.demo };
  }
  const demo = await startDemo({ scenario, still });
  return { console: await startConsole({ options: ['--controller', demo.url, ...settings] }), demo };
}

/** What there was to see when a test failed: each page, and the end of the console's log. */
async function keep(name, watches, console) {
  await mkdir(RESULTS, { recursive: true });
  const file = join(RESULTS, name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80));
  for (const [at, { page }] of watches.entries()) {
    await page.screenshot({ path: `${file}${at ? `-${at}` : ''}.png`, timeout: 5_000 }).catch(() => {});
  }
  await writeFile(`${file}.log`, console.log.split('\n').slice(-200).join('\n'));
}
