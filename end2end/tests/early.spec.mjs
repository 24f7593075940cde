// Before the program has arrived in the page: what is typed and ticked then stays, and counts.
import { strict as assert } from 'node:assert';
import { onward, visit } from '../support/browser.mjs';
import { Groups, PATH } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/**
 * Hands that are faster than the program: as soon as the document is there, types into fields (`{selector: text}`) and
 * ticks boxes (`{selector: true}`).
 */
const early = (page, hands) =>
  page.addInitScript((hands) => {
    document.addEventListener('DOMContentLoaded', () => {
      for (const [selector, what] of Object.entries(hands)) {
        const field = document.querySelector(selector);
        if (!field) continue;
        if (document.documentElement.dataset.hydrated) throw new Error('the program was faster than the hands');
        if (what === true) {
          field.click();
        } else {
          field.value = what;
          field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        document.documentElement.dataset.early = 'true';
      }
    });
  }, hands);

const wasEarly = (page) => page.locator('html').getAttribute('data-early');

test('a name and a password stay', async ({ page }) => {
  await early(page, { '#username': 'admin', '#password': 'admin' });
  await visit(page, '/sign-in');
  assert.equal(await wasEarly(page), 'true');
  assert.equal(await page.getByLabel('User name').inputValue(), 'admin');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), 'admin');
  await onward(page, () => page.getByRole('button', { name: 'Sign in' }).click());
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
});

test('a new password is held against the rules', async ({ page }) => {
  await visit(page, '/sign-in');
  await early(page, { '#new-password': 'Abcdefg1', '#repeated': 'Abcdefg1' });
  await onward(page, () => fillIn(page, 'reset'));
  assert.equal(await wasEarly(page), 'true');
  assert.equal(await page.getByLabel('New password', { exact: true }).inputValue(), 'Abcdefg1');
  const rules = page.getByRole('list', { name: 'The new password usually needs' }).getByRole('listitem');
  await settles('all that is usual is met', async () => (await rules.filter({ hasText: /met$/ }).count()) === (await rules.count()), true);
});

test('a search stays, and is looked for', admin, async ({ page }) => {
  const groups = new Groups(page);
  await early(page, { '[type="search"]': 'ledger' });
  await visit(page, PATH);
  assert.equal(await wasEarly(page), 'true');
  assert.equal(await groups.search.inputValue(), 'ledger');
  await groups.lists(['nv.ledger-db.payments']);
});

test('a ticked row stays ticked, and is selected', admin, async ({ page }) => {
  const groups = new Groups(page);
  await early(page, { '[aria-label="Select nv.cart.storefront"]': true });
  await visit(page, PATH);
  assert.equal(await wasEarly(page), 'true');
  await appears(groups.selection.getByText('1 group selected'));
  assert.equal(await groups.box('nv.cart.storefront').isChecked(), true);
});

test('a choice in the dialog stays, and is what is sent', admin, async ({ page }) => {
  await early(page, { '[name="change[policy_mode]"][value="Protect"]': true });
  await visit(page, `${PATH}?sel=nv.cart.storefront&change=mode`);
  assert.equal(await wasEarly(page), 'true');
  const dialog = page.getByRole('dialog');
  await settles('it is chosen', () => dialog.getByRole('group', { name: 'Network rules' }).getByRole('radio', { name: 'Protect' }).isChecked(), true);
  await appears(dialog.getByRole('button', { name: 'Switch 1 group to network Protect' }));
});
