// A session: it outlives the console, ends when the controller ends it, leads back to where one was, and never tells
// the browser its secret.
import { strict as assert } from 'node:assert';
import { address, onward, reload, visit, visitInStillness } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const ended = (page) => appears(page.getByRole('status').filter({ hasText: 'Your session has ended. Sign in to go on where you were.' }));

test('the session outlives a restart of the console, in the middle of work', { ...admin, apart: true }, async ({ page, console, watch }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?mode=monitor`);
  await groups.box('nv.cart.storefront').check();
  const here = address(page);
  await console.restart();
  // The page that was open goes on working.
  await groups.switchSelected();
  const dialog = new ModeDialog(page);
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '1 group is now in Protect.');
  // And so does a new one.
  await visit(page, here);
  await appears(page.getByRole('button', { name: 'Account of admin' }));
  await groups.lists(['nv.checkout.storefront', 'nv.frontend.storefront', 'nv.grafana.monitoring', 'nv.warehouse.storefront']);
  watch.verify();
});

test('a console that restarts is told of, and what was shown stays', { ...admin, apart: true }, async ({ page, console, watch }) => {
  watch.expect(/ERR_CONNECTION_REFUSED/, 'the console is stopped');
  const groups = new Groups(page);
  await visitInStillness(page, PATH);
  await console.running.stop();
  await Promise.all([page.waitForEvent('requestfailed'), page.clock.runFor(10_000)]);
  const stale = page.getByRole('status').filter({ hasText: 'The console cannot be reached' });
  await appears(stale);
  await appears(groups.row('nv.cart.storefront'));
  await console.start();
  await stale.getByRole('button', { name: 'Try again' }).click();
  await eventually('it is fresh again', async () => (await stale.count()) === 0);
});

test('a restart while the controller is gone ends no session', { ...admin, apart: true }, async ({ page, console, demo }) => {
  await visit(page, PATH);
  await demo.gone();
  await console.restart();
  await visit(page, PATH);
  await appears(page.getByRole('alert').filter({ hasText: 'The controller cannot be reached' }));
  await appears(page.getByRole('button', { name: 'Account of admin' }));
  await demo.gone(false);
  await page.getByRole('link', { name: 'Try again' }).click();
  await appears(new Groups(page).row('nodes'));
});

test('a session that ends between two pages leads to sign-in and back', admin, async ({ page, demo }) => {
  const here = `${PATH}?mode=protect&group=nv.ledger-db.payments`;
  await visit(page, here);
  await demo.expire('admin');
  await demo.advance(60);
  await eventually('the console has noticed', async () => {
    await reload(page);
    return address(page).startsWith('/sign-in');
  });
  await ended(page);
  await onward(page, () => fillIn(page, 'admin'));
  assert.equal(address(page), here);
  await appears(new Groups(page).panel('nv.ledger-db.payments'));
});

test('a session that ends under the hand leads to sign-in and back to what was asked for', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(401|Unauthorized)/, 'the session is over');
  const groups = new Groups(page);
  await visit(page, `${PATH}?mode=protect`);
  await demo.expire('admin');
  await groups.link('nv.ledger-db.payments').click();
  await ended(page);
  await onward(page, () => fillIn(page, 'admin'));
  assert.equal(address(page), `${PATH}?mode=protect&group=nv.ledger-db.payments`);
  await appears(groups.panel('nv.ledger-db.payments').getByText('zero-drift'));
});

test('a session that ends while nobody looks is noticed by the next reading', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(401|Unauthorized)/, 'the session is over');
  await visitInStillness(page, `${PATH}?ns=payments`);
  await demo.expire('admin');
  await eventually('sign-in is asked for', async () => {
    if (address(page).startsWith('/sign-in')) return true;
    await page.clock.runFor(10_000);
    return false;
  });
  await ended(page);
  assert.equal(new URL(page.url()).searchParams.get('to'), `${PATH}?ns=payments`);
});

test('what a person does is told to the server, what the page reads by itself is not', admin, async ({ page }) => {
  const told = [];
  page.on('request', (request) => request.url().endsWith('/session/alive') && told.push(request));
  await page.clock.install();
  await visit(page, PATH);
  const reading = page.waitForRequest((request) => request.url().includes('/api/'));
  await page.clock.runFor(40_000);
  await reading;
  assert.equal(told.length, 0, 'a reading of an open tab is no sign of a person');
  await page.keyboard.press('Shift');
  await eventually('that somebody is there is told', async () => told.length === 1);
});

test('a sign-out in one tab is felt in the other', admin, async ({ page, watch }) => {
  watch.expect(/\b(401|Unauthorized)/, 'the session is over');
  await visit(page, PATH);
  const other = await page.context().newPage();
  watch.add(other);
  await visit(other, '/dashboard');
  await other.getByRole('button', { name: 'Account of admin' }).click();
  await onward(other, () => other.getByRole('menuitem', { name: 'Sign out' }).click());
  await new Groups(page).link('nodes').click();
  await appears(page.getByLabel('User name'));
});

test('the browser never holds the token', admin, async ({ page, demo, console }) => {
  const somebody = await demo.somebody();
  // All tokens of one controller begin alike: with what they say of how they are made.
  const beginning = somebody.token.slice(0, 12);
  await somebody.leave();
  const bodies = [];
  page.on('response', (answer) => {
    if (!answer.url().includes('/pkg/')) bodies.push(answer.text().catch(() => ''));
  });
  for (const path of ['/dashboard', `${PATH}?group=nodes`, '/settings/configuration', '/profile']) await visit(page, path);
  const { cookie, kept } = await page.evaluate(() => ({ cookie: document.cookie, kept: { ...localStorage, ...sessionStorage } }));
  assert.equal(cookie, '');
  assert.deepEqual(kept, {});
  const said = (await Promise.all(bodies)).join('\n');
  assert.ok(said.length > 10_000, 'answers were read');
  assert.ok(!said.includes(beginning), 'no answer holds a token');

  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map(({ name }) => name), ['__Host-console']);
  const [{ httpOnly, secure, sameSite, value }] = cookies;
  assert.deepEqual({ httpOnly, secure, sameSite }, { httpOnly: true, secure: true, sameSite: 'Lax' });
  assert.ok(!value.includes(beginning) && value.length < 64, 'the cookie is an id and no more');
  assert.ok(!console.log.includes(beginning), 'nor does the log');
});

test('a session is worth nothing under another id, and nothing after its end', admin, async ({ page, console }) => {
  const [{ name, value }] = await page.context().cookies();
  const ask = (id) => fetch(`${console.url}/profile`, { redirect: 'manual', headers: { cookie: `${name}=${id}` } });
  assert.equal((await ask(value)).status, 200);
  assert.equal((await ask(value.split('').reverse().join(''))).status, 303);
  await visit(page, '/profile');
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await onward(page, () => page.getByRole('menuitem', { name: 'Sign out' }).click());
  await settles('the old id', async () => (await ask(value)).status, 303);
});

test('another site cannot act in the session', admin, async ({ page, console }) => {
  const [{ name, value }] = await page.context().cookies();
  const act = (headers) =>
    fetch(`${console.url}/session/end`, { method: 'POST', redirect: 'manual', headers: { cookie: `${name}=${value}`, ...headers } });
  assert.equal((await act({ origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await act({ origin: console.url, 'sec-fetch-site': 'same-site' })).status, 403);
  assert.equal((await act({})).status, 403);
  await visit(page, '/profile');
  await appears(page.getByRole('button', { name: 'Account of admin' }));
});
