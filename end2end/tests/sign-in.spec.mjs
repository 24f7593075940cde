// Signing in by the form: who is let in, who is not and why, and where one ends up.
import { strict as assert } from 'node:assert';
import { address, hydrated, onward, visit } from '../support/browser.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles, vanishes } from '../support/wait.mjs';

const test = suite();

const heading = (page, name) => page.getByRole('heading', { level: 1, name });
const refusal = (page, text) => page.getByRole('alert').filter({ hasText: text });

test('a right password leads to the dashboard', async ({ page }) => {
  await visit(page, '/');
  assert.equal(address(page), '/sign-in');
  await onward(page, () => fillIn(page, 'admin'));
  await appears(heading(page, 'Dashboard'));
  assert.equal(address(page), '/dashboard');
});

test('a wrong password is told, and the name need not be typed again', async ({ page }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'admin', 'wrong'));
  await appears(refusal(page, 'The user name or the password is not right'));
  assert.equal(await page.getByLabel('User name').inputValue(), 'admin');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), '');
  await onward(page, () => fillIn(page, 'admin'));
  await appears(heading(page, 'Dashboard'));
});

test('an unknown user is told the same as a wrong password', async ({ page }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'nobody-of-that-name'));
  await appears(refusal(page, 'The user name or the password is not right'));
});

test('a refusal is said once', async ({ page }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'admin', 'wrong'));
  await appears(refusal(page, 'not right'));
  await visit(page, '/sign-in');
  await vanishes(page.getByRole('alert'));
});

test('a blocked account and an expired password are told apart', async ({ page }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'blocked'));
  await appears(refusal(page, 'This account is blocked for a while'));
  await onward(page, () => fillIn(page, 'expired'));
  await appears(refusal(page, 'The password of this account has expired'));
});

test('failed attempts block an account', async ({ page }) => {
  await visit(page, '/sign-in');
  for (let attempt = 1; attempt <= 4; attempt += 1) {
    await onward(page, () => fillIn(page, 'reader', 'wrong'));
    await appears(refusal(page, 'not right'));
  }
  await onward(page, () => fillIn(page, 'reader', 'wrong'));
  await appears(refusal(page, 'blocked for a while'));
});

test('an account for pipelines is told that it sees nothing here', async ({ page, demo }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'ciops'));
  await appears(refusal(page, 'This account has no right to see anything here'));
  // The controller lets a user have 32 sessions: one that is of no use must not stay.
  assert.equal(await demo.count('DELETE', '/v1/auth'), 1);
});

test('empty fields are marked, not sent', async ({ page, demo }) => {
  await visit(page, '/sign-in');
  const name = page.getByLabel('User name');
  await page.getByRole('button', { name: 'Sign in' }).click();
  assert.equal(await name.evaluate((field) => field.validity.valueMissing), true);
  assert.equal(await demo.count('POST', '/v1/auth'), 0);
});

test('the password can be shown while it is typed', async ({ page }) => {
  await visit(page, '/sign-in');
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('secret');
  assert.equal(await password.getAttribute('type'), 'password');
  const show = page.getByRole('button', { name: 'Show the password' });
  await show.click();
  await settles('the field', () => password.getAttribute('type'), 'text');
  await settles('the button', () => show.getAttribute('aria-pressed'), 'true');
});

test('a deep link is returned to', async ({ page }) => {
  const deep = '/policy/groups?mode=protect&sort=ns';
  await visit(page, deep);
  await appears(page.getByRole('button', { name: 'Sign in' }));
  assert.doesNotMatch(address(page), /why=/);
  await onward(page, () => fillIn(page, 'admin'));
  await appears(heading(page, 'Groups'));
  assert.equal(address(page), deep);
});

test('a deep link survives a wrong password and a change of language', async ({ page }) => {
  const deep = '/policy/groups?ns=payments';
  await visit(page, deep);
  await onward(page, () => fillIn(page, 'admin', 'wrong'));
  await onward(page, () => page.getByRole('button', { name: 'Русский' }).click());
  await onward(page, () => page.getByRole('button', { name: 'English' }).click());
  await onward(page, () => fillIn(page, 'admin'));
  assert.equal(address(page), deep);
});

