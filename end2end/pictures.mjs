// Writes the pictures of docs/ anew: `node pictures.mjs [name…]`. Look at each before it is committed.
import { join } from 'node:path';
import { DESK, SMALL, launch, openPage, visit } from './support/browser.mjs';
import { startConsole } from './support/console.mjs';
import { NetworkMap, PATH } from './support/map.mjs';
import { ROOT } from './support/program.mjs';
import { signIn } from './support/session.mjs';

/** Six namespaces of the large scenario, which have some 300 pods. */
const SIX = '?ns=billing-eu&ns=booking-prod&ns=claims-eu&ns=delivery-prod&ns=fleet-prod&ns=stock-prod&detail=pods';

/** Each by its name in docs/pictures: the demo's scenario, what is asked of the map, theme and window. */
const PICTURES = [
  ['map-small', 'small', '?detail=pods', 'light', DESK],
  ['map-small-dark', 'small', '?detail=pods', 'dark', DESK],
  ['map-groups-1024', 'small', '?detail=groups', 'light', SMALL],
  ['map-connections', 'small', '?detail=groups&arrange=connections', 'light', DESK],
  ['map-6000-pods', 'large', '', 'light', DESK],
  ['map-6000-pods-dark', 'large', '', 'dark', DESK],
  ['map-6000-pods-groups-dark', 'large', '?detail=groups', 'dark', DESK],
  ['map-300-pods', 'large', SIX, 'light', DESK],
  ['map-300-pods-dark', 'large', SIX, 'dark', DESK],
];

const wanted = process.argv.slice(2);
const chosen = PICTURES.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const browser = await launch();
try {
  for (const scenario of new Set(chosen.map(([, scenario]) => scenario))) {
    const console_ = await startConsole({ demo: scenario });
    for (const [name, , query, system, size] of chosen.filter((picture) => picture[1] === scenario)) {
      const page = await openPage(browser, { url: console_.url, system, size });
      await signIn(page, console_, 'admin');
      await visit(page, PATH + query);
      await new NetworkMap(page).isDrawn();
      await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(ROOT, 'docs/pictures', `${name}.png`), animations: 'disabled' });
      await page.context().close();
    }
    await console_.stop();
  }
} finally {
  await browser.close();
}
