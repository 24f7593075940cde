// What can be tried on any real controller, and leaves it as it was. `cargo xtask smoke` runs it. It needs
// CONSOLE_CONTROLLER, SMOKE_USER and SMOKE_PASSWORD, and CONSOLE_CONTROLLER_CA or CONSOLE_CONTROLLER_PIN unless any
// certificate is to be believed.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { address, launch, onward, openPage, visit } from '../../support/browser.mjs';
import { startConsole } from '../../support/console.mjs';
import { Groups, ModeDialog, PATH, says, toasts } from '../../support/groups.mjs';
import { fillIn } from '../../support/session.mjs';
import { appears, eventually } from '../../support/wait.mjs';
import { Watch } from '../../support/watch.mjs';

const { CONSOLE_CONTROLLER: controller, SMOKE_USER: user, SMOKE_PASSWORD: password } = process.env;
const { CONSOLE_CONTROLLER_CA: authority, CONSOLE_CONTROLLER_PIN: pin } = process.env;
const needed = { CONSOLE_CONTROLLER: controller, SMOKE_USER: user, SMOKE_PASSWORD: password };
const missing = Object.keys(needed).filter((name) => !needed[name]);

/** A real controller may take its time. */
const PATIENCE = 30_000;

let console, browser, page, watch;
let signedIn = false;

/** A test that makes sense only for somebody who is signed in. */
const inside = (name, body) =>
  test(name, async (t) => {
    if (!signedIn) return t.skip('nobody is signed in');
    return body(t);
  });

before(async () => {
  if (missing.length) throw new Error(`not set: ${missing.join(', ')}`);
  const known = authority ? ['--controller-ca', authority] : pin && ['--controller-pin', pin];
  const trust = known ?? ['--controller-insecure'];
  console = await startConsole({ options: ['--controller', controller, ...trust] });
  browser = await launch();
  page = await openPage(browser, { url: console.url });
  page.context().setDefaultTimeout(PATIENCE);
  watch = new Watch(page);
});
after(async () => {
  // A user has 32 sessions at most: none must be left behind, whatever happened.
  if (signedIn) await signOut().catch(() => {});
  await browser?.close();
  await console?.stop();
});

async function signOut() {
  await visit(page, '/profile');
  await page.getByRole('banner').getByRole('button', { name: /^Account of/ }).click();
  await onward(page, () => page.getByRole('menuitem', { name: 'Sign out' }).click());
}

test('signing in', async () => {
  await visit(page, '/sign-in');
  await onward(page, () => fillIn(page, user, password));
  assert.equal(address(page), '/dashboard', `${user} is let in`);
  signedIn = true;
});

inside('every page of the menu is there, without an error', async () => {
  await visit(page, '/dashboard');
  const paths = await page.getByRole('navigation', { name: 'Main menu' }).evaluate((menu) => [...menu.querySelectorAll('ul a')].map((link) => new URL(link.href).pathname));
  assert.ok(paths.includes('/dashboard'));
  for (const path of [...paths, '/profile']) {
    await visit(page, path);
    await appears(page.getByRole('heading', { level: 1 }), PATIENCE);
    await eventually(`${path} has loaded`, async () => (await page.getByRole('main').locator('[aria-busy="true"]').count()) === 0, PATIENCE);
    const alerts = await page.getByRole('alert').allInnerTexts();
    assert.deepEqual(alerts, [], path);
  }
});

inside('the backup is whole', async (t) => {
  await visit(page, '/settings/configuration');
  const link = page.getByRole('link', { name: 'Download everything' });
  if ((await link.count()) === 0 || (await link.getAttribute('aria-disabled')) === 'true') {
    t.skip(`${user} may not have a backup`);
    return;
  }
  const [kept] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(await kept.failure(), null);
  const text = gunzipSync(await readFile(await kept.path())).toString();
  assert.equal(typeof JSON.parse(text.slice(0, text.indexOf('\n'))), 'object');
});

inside('a mode is switched there and back', async (t) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?mode=discover&q=nv.&sort=members`);
  await eventually('the list is there', async () => (await groups.table.count()) + (await page.getByRole('heading', { level: 2 }).count()) > 0, PATIENCE);
  const name = await switchable(groups);
  if (!name) {
    t.skip('no group in Discover that can be switched');
    return;
  }
  t.diagnostic(`with ${name}`);
  const before = await groups.modes(name);
  try {
    await switchNetwork(name, 'Monitor');
    const there = await modesOf(groups, name);
    assert.deepEqual(there, ['Monitor', ...before.slice(1)]);
  } finally {
    const now = await modesOf(groups, name);
    if (now[0] !== 'Discover') await switchNetwork(name, 'Discover');
    assert.deepEqual(await modesOf(groups, name), before, `${name} is as it was`);
  }
});

/** The first group of the list that can be switched, with few members first. */
async function switchable(groups) {
  for (const name of (await groups.table.count()) ? await groups.names() : []) {
    if ((await groups.box(name).getAttribute('aria-disabled')) !== 'true') return name;
  }
  return undefined;
}

async function modesOf(groups, name) {
  await visit(page, `${PATH}?q=${encodeURIComponent(name)}`);
  await appears(groups.row(name), PATIENCE);
  return groups.modes(name);
}

async function switchNetwork(name, mode) {
  const dialog = new ModeDialog(page);
  await visit(page, `${PATH}?q=${encodeURIComponent(name)}&sel=${encodeURIComponent(name)}&change=mode`);
  await dialog.radio('Network rules', mode).check();
  await dialog.confirm.click();
  await eventually('there is a message', async () => (await toasts(page).count()) > 0, PATIENCE);
  await says(page, `1 group is now in network ${mode}.`);
}

test('the browser did not complain', () => watch.verify());
