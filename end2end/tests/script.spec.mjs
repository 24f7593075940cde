// Without scripts: everything that the console is for still works, by links and forms alone.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { address } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says, toasts } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, vanishes } from '../support/wait.mjs';

const test = suite({ script: false });
const admin = { user: 'admin' };

test('sign-in, its refusal, and sign-out', async ({ page }) => {
  await page.goto('/policy/groups?mode=monitor');
  await fillIn(page, 'admin', 'wrong');
  await appears(page.getByRole('alert').filter({ hasText: 'not right' }));
  await fillIn(page, 'admin');
  await appears(page.getByRole('heading', { level: 1, name: 'Groups' }));
  assert.equal(address(page), '/policy/groups?mode=monitor');
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await appears(page.getByText('You are signed out.'));
});

test('a forced reset', async ({ page }) => {
  await page.goto('/sign-in');
  await fillIn(page, 'reset');
  for (const password of ['abcdefgh', 'Abcdefg1!']) {
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('Once more').fill(password);
    await page.getByRole('button', { name: 'Set the password and sign in' }).click();
    if (password === 'abcdefgh') await appears(page.getByText('1 special character'));
  }
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
});

test('every page is whole, and nothing is left loading', admin, async ({ page }) => {
  for (const [path, there] of [
    ['/dashboard', 'Scanners'],
    [PATH, 'nv.cart.storefront'],
    [`${PATH}?group=nv.cart.storefront`, 'Membership'],
    ['/settings/configuration', 'New services: network'],
    ['/profile', 'What I may do'],
    ['/network', 'Legend'],
    ['/network?view=table', 'External Network'],
    ['/assets/platforms', 'This page is still to come'],
  ]) {
    await page.goto(path);
    await appears(page.getByText(there));
    assert.equal(await page.locator('[aria-busy="true"]').count(), 0, path);
    await vanishes(page.getByText('Loading', { exact: true }));
  }
});

test('what needs a script is not shown', admin, async ({ page }) => {
  await page.goto(PATH);
  await appears(new Groups(page).row('nodes'));
  await vanishes(page.getByRole('button', { name: 'Search or jump to…' }));
  await vanishes(page.getByRole('button', { name: 'Keyboard shortcuts' }));
  await vanishes(page.getByRole('checkbox', { name: 'Select all on this page' }));
});

test('search, filters and order are links and forms', admin, async ({ page }) => {
  const groups = new Groups(page);
  await page.goto(`${PATH}?mode=protect`);
  await groups.search.fill('ledger');
  await groups.search.press('Enter');
  await groups.lists(['nv.ledger-db.payments']);
  assert.deepEqual([...new URL(page.url()).searchParams].sort(), [['mode', 'protect'], ['q', 'ledger']]);
  await page.goto(PATH);
  await groups.filter('Namespace', 'batch');
  await groups.lists(['nv.report-job.batch']);
  await page.getByRole('link', { name: 'Remove the filter Namespace' }).click();
  await page.getByRole('columnheader', { name: 'Network' }).getByRole('link').click();
  await page.waitForURL(`**${PATH}?sort=mode`);
  await page.getByRole('columnheader', { name: 'Network' }).getByRole('link').click();
  await page.waitForURL(`**${PATH}?sort=mode&dir=desc`);
  assert.equal((await groups.column('Network'))[0], 'Protect');
});

test('modes are switched by the dialog, and the message says what came of it', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?ns=storefront`);
  await groups.box('nv.cart.storefront').check();
  await groups.box('nv.search.storefront').check();
  await page.getByRole('button', { name: 'Switch mode…' }).click();
  await appears(dialog.dialog.getByRole('heading', { name: 'Switch the mode of 2 groups' }));
  await dialog.choose('Protect');
  await dialog.confirm.click();
  // A form sends all that is chosen in it, what was so before too.
  await says(page, '2 groups are now in Protect, basic.');
  await groups.shows('nv.cart.storefront', ['Protect', 'Protect', 'basic']);
  await groups.shows('nv.search.storefront', ['Protect', 'Protect', 'basic']);
  assert.equal(address(page), `${PATH}?ns=storefront`);
  const somebody = await demo.somebody();
  assert.equal((await somebody.group('nv.search.storefront')).policy_mode, 'Protect');
  await somebody.leave();
  // It is said once.
  await page.reload();
  await appears(groups.row('nv.cart.storefront'));
  await vanishes(toasts(page));
});

test('one group is switched from its panel, and the dialog can be left', admin, async ({ page, demo }) => {
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?group=nv.search.storefront`);
  await new Groups(page).panel('nv.search.storefront').getByRole('link', { name: 'Switch mode…' }).click();
  await appears(dialog.dialog);
  await dialog.cancel.click();
  await vanishes(dialog.dialog);
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('a switch that chooses nothing is told so', admin, async ({ page, demo }) => {
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?sel=nv.search.storefront&sel=nv.ledger-db.payments&change=mode`);
  await dialog.confirm.click();
  await says(page, 'Choose a mode or a baseline to switch to.');
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('a group that the controller passes over in silence is named', admin, async ({ page, demo }) => {
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?sel=nv.cart.storefront&sel=nv.search.storefront&change=mode`);
  // A form that was drawn before the group came under a custom resource: the controller says 200 all the same.
  await dialog.dialog.locator('input[value="nv.search.storefront"]').evaluate((field) => {
    field.value = 'nv.warehouse.storefront';
  });
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '1 of 2 changed to Protect, basic. nv.warehouse.storefront is still in Monitor.');
  const [patch] = (await demo.requests()).filter((request) => request.method === 'PATCH');
  assert.equal(patch.status, 200);
});

test('a switch that fails is said on the page that one comes back to', admin, async ({ page, demo }) => {
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?group=nv.search.storefront&sel=nv.search.storefront&change=mode`);
  await demo.fault({ method: 'PATCH', path: '/v1/service/config', status: 500 });
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, 'The controller refused');
  assert.equal(address(page), `${PATH}?group=nv.search.storefront`);
});

test('a failure can be tried again', admin, async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v1/group', status: 500 });
  await page.goto(PATH);
  await appears(page.getByRole('alert'));
  await demo.mend();
  await page.getByRole('link', { name: 'Try again' }).click();
  await appears(new Groups(page).row('nodes'));
});

test('the backup', admin, async ({ page, demo }) => {
  await page.goto('/settings/configuration');
  const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download everything' }).click()]);
  assert.match(gunzipSync(await readFile(await kept.path())).toString(), /nv\.cart\.storefront/);
  await demo.fault({ method: 'GET', path: '/v1/file/config', status: 500 });
  await page.getByRole('link', { name: 'Download policy only' }).click();
  await appears(page.getByRole('alert').filter({ hasText: 'was not a whole backup' }));
});

test('theme and language, from the menu and from the profile', admin, async ({ page }) => {
  const html = page.locator('html');
  await page.goto(`${PATH}?mode=protect`);
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await page.waitForURL(`**${PATH}?mode=protect`);
  assert.equal(await html.getAttribute('data-theme'), 'dark');
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await page.getByRole('menuitemradio', { name: 'Русский' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Группы' }));
  assert.equal(await html.getAttribute('lang'), 'ru');

  await page.goto('/profile');
  await page.getByRole('radio', { name: 'Светлая' }).check();
  await page.getByRole('radio', { name: 'English' }).check();
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'My profile' }));
  assert.equal(await html.getAttribute('data-theme'), 'light');
});
