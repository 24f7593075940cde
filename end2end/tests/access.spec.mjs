// Accessibility: axe finds nothing, on any page and in any state, in either theme, wide and narrow.
import { DESK, SMALL } from '../support/browser.mjs';
import { accessible } from '../support/axe.mjs';
import { suite } from '../support/suite.mjs';
import { GATE, STOPS, goTo } from '../support/tour.mjs';

const test = suite();

for (const system of ['light', 'dark']) {
  for (const [size, width] of [[DESK, 1440], [SMALL, 1024]]) {
    test(`before signing in, ${system}, ${width} px`, { system, size }, async ({ page }) => {
      for (const stop of GATE) {
        await goTo(page, stop);
        await accessible(page, stop.name);
      }
    });
  }

  for (const stop of STOPS) {
    test(`${stop.name}, ${system}`, { user: 'admin', system }, async ({ page, watch }) => {
      if (stop.status) watch.expect(new RegExp(`\\b${stop.status}\\b`), 'there is no such page');
      await goTo(page, stop);
      await accessible(page, stop.name);
      await page.setViewportSize(SMALL);
      await accessible(page, `${stop.name} at 1024 px`);
    });
  }
}

test('a failure', { user: 'admin' }, async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v1/group', status: 500 });
  await goTo(page, { path: '/policy/groups', ready: (page) => page.getByRole('alert') });
  await accessible(page, 'groups that could not be read');
});

test('messages, and what closed controls say', { user: 'reader', script: false }, async ({ page }) => {
  await page.goto('/policy/groups?sel=nv.cart.storefront&change=mode');
  await accessible(page, 'a dialog in which nothing can be done, without scripts');
  await page.goto('/settings/configuration');
  await page.getByRole('link', { name: 'Download everything' }).focus();
  await accessible(page, 'a closed control with its reason');
});
