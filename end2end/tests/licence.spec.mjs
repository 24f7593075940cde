// A new installation: the first administrator finds the password, accepts the licence and sets a password.
import { strict as assert } from 'node:assert';
import { address, onward, visit } from '../support/browser.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles, vanishes } from '../support/wait.mjs';

const test = suite({ scenario: 'empty' });

const accept = (page) => page.getByRole('checkbox', { name: 'I accept the end user licence agreement' });
const accepted = async (demo) => (await (await fetch(`${demo.url}/v1/eula`)).json()).eula.accepted;

test('the first sign-in accepts the licence and sets a password', async ({ page, demo }) => {
  await visit(page, '/sign-in');
  await page.getByText('Where is the first password?').click();
  await appears(page.getByText(/^kubectl /));
  await accept(page).check();
  await onward(page, () => fillIn(page, 'admin', 'bootstrap-Secret-1'));
  await appears(page.getByText('admin needs a new password before going on.'));
  await page.getByLabel('New password', { exact: true }).fill('Better-Secret-2');
  await page.getByLabel('Once more').fill('Better-Secret-2');
  await onward(page, () => page.getByRole('button', { name: 'Set the password and sign in' }).click());
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
  await settles('the licence is accepted', () => accepted(demo), true);

  await visit(page, '/sign-in');
  await appears(page.getByLabel('User name'));
  await vanishes(accept(page));
});

test('a cluster that has seen nothing says how groups come about', async ({ page }) => {
  await visit(page, '/sign-in?to=%2Fpolicy%2Fgroups%3Fmode%3Dprotect');
  await onward(page, () => fillIn(page, 'admin', 'bootstrap-Secret-1'));
  await page.getByLabel('New password', { exact: true }).fill('Better-Secret-2');
  await page.getByLabel('Once more').fill('Better-Secret-2');
  await onward(page, () => page.getByRole('button', { name: 'Set the password and sign in' }).click());
  assert.equal(address(page), '/policy/groups?mode=protect');
  await appears(page.getByRole('heading', { name: 'Nothing matches' }));
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await appears(page.getByRole('rowheader', { name: 'nodes' }));
});
