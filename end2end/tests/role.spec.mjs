// Roles: each sees what is theirs; what they may not do is there, closed, and says why.
import { strict as assert } from 'node:assert';
import { visit } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says } from '../support/groups.mjs';
import { signIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, vanishes } from '../support/wait.mjs';

const test = suite();

const menu = (page) => page.getByRole('navigation', { name: 'Main menu' });
/** The addresses in the menu, unfolded or not. */
const menuPaths = (page) => menu(page).evaluate((nav) => [...nav.querySelectorAll('ul a')].map((link) => new URL(link.href).pathname));

/** Why a closed control is closed, as assistive technology reads it. */
async function reason(page, control) {
  assert.equal(await control.getAttribute('aria-disabled'), 'true');
  return page.locator(`[id="${await control.getAttribute('aria-describedby')}"]`).textContent();
}

test('a reader sees all and switches nothing', { user: 'reader' }, async ({ page, demo }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?group=nv.cart.storefront`);
  await appears(groups.row('nv.ledger-db.payments'));
  const why = 'You need the permission to change: runtime policy.';
  assert.equal(await reason(page, groups.box('nv.cart.storefront')), why);
  const button = groups.panel('nv.cart.storefront').getByRole('button', { name: 'Switch mode…' });
  assert.equal(await reason(page, button), why);
  await button.focus();
  await appears(page.getByRole('tooltip').filter({ hasText: why }));

  // Nor by an address from an administrator.
  const dialog = new ModeDialog(page);
  await visit(page, `${PATH}?sel=nv.cart.storefront&change=mode`);
  await appears(dialog.dialog.getByText('1 group stays as it is'));
  assert.equal(await reason(page, dialog.confirm), 'None of these groups can be switched.');
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('a reader reads the settings and has no backup, though the controller would give it', { user: 'reader' }, async ({ page, demo, console }) => {
  await visit(page, '/settings/configuration');
  await appears(page.getByText('New services: network'));
  for (const name of ['Download everything', 'Download policy only']) {
    const link = page.getByRole('link', { name });
    assert.equal(await reason(page, link), 'You need the permission to change: cluster settings.');
    assert.equal(await link.getAttribute('href'), null);
  }
  const [{ name, value }] = await page.context().cookies();
  const answer = await fetch(`${console.url}/files/configuration?section=all`, { headers: { cookie: `${name}=${value}` } });
  assert.equal(answer.status, 403);
  assert.equal(await demo.count('GET', '/v1/file/config'), 0);
});

test('a namespace user sees what is theirs, and switches where they may', { user: 'dev' }, async ({ page, demo }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await appears(groups.row('nv.cart.storefront'));
  const names = await groups.names();
  const foreign = names.filter((name) => name.startsWith('nv.') && !/\.(storefront|monitoring)$/.test(name));
  assert.deepEqual(foreign, []);
  assert.ok(names.includes('nv.grafana.monitoring') && names.includes('web-tier') && !names.includes('nodes'));
  assert.equal(await reason(page, groups.box('nv.grafana.monitoring')), 'You need the permission to change: runtime policy.');

  await groups.box('nv.cart.storefront').check();
  await groups.switchSelected();
  const dialog = new ModeDialog(page);
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '1 group is now in Protect.');
  await groups.shows('nv.cart.storefront', ['Protect', 'Protect', 'basic']);
  const somebody = await demo.somebody();
  assert.equal((await somebody.group('nv.cart.storefront')).policy_mode, 'Protect');
  await somebody.leave();
});

test('a namespace user finds the configuration closed, and the reason', { user: 'dev' }, async ({ page, console, demo }) => {
  await visit(page, '/settings/configuration');
  await appears(page.getByRole('heading', { level: 1, name: 'Configuration' }));
  await appears(page.getByText('You need the permission to see: cluster settings.'));
  assert.ok(!(await menuPaths(page)).includes('/settings/configuration'));
  assert.equal(await demo.count('GET', '/v2/system/config'), 0);
  const [{ name, value }] = await page.context().cookies();
  const answer = await fetch(`${console.url}/files/configuration`, { headers: { cookie: `${name}=${value}` } });
  assert.equal(answer.status, 403);
});

test('a namespace user reads on the dashboard and in the profile what concerns them', { user: 'dev' }, async ({ page }) => {
  await visit(page, '/dashboard');
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
  await vanishes(page.getByRole('alert'));
  await visit(page, '/profile');
  await appears(page.getByRole('heading', { name: 'storefront' }));
  await appears(page.getByRole('heading', { name: 'monitoring' }));
  await appears(page.getByText('none in the whole cluster'));
});

test('a role of the cluster’s own opens what it names', { user: 'netops' }, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  assert.deepEqual(await menuPaths(page), [
    '/dashboard',
    '/network',
    '/policy/groups',
    '/policy/network-rules',
    '/policy/response-rules',
    '/policy/dlp',
    '/policy/waf',
    '/activity/security-events',
    '/activity/events',
  ]);
  await groups.box('nv.ledger-db.payments').check();
  await groups.switchSelected();
  const dialog = new ModeDialog(page);
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, '1 group is now in Monitor.');
  await visit(page, '/settings/configuration');
  await appears(page.getByText('You need the permission to see: cluster settings.'));
});

test('two roles do not see each other’s lists, whoever comes first', async ({ open, console }) => {
  const lists = {};
  for (const user of ['admin', 'dev', 'admin', 'dev']) {
    const { page } = await open();
    await signIn(page, console, user);
    await visit(page, PATH);
    const names = await new Groups(page).names();
    assert.deepEqual(names, (lists[user] ??= names));
  }
  assert.ok(lists.admin.length > lists.dev.length && lists.dev.length > 0);
});

