// A dashboard in trouble: each panel reads and fails by itself, what takes long comes by itself, and what nobody looks at
// is not read.
import { strict as assert } from 'node:assert';
import { address, visit, visitInStillness } from '../support/browser.mjs';
import { Dashboard, PANELS, PATH } from '../support/dashboard.mjs';
import { ModeDialog, says } from '../support/groups.mjs';
import { focused, tabTo } from '../support/keyboard.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

const SCORE = '/v1/system/score/metrics*';

/** What stands in a panel that is whole. */
const THERE = {
  'Security risk score': 'Service connections',
  'Policy modes': 'Zero-drift',
  'Security events': 'Top sources',
  'Ingress and egress exposure': 'Last seen',
  Vulnerabilities: 'Most vulnerable pods',
  'Application protocols': 'Conversations',
  'The cluster': 'Scanners',
};

/** Waits until all panels stand but these. */
async function othersStand(dashboard, broken) {
  for (const name of PANELS.filter((name) => !broken.includes(name))) {
    const panel = dashboard.panel(name);
    await appears(panel.getByText(THERE[name], { exact: true }));
    assert.equal(await panel.getByRole('alert').count(), 0, name);
  }
}

/** Each of the page's calls, which panels stand on it, and how it may go wrong. */
const CALLS = [
  ['the list of groups', '/v1/group', ['Policy modes']],
  ['the log of threats', '/v1/log/threat', ['Security events']],
  ['the conversations', '/v1/conversation*', ['Application protocols']],
  ['the summary', '/v1/system/summary', ['The cluster']],
  ['the score', SCORE, ['Security risk score', 'Ingress and egress exposure']],
];

for (const [at, [what, path, broken]] of CALLS.entries()) {
  const [status, title] = at % 2 ? [403, 'You may not do this'] : [500, 'The controller refused'];
  test(`${what}: a ${status} costs its own panel only`, admin, async ({ page, demo }) => {
    const dashboard = new Dashboard(page);
    await demo.fault({ method: 'GET', path, status });
    await visit(page, PATH);
    for (const name of broken) await appears(dashboard.panel(name).getByRole('alert').filter({ hasText: title }));
    await othersStand(dashboard, broken);
    assert.equal(await page.getByRole('alert').count(), broken.length);
    await demo.mend();
    await dashboard.panel(broken[0]).getByRole('link', { name: 'Try again' }).click();
    await othersStand(dashboard, []);
    await vanishes(page.getByRole('alert'));
  });

  test(`${what}: no answer costs its own panel only, and it comes by itself`, admin, async ({ page, demo }) => {
    const dashboard = new Dashboard(page);
    await demo.fault({ method: 'GET', path, hang: true });
    await visit(page, PATH);
    await othersStand(dashboard, broken);
    for (const name of broken) {
      await appears(dashboard.panel(name).getByText('This takes longer than usual'));
      assert.equal(await dashboard.panel(name).getByText(THERE[name], { exact: true }).count(), 0, name);
    }
    assert.equal(await page.getByRole('alert').count(), 0);
    await demo.mend();
    await othersStand(dashboard, []);
    await vanishes(page.getByText('This takes longer than usual'));
  });
}

test('one call refused, one failing and one hanging at once cost three panels', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await demo.fault({ method: 'GET', path: '/v1/log/incident', status: 403 });
  await demo.fault({ method: 'GET', path: '/v1/conversation*', status: 500 });
  await demo.fault({ method: 'GET', path: '/v1/group', hang: true });
  await visit(page, PATH);
  await appears(dashboard.panel('Security events').getByRole('alert').filter({ hasText: 'You may not do this' }));
  await appears(dashboard.panel('Application protocols').getByRole('alert').filter({ hasText: 'The controller refused' }));
  await appears(dashboard.panel('Policy modes').getByText('This takes longer than usual'));
  await othersStand(dashboard, ['Security events', 'Application protocols', 'Policy modes']);
  await demo.mend();
  await appears(dashboard.panel('Policy modes').getByText(THERE['Policy modes'], { exact: true }));
});

