// Writes every page and state in both themes, at 1440 and 1024 pixels, into the folder SCREENSHOTS, for somebody to look
// at: `SCREENSHOTS=/some/folder node screenshots.mjs [name…]`. LANGUAGE_OF_SCREENSHOTS=ru-RU for the other language.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DESK, SMALL, launch, openPage } from './support/browser.mjs';
import { startConsole } from './support/console.mjs';
import { signIn } from './support/session.mjs';
import { GATE, STOPS, goTo } from './support/tour.mjs';

const folder = process.env.SCREENSHOTS;
if (!folder) throw new Error('say in SCREENSHOTS where the pictures go');
const language = process.env.LANGUAGE_OF_SCREENSHOTS ?? 'en-US';
const names = process.argv.slice(2);
const wanted = ({ name }) => names.length === 0 || names.includes(name);

await mkdir(folder, { recursive: true });
const console_ = await startConsole({ demo: 'small' });
const browser = await launch();
let count = 0;
try {
  for (const system of ['light', 'dark']) {
    for (const size of [DESK, SMALL]) {
      const stranger = await openPage(browser, { url: console_.url, system, size, language });
      const page = await openPage(browser, { url: console_.url, system, size, language });
      await signIn(page, console_, 'admin');
      for (const [who, stops] of [[stranger, GATE], [page, STOPS]]) {
        for (const stop of stops.filter(wanted)) {
          await goTo(who, stop);
          await who.evaluate(() => document.fonts.ready);
          await who.screenshot({ path: join(folder, `${stop.name}-${system}-${size.width}.png`), animations: 'disabled' });
          count += 1;
        }
      }
      await Promise.all([stranger, page].map((one) => one.context().close()));
    }
  }
} finally {
  await browser.close();
  await console_.stop();
}
console.log(`${count} pictures in ${folder}`);