test('a sign-in leads nowhere else', async ({ page, console }) => {
  for (const elsewhere of ['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example/']) {
    await visit(page, `/sign-in?to=${encodeURIComponent(elsewhere)}`);
    await onward(page, () => fillIn(page, 'admin'));
    assert.equal(page.url(), `${console.url}/dashboard`);
  }
});

test('a forced reset shows the rules as they are met, and the controller has the last word', async ({ page, demo }) => {
  await visit(page, '/sign-in?to=%2Fpolicy%2Fgroups');
  await onward(page, () => fillIn(page, 'reset'));
  await appears(page.getByText('reset needs a new password before going on.'));
  const [fresh, again] = [page.getByLabel('New password', { exact: true }), page.getByLabel('Once more')];
  const send = page.getByRole('button', { name: 'Set the password and sign in' });
  const usual = page.getByRole('list', { name: 'The new password usually needs' });
  const met = async (list) => (await list.getByRole('listitem').filter({ hasText: /met$/ }).allInnerTexts()).length;

  await settles('no rule is met yet', () => met(usual), 0);
  await fresh.fill('abcdefgh');
  await settles('length and small letters are met', () => met(usual), 2);
  await fresh.fill('Abcdefg1');
  await again.fill('Abcdefg1');
  await settles('all that is usual is met', () => met(usual), 5);

  // The demo wants a special character too, which nobody knows before it has said so.
  await onward(page, () => send.click());
  await appears(refusal(page, 'The new password is too weak'));
  const told = page.getByRole('list', { name: 'The new password needs' });
  await appears(told.getByText('1 special character'));
  await fresh.fill('Abcdefg1!');
  await again.fill('Abcdefg1!');
  await settles('all that was told is met', () => met(told), 6);
  await onward(page, () => send.click());
  await appears(heading(page, 'Groups'));
  assert.equal(address(page), '/policy/groups');

  const somebody = await demo.somebody('reset', 'Abcdefg1!');
  await somebody.leave();
});

test('a new password that is not repeated alike does not reach the controller', async ({ page, demo }) => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, 'reset'));
  const before = await demo.count('POST', '/v1/auth');
  await page.getByLabel('New password', { exact: true }).fill('Abcdefg1!');
  await page.getByLabel('Once more').fill('Abcdefg2!');
  await onward(page, () => page.getByRole('button', { name: 'Set the password and sign in' }).click());
  await appears(page.getByText('The two passwords are not alike.'));
  assert.equal(await demo.count('POST', '/v1/auth'), before);
});

test('a controller that is gone is told apart from a wrong password', async ({ page, demo }) => {
  await demo.gone();
  await visit(page, '/sign-in');
  await appears(page.getByRole('alert').filter({ hasText: 'The controller cannot be reached' }));
  await onward(page, () => fillIn(page, 'admin'));
  await appears(refusal(page, 'nobody can sign in now'));
  await demo.gone(false);
  await onward(page, () => fillIn(page, 'admin'));
  await appears(heading(page, 'Dashboard'));
});

test('the sign-in form stands while the controller hangs', async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v1/eula', hang: true });
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await appears(page.getByLabel('User name'), 2_000);
  await demo.mend();
  await hydrated(page);
});

test('whoever is signed in finds the way out, and is then a stranger', { user: 'admin' }, async ({ page, demo, console }) => {
  await visit(page, '/dashboard');
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await onward(page, () => page.getByRole('menuitem', { name: 'Sign out' }).click());
  await appears(page.getByRole('status').filter({ hasText: 'You are signed out.' }));
  await settles('the controller knows', () => demo.count('DELETE', '/v1/auth'), 1);
  await visit(page, '/policy/groups');
  assert.match(page.url(), new RegExp(`^${console.url}/sign-in\\?to=`));
});