test('a call that never ends is a failure of its panel after all', { ...admin, settings: ['--controller-timeout', '3'] }, async ({ page, demo, watch }) => {
  watch.expect(/\b504\b/, 'the controller does not answer in time');
  const dashboard = new Dashboard(page);
  await demo.fault({ method: 'GET', path: '/v1/conversation*', hang: true });
  await visit(page, PATH);
  await appears(dashboard.panel('Application protocols').getByRole('alert').filter({ hasText: 'The controller did not answer in time' }));
  await othersStand(dashboard, ['Application protocols']);
});

test('what is worth showing and cannot be read does not cost the panel around it', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  for (const path of ['/v1/domain', '/v1/policy/rule', '/v1/host', '/v1/scan/status', '/v1/scan/config']) await demo.fault({ method: 'GET', path, status: 500 });
  await visit(page, PATH);
  await othersStand(dashboard, []);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual((await dashboard.modes()).map(([, , ready]) => ready)[0], null, 'what is ready is not known');
  assert.equal(await dashboard.autoScan.count(), 0);
});

/** What is not waited for, and the panels that stand on it alone. */
const ASIDE = [
  ['the pods', '/v1/workload*', ['Vulnerabilities']],
  ['the rules', '/v1/policy/rule', []],
  ['the log of violations', '/v1/log/violation', ['Security events']],
  ['the namespaces', '/v1/domain', []],
];

for (const [what, path, broken] of ASIDE) {
  test(`${what}: who can do without them does not wait for them`, admin, async ({ page, demo }) => {
    const dashboard = new Dashboard(page);
    await demo.fault({ method: 'GET', path, hang: true });
    await visit(page, PATH);
    await othersStand(dashboard, broken);
    assert.equal(await page.getByText('This takes longer than usual').count(), broken.length);
  });
}

