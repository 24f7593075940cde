// Before the program has arrived in the page: what is typed then stays, counts, and is sent.
import { strict as assert } from 'node:assert';
import { address, hydrated } from '../support/browser.mjs';
import { Groups, PATH } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** Makes the page's computer so slow that hands are faster than the program. */
async function slow(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  return () => devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
}

/** Goes to an address, acts before the program runs, and lets it arrive. */
async function early(page, path, act) {
  const fast = await slow(page);
  await page.goto(path, { waitUntil: 'commit' });
  await act();
  assert.equal(await page.locator('html').getAttribute('data-hydrated'), null, 'the hands were faster');
  await fast();
  await hydrated(page);
}

test('a name and a password stay', async ({ page }) => {
  const [name, password] = [page.getByLabel('User name'), page.getByLabel('Password', { exact: true })];
  await early(page, '/sign-in', async () => {
    await name.fill('admin');
    await password.fill('admin');
  });
  assert.equal(await name.inputValue(), 'admin');
  assert.equal(await password.inputValue(), 'admin');
});

test('a sign-in is sent at once', async ({ page }) => {
  const fast = await slow(page);
  await page.goto(`/sign-in?to=${encodeURIComponent(PATH)}`, { waitUntil: 'commit' });
  await fillIn(page, 'admin');
  await page.waitForURL(`**${PATH}`, { waitUntil: 'commit' });
  await fast();
  await appears(new Groups(page).row('nodes'));
});

test('a new password is held against the rules', async ({ page }) => {
  await page.goto('/sign-in');
  await fillIn(page, 'reset');
  const fresh = page.getByLabel('New password', { exact: true });
  await appears(fresh);
  await hydrated(page);
  await early(page, address(page), () => page.getByLabel('User name').or(fresh).first().fill('reset'));
});

test('a search stays', admin, async ({ page }) => {
  const groups = new Groups(page);
  await early(page, PATH, () => groups.search.fill('ledger'));
  assert.equal(await groups.search.inputValue(), 'ledger');
});

test('a ticked row stays ticked', admin, async ({ page }) => {
  const groups = new Groups(page);
  await early(page, PATH, () => groups.box('nv.cart.storefront').check());
  await settles('it is ticked', () => groups.box('nv.cart.storefront').isChecked(), true);
  await appears(groups.selection.getByText('1 group selected'));
});

test('a choice in the dialog counts', admin, async ({ page }) => {
  const dialog = page.getByRole('dialog');
  await early(page, `${PATH}?sel=nv.cart.storefront&change=mode`, () => dialog.getByRole('group', { name: 'Network rules' }).getByRole('radio', { name: 'Protect' }).check());
  await appears(dialog.getByRole('button', { name: 'Switch 1 group to network Protect' }));
});
