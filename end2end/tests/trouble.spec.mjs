// A controller in trouble: slow, failing, gone, or not a controller at all. The frame stands, the failure is named, what
// was read well stays, and trying again helps as soon as it can.
import { strict as assert } from 'node:assert';
import { address, hydrated, timePasses, visit, visitInStillness } from '../support/browser.mjs';
import { Groups, PATH } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

const LIST = { method: 'GET', path: '/v1/group' };
const menu = (page) => page.getByRole('navigation', { name: 'Main menu' });
const alert = (page, title) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: title }) });

/** What can be wrong with the controller's answer, and what the page calls it. */
const TROUBLES = [
  ['fails', { status: 500 }, 'The controller refused', 422],
  ['forbids', { status: 403 }, 'You may not do this', 403],
  ['hangs up', { drop: true }, 'The controller cannot be reached', 502],
  ['answers with a page of HTML', { html: true }, 'That was no answer of a controller', 502],
];

for (const [what, fault, title, status] of TROUBLES) {
  test(`a controller that ${what} is named, and trying again helps`, admin, async ({ page, demo }) => {
    const groups = new Groups(page);
    await demo.fault({ ...LIST, ...fault });
    await visit(page, `${PATH}?mode=protect`);
    await appears(alert(page, title));
    await appears(menu(page));
    await appears(page.getByRole('heading', { level: 1, name: 'Groups' }));
    await demo.mend();
    await alert(page, title).getByRole('link', { name: 'Try again' }).click();
    await groups.lists(['nv.ledger-db.payments', 'nv.payment-api.payments', 'nv.payment-worker.payments']);
    await vanishes(page.getByRole('alert'));
    assert.equal(address(page), `${PATH}?mode=protect`);
  });

  test(`a controller that ${what} later leaves what was read, and says that it is old`, admin, async ({ page, demo, watch }) => {
    watch.expect(new RegExp(`\\b${status}\\b`), 'the reading fails');
    const groups = new Groups(page);
    await visitInStillness(page, PATH);
    const rows = await groups.names();
    await demo.fault({ ...LIST, ...fault });
    const stale = page.getByRole('status').filter({ hasText: title });
    // What was read a moment ago is shown once more before the controller is asked again.
    await eventually('a reading fails', async () => {
      await timePasses(page);
      return stale.isVisible();
    });
    assert.deepEqual(await groups.names(), rows, 'what was read is still there');
    await demo.mend();
    await stale.getByRole('button', { name: 'Try again' }).click();
    await vanishes(stale);
  });
}

test('a controller that is gone is named on every page, and the frame stands', admin, async ({ page, demo }) => {
  await demo.gone();
  for (const path of ['/dashboard', PATH, '/activity/security-events', '/activity/risk-reports', '/settings/configuration']) {
    await visit(page, path);
    await appears(alert(page, 'The controller cannot be reached'));
    await appears(menu(page));
  }
  // What needs no controller is not touched.
  await visit(page, '/profile');
  await appears(page.getByRole('heading', { level: 1, name: 'My profile' }));
  await vanishes(page.getByRole('alert'));
  await demo.gone(false);
  await visit(page, PATH);
  await appears(new Groups(page).row('nodes'));
});

test('one lost answer is not felt: a read is asked again', admin, async ({ page, demo }) => {
  await demo.fault({ ...LIST, drop: true, times: 1 });
  await visit(page, PATH);
  await appears(new Groups(page).row('nodes'));
  await vanishes(page.getByRole('alert'));
});

test('the frame stands at once while the list hangs', admin, async ({ page, demo }) => {
  await demo.fault({ ...LIST, hang: true });
  await page.goto(PATH, { waitUntil: 'commit' });
  await appears(menu(page), 2_000);
  await appears(page.getByRole('banner').getByText('Groups'), 2_000);
  assert.equal(await new Groups(page).row('nodes').count(), 0);
  await demo.mend();
  await appears(new Groups(page).row('nodes'));
  await hydrated(page);
});

test('a page that is gone to shows its shape at once while the list hangs', admin, async ({ page, demo }) => {
  await visit(page, '/dashboard');
  await demo.fault({ ...LIST, hang: true });
  await page.getByRole('navigation', { name: 'Main menu' }).getByText('Policy', { exact: true }).click();
  await menu(page).getByRole('link', { name: 'Groups' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Groups' }), 2_000);
  await appears(page.locator('[aria-busy="true"]').filter({ hasText: /./ }).or(page.getByRole('table', { name: 'Groups' })), 2_000);
  // And one may leave it again.
  await menu(page).getByRole('link', { name: 'Dashboard' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
  await demo.mend();
});

test('a controller that does not answer in time is told apart', { ...admin, settings: ['--controller-timeout', '1'] }, async ({ page, demo }) => {
  await demo.fault({ ...LIST, hang: true });
  await visit(page, PATH);
  await appears(alert(page, 'The controller did not answer in time'));
  await demo.mend();
  await page.getByRole('link', { name: 'Try again' }).click();
  await appears(new Groups(page).row('nodes'));
});

test('a panel that fails leaves the list', admin, async ({ page, demo }) => {
  const name = 'nv.cart.storefront';
  const groups = new Groups(page);
  await demo.fault({ method: 'GET', path: `/v1/group/${name}`, status: 500 });
  await visit(page, `${PATH}?group=${name}`);
  await appears(groups.panel(name).getByRole('alert'));
  await appears(groups.row(name));
  await demo.mend();
  await groups.panel(name).getByRole('link', { name: 'Try again' }).click();
  await appears(groups.panel(name).getByRole('table'));
});

test('settings that cannot be read leave the backup', admin, async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v2/system/config', status: 500 });
  await visit(page, '/settings/configuration');
  await appears(page.getByRole('alert'));
  await appears(page.getByRole('link', { name: 'Download everything' }));
  await demo.mend();
  await page.getByRole('link', { name: 'Try again' }).click();
  await appears(page.getByText('New services: network'));
});

test('a controller with moods is borne', { ...admin, scenario: 'degraded' }, async ({ page }) => {
  for (let time = 1; time <= 6; time += 1) {
    await visit(page, PATH);
    const table = new Groups(page).table;
    await appears(table.or(page.getByRole('alert')));
    if (await page.getByRole('alert').isVisible()) {
      await page.getByRole('link', { name: 'Try again' }).click();
      await appears(table);
    }
  }
});

test('a page that there is not says so, with the right status and a way on', admin, async ({ page, watch }) => {
  watch.expect(/\b404\b/, 'there is no such page');
  const answer = await visit(page, '/policy/no-such-page');
  assert.equal(answer.status(), 404);
  await appears(page.getByRole('heading', { level: 1, name: 'There is no page here' }));
  await page.getByRole('link', { name: 'To the dashboard' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
});

test('a page that is still to come says what it will be', admin, async ({ page }) => {
  const answer = await visit(page, '/assets/platforms');
  assert.equal(answer.status(), 200);
  await appears(page.getByRole('heading', { level: 1, name: 'Platforms' }));
  await appears(page.getByText('Scan the platform itself for vulnerabilities.'));
  await page.getByRole('link', { name: 'To the dashboard' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
});