test('numbers of one namespace are never shown as another’s', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b422\b/, 'the reading fails');
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?ns=storefront`);
  const before = await dashboard.score();
  assert.ok(before > 0);
  await demo.fault({ method: 'GET', path: SCORE, status: 500 });
  await dashboard.namespace.fill('payments');
  await dashboard.namespace.press('Enter');
  const panel = dashboard.panel('Security risk score');
  await appears(panel.getByRole('alert').filter({ hasText: 'The controller refused' }));
  assert.equal(await panel.getByRole('figure').count(), 0);
});

/** How long it may take until the console asks the controller again: what it read it shows for 15 s, whatever the page's clock. */
const AGAIN = 40_000;

/** The requests of a page for its panels. */
function readings(page) {
  const seen = [];
  page.on('request', (request) => request.url().includes('/api/dashboard/') && seen.push(new URL(request.url()).pathname));
  return seen;
}

const hide = (page, hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

test('every panel is read again after half a minute, but not while nobody looks', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visitInStillness(page, PATH);
  await dashboard.isWhole();
  const seen = readings(page);
  await page.clock.runFor(20_000);
  assert.deepEqual(seen, [], 'not yet');
  await page.clock.runFor(12_000);
  await eventually('all are read', async () => new Set(seen).size === PANELS.length);
  assert.equal(seen.length, PANELS.length, `each once: ${seen}`);

  await hide(page, true);
  seen.length = 0;
  await page.clock.runFor(120_000);
  assert.deepEqual(seen, [], 'a hidden tab asks for nothing');
  await hide(page, false);
  await page.clock.runFor(31_000);
  await eventually('all are read', async () => new Set(seen).size === PANELS.length);
});

test('what changes in the cluster is seen without a reload, and says how old it is', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visitInStillness(page, PATH);
  const [[discover]] = await dashboard.modes();
  // What another viewer read a moment ago is shown with its age, so the age at the start is not always nothing.
  await appears(page.getByText(/^Updated (just now|\d+ s ago)$/));
  await page.locator('#services-by-mode summary').click();
  const somebody = await demo.somebody();
  await somebody.switchModes(['search.storefront'], { policy_mode: 'Monitor' });
  await somebody.leave();
  await page.clock.runFor(20_000);
  await eventually('it says that it is older', async () => {
    const [text] = await page.getByText(/^Updated \d+ s ago$/).allTextContents();
    return Number(text?.match(/\d+/)?.[0]) >= 20;
  });
  await eventually('the next reading shows it', async () => {
    await page.clock.runFor(30_000);
    return (await dashboard.modes())[0][0] === discover - 1;
  }, AGAIN);
  assert.equal(await page.locator('#services-by-mode details[open]').count(), 1, 'what was unfolded stays so');
});

test('a panel that fails later keeps what it showed, and says that it is old', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b422\b/, 'the reading fails');
  const dashboard = new Dashboard(page);
  await visitInStillness(page, PATH);
  const before = await dashboard.score();
  await demo.fault({ method: 'GET', path: SCORE, status: 500 });
  const late = page.locator('.fresh[data-late]');
  assert.equal(await late.count(), 0);
  // What was read a moment ago is shown once more before the controller is asked again.
  await eventually('it is marked as old', async () => {
    await page.clock.runFor(30_000);
    return (await late.count()) > 0;
  }, AGAIN);
  assert.equal(await dashboard.score(), before);
  assert.equal(await page.getByRole('alert').count(), 0);
  await demo.mend();
  await eventually('it is no more', async () => {
    await page.clock.runFor(30_000);
    return (await late.count()) === 0;
  }, AGAIN);
});

test('without scripts every panel is whole, its numbers stand open, and its links work', { ...admin, script: false }, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await page.goto(PATH);
  await othersStand(dashboard, []);
  assert.equal(await page.locator('[aria-busy="true"]').count(), 0);
  await vanishes(page.getByText('Loading', { exact: true }));
  for (const table of await page.locator('figure.chart details').all()) {
    await table.locator('summary').click();
    await appears(table.getByRole('table'));
  }
  await dashboard.namespace.fill('payments');
  await dashboard.namespace.press('Enter');
  await page.waitForURL(`**${PATH}?ns=payments`);
  assert.ok((await dashboard.exposed()).every(([name]) => name.endsWith('.payments')));
  await dashboard.panel('Security events').getByRole('link', { name: 'By hour' }).click();
  assert.equal((await dashboard.numbers('Security events')).length, 48);
  assert.equal(new URL(page.url()).searchParams.get('ns'), 'payments');
  await page.getByRole('link', { name: 'Improve the score' }).click();
  await appears(dashboard.step('Move services out of Discover'));
});

test('without scripts modes and scans are switched all the same', { ...admin, script: false }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await page.goto(`${PATH}?ns=monitoring`);
  await dashboard.switch('Monitor').click();
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '1 group is now in Protect, basic.');
  assert.equal(address(page), `${PATH}?ns=monitoring`);
  const somebody = await demo.somebody();
  assert.equal((await somebody.group('nv.grafana.monitoring')).policy_mode, 'Protect');
  const scans = async () => (await somebody.call('GET', '/v1/scan/config')).config;
  const before = await scans();
  await dashboard.autoScan.click();
  await says(page, 'Automatic scans are on.');
  assert.equal(new URL(page.url()).pathname, PATH);
  assert.notDeepEqual(await scans(), before);
  await dashboard.autoScan.click();
  await says(page, 'Automatic scans are off.');
  assert.deepEqual(await scans(), before);
  await somebody.leave();
});

test('without scripts a refused switch of scans is told on the page', { ...admin, script: false }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await page.goto(PATH);
  await demo.fault({ method: 'PATCH', path: '/v1/scan/config', status: 500 });
  await dashboard.autoScan.click();
  await says(page, 'The controller refused');
  await appears(dashboard.panel('Vulnerabilities').getByText('Automatic scans are off'));
});

test('the keyboard alone narrows, opens, switches and leaves', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  await tabTo(page, /^input: Namespace/);
  await page.keyboard.type('storefront');
  await page.keyboard.press('Enter');
  await settles('the address', () => address(page), `${PATH}?ns=storefront`);
  await tabTo(page, /^a: Improve the score/);
  await page.keyboard.press('Enter');
  await appears(dashboard.ladder);
  await page.keyboard.press('Escape');
  await vanishes(dashboard.ladder);
  await tabTo(page, /^a: Switch all \d+…/);
  await page.keyboard.press('Enter');
  await appears(dialog.dialog);
  await page.keyboard.press('Escape');
  await vanishes(dialog.dialog);
  await settles('the focus is back', () => focused(page).then((here) => /^a: Switch all \d+…/.test(here)), true);
  await tabTo(page, /^summary: Show as a table/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^a: frontend\.storefront/, 120);
  await page.keyboard.press('Enter');
  await appears(dashboard.pods('frontend.storefront'));
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});
