// Accessibility: axe finds nothing, on any page and in any state, in either theme, wide and narrow.
import { AssertionError } from 'node:assert';
import { violations } from '../support/axe.mjs';
import { DESK, SMALL, visit } from '../support/browser.mjs';
import { ModeDialog, says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { GATE, STOPS, goTo } from '../support/tour.mjs';

const test = suite();
const admin = { user: 'admin' };

/** Looks at the page in each theme and at each width: light and wide, dark and narrow. What depends on both is not known. */
async function look(page, where) {
  const found = [];
  for (const [colorScheme, size] of [['light', DESK], ['dark', SMALL]]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    found.push(...(await violations(page, `${where}, ${colorScheme}, ${size.width} px`)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(DESK);
  return found;
}

function none(found) {
  if (found.length) throw new AssertionError({ message: `axe finds:\n  ${found.join('\n  ')}` });
}

async function tour(page, stops) {
  const found = [];
  for (const stop of stops) {
    await goTo(page, stop);
    found.push(...(await look(page, stop.name)));
  }
  none(found);
}

test('before signing in', ({ page }) => tour(page, GATE));

/** How many stops a test makes, so that none takes long. */
const AT_ONCE = 4;
for (let first = 0; first < STOPS.length; first += AT_ONCE) {
  const stops = STOPS.slice(first, first + AT_ONCE);
  test(stops.map(({ name }) => name).join(', '), admin, async ({ page, watch }) => {
    if (stops.some(({ status }) => status)) watch.expect(/\b404\b/, 'there is no such page');
    await tour(page, stops);
  });
}

test('a failure', admin, async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v1/group', status: 500 });
  await tour(page, [{ name: 'groups that could not be read', path: '/policy/groups', ready: (page) => page.getByRole('alert') }]);
});

test('a dialog in which nothing can be done, and a closed control with its reason', { user: 'reader' }, async ({ page }) => {
  await tour(page, [{ name: 'a dialog without a way on', path: '/policy/groups?sel=nv.cart.storefront&change=mode', ready: (page) => page.getByRole('dialog') }]);
  await visit(page, '/settings/configuration');
  await page.getByRole('link', { name: 'Download everything' }).focus();
  none(await look(page, 'a reason'));
});

test('a message of what was done', admin, async ({ page }) => {
  const dialog = new ModeDialog(page);
  await goTo(page, { path: '/policy/groups?sel=nv.cart.storefront&change=mode', ready: (page) => page.getByRole('dialog') });
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '1 group is now in Protect.');
  // Once only: a message of success leaves by itself.
  none(await violations(page, 'a message'));
});
