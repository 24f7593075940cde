// What the dashboard does about the risk: modes are switched where they are counted, scans are switched on, and the ladder
// says what each step would come to.
import { strict as assert } from 'node:assert';
import { address, reload, visit } from '../support/browser.mjs';
import { Dashboard, MODES, PATH, inMode, metrics, services } from '../support/dashboard.mjs';
import { ModeDialog, says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** What the controller has in a mode. */
async function truth(demo, mode, ns = '') {
  const somebody = await demo.somebody();
  const names = inMode(await services(somebody, ns), mode);
  await somebody.leave();
  return names;
}

/** Why a closed control is closed, as assistive technology reads it. */
async function reason(page, control) {
  assert.equal(await control.getAttribute('aria-disabled'), 'true');
  return page.locator(`[id="${await control.getAttribute('aria-describedby')}"]`).textContent();
}

/** The services that a switch is about: those that are named. */
const listed = (dialog) => dialog.dialog.locator('ul.names code').allInnerTexts();

test('all services of a mode are switched from the dashboard, and it shows the true state', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  const before = (await dashboard.modes()).map(([count]) => count);
  const moved = await truth(demo, 'Monitor');
  await dashboard.switch('Monitor').click();
  await settles('the address', () => address(page), `${PATH}?change=mode&from=monitor`);
  await appears(dialog.dialog);
  // One comes from a custom resource.
  const open = moved.filter((name) => name !== 'nv.warehouse.storefront');
  assert.deepEqual((await listed(dialog)).sort(), open);
  await appears(dialog.dialog.getByText('managed by a custom resource'));
  await dialog.choose('Protect');
  await appears(dialog.dialog.getByText('Connections that no rule allows will be blocked.'));
  await dialog.dialog.getByRole('button', { name: `Switch ${open.length} groups to Protect` }).click();
  await says(page, `${open.length} groups are now in Protect.`);
  await vanishes(dialog.dialog);
  assert.equal(address(page), PATH);
  await settles('the panel', async () => (await dashboard.modes()).map(([count]) => count), [before[0], before[1] - open.length, before[2] + open.length]);
  // And so does the score, which is read anew.
  assert.deepEqual(await dashboard.drivers('Service connections'), { Discover: before[0], Monitor: 1, Protect: before[2] + open.length });
  assert.deepEqual(await truth(demo, 'Monitor'), ['nv.warehouse.storefront']);
});

test('only a namespace’s services are switched where one is chosen', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  const [all, here] = [await truth(demo, 'Discover'), await truth(demo, 'Discover', 'payments')];
  assert.ok(here.length > 0 && here.length < all.length);
  await visit(page, `${PATH}?ns=payments`);
  await dashboard.switch('Discover').click();
  await appears(dialog.dialog);
  assert.deepEqual((await listed(dialog)).sort(), here);
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, `${here.length} groups are now in Monitor.`);
  assert.equal(address(page), `${PATH}?ns=payments`);
  await settles('the panel', async () => (await dashboard.modes()).map(([count]) => count).slice(0, 2), [0, here.length]);
  assert.deepEqual(await truth(demo, 'Discover'), all.filter((name) => !here.includes(name)));
  // None is left to be switched.
  assert.equal(await reason(page, dashboard.switch('Discover')), 'There is no such service.');
});

test('only those that are ready are switched when that is asked for', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  const [, , ready] = (await dashboard.modes())[0];
  const before = await truth(demo, 'Discover');
  assert.ok(ready > 0 && ready < before.length, `${ready} of ${before.length} are ready`);
  await dashboard.switch('Discover', { ready: true }).click();
  await appears(dialog.dialog);
  const somebody = await demo.somebody();
  const { rules } = await somebody.call('GET', '/v1/policy/rule');
  await somebody.leave();
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, `${ready} ${ready === 1 ? 'group is' : 'groups are'} now in Monitor.`);
  const after = await truth(demo, 'Discover');
  const moved = before.filter((name) => !after.includes(name));
  assert.equal(moved.length, ready);
  // Something was learned of them, and nothing for a day.
  const day = Date.now() / 1000 - 24 * 3600;
  const learned = rules.filter((rule) => rule.learned);
  const ends = (rules) => new Set(rules.flatMap((rule) => [rule.from, rule.to]));
  const learning = ends(learned.filter((rule) => Math.max(rule.created_timestamp, rule.last_modified_timestamp) > day));
  assert.deepEqual(moved.filter((name) => learning.has(name) || !ends(learned).has(name)), []);
  assert.ok(before.some((name) => learning.has(name)), 'the others did learn');
  await settles('none is ready any more', async () => (await dashboard.modes())[0][2], 0);
});

test('the dialog is left without a change, and the dashboard is as it was', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, `${PATH}?events=hours`);
  await dashboard.switch('Protect').click();
  await dialog.choose('Discover');
  await dialog.cancel.click();
  await vanishes(dialog.dialog);
  assert.equal(address(page), `${PATH}?events=hours`);
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('an address that names no mode is told so, and the page stands', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?change=mode&from=sideways`);
  await appears(page.getByText('There is no such mode.'));
  await dashboard.isWhole();
});

test('a namespace user switches theirs and is told what is not', { user: 'dev' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  await dashboard.switch('Monitor').click();
  await appears(dialog.dialog);
  assert.deepEqual((await listed(dialog)).sort(), ['nv.cart.storefront', 'nv.checkout.storefront', 'nv.frontend.storefront']);
  const why = dialog.leftOut.getByRole('listitem').filter({ hasText: 'nv.grafana.monitoring' });
  await appears(why.getByText('You need the permission to change: runtime policy.'));
  await dialog.choose('Protect');
  await dialog.confirm.click();
  await says(page, '3 groups are now in Protect.');
  assert.deepEqual(await truth(demo, 'Monitor'), ['nv.grafana.monitoring', 'nv.warehouse.storefront']);
});

test('a reader sees why nothing can be switched, by the hand or by an address', { user: 'reader' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
  const why = 'You need the permission to change: runtime policy.';
  for (const mode of MODES) {
    const control = dashboard.switch(mode);
    assert.equal(await reason(page, control), why, mode);
    assert.equal(await control.getAttribute('href'), null, mode);
  }
  assert.equal(await reason(page, dashboard.switch('Discover', { ready: true })), why);
  await dashboard.switch('Discover').focus();
  await appears(page.getByRole('tooltip').filter({ hasText: why }));
  assert.equal(await reason(page, dashboard.autoScan), 'You need the permission to change: runtime scans.');
  await dashboard.autoScan.click({ force: true });
  await visit(page, `${PATH}?service=frontend.storefront`);
  assert.equal(await reason(page, dashboard.pods('frontend.storefront').getByRole('button', { name: 'Clear sessions' }).first()), why);

  await visit(page, `${PATH}?change=mode&from=monitor`);
  await appears(dialog.dialog);
  assert.equal(await reason(page, dialog.confirm), 'None of these groups can be switched.');
  assert.equal((await demo.requests()).filter(({ method, target }) => !['GET', 'POST'].includes(method) && !target.startsWith('/v1/auth')).length, 0);
});

test('automatic scans are switched there and back', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const panel = dashboard.panel('Vulnerabilities');
  const config = async () => {
    const somebody = await demo.somebody();
    const { config } = await somebody.call('GET', '/v1/scan/config');
    await somebody.leave();
    return config;
  };
  await visit(page, PATH);
  const start = await config();
  await appears(panel.getByText('Automatic scans are off'));
  await panel.getByRole('button', { name: 'Switch on' }).click();
  await says(page, 'Automatic scans are on.');
  await appears(panel.getByText('Pods and nodes are scanned automatically.'));
  assert.notDeepEqual(await config(), start);
  await reload(page);
  await panel.getByRole('button', { name: 'Switch off' }).click();
  await says(page, 'Automatic scans are off.');
  await appears(panel.getByRole('button', { name: 'Switch on' }));
  assert.deepEqual(await config(), start);
  assert.equal(await demo.count('PATCH', '/v1/scan/config'), 2);
});

test('a switch of scans that the controller refuses is told, and shown as it stands', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(422|Unprocessable)/, 'the console hands the refusal on');
  const dashboard = new Dashboard(page);
  const panel = dashboard.panel('Vulnerabilities');
  await visit(page, PATH);
  await demo.fault({ method: 'PATCH', path: '/v1/scan/config', status: 500 });
  await dashboard.autoScan.click();
  await says(page, 'The controller refused');
  await appears(panel.getByText('Automatic scans are off'));
});

test('what a pod said with the outside is cleared, and read again', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const service = 'frontend.storefront';
  await visit(page, `${PATH}?ns=storefront&service=${service}`);
  const pods = dashboard.pods(service);
  const item = pods.getByRole('listitem').first();
  const name = await item.locator('strong').innerText();
  await item.getByRole('button', { name: 'Clear sessions' }).click();
  await says(page, 'The conversation is cleared');
  await settles('the pod is no more among them', () => pods.locator('strong').filter({ hasText: name }).count(), 0);
  const cleared = (await demo.requests()).filter(({ method }) => method === 'DELETE');
  assert.deepEqual(cleared.map(({ target }) => target.replace(/[0-9a-f]{20,}/, 'POD')), ['/v1/conversation/external/POD']);
});

/** The steps of the ladder as they are told, and what the controller is asked for each: metrics that differ from those `before`. */
const STEPS = [
  ['Move services out of Discover', ({ groups }, before) => groups.discover_groups < before.groups.discover_groups],
  ['Look at what was said with the outside', ({ workloads }) => workloads.threat_ext_eps + workloads.violate_ext_eps === 0],
  ['Let new services begin in Protect', (asked) => asked.new_service_policy_mode === 'Protect'],
  ['No privileged containers', ({ workloads }) => workloads.privileged_wls === 0],
  ['No containers that run as root', ({ workloads }) => workloads.root_wls === 0],
];

test('the ladder says what the controller computes for each step', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  await page.getByRole('link', { name: 'Improve the score' }).click();
  await settles('the address', () => address(page), `${PATH}?improve=1`);
  await appears(dashboard.step(STEPS[0][0]));
  const now = await dashboard.score();
  await appears(dashboard.ladder.getByText(`The score is ${now} now`));

  // What was asked is asked once more, by somebody else.
  const asked = (await demo.requests()).filter(({ method, target }) => method === 'POST' && target.startsWith('/v1/system/score/metrics'));
  const somebody = await demo.somebody();
  const { metrics: before } = await metrics(somebody);
  const predicted = [];
  for (const { target, body } of asked) {
    const { security_scores: scores } = await somebody.call('POST', target, JSON.parse(body));
    predicted.push({ metrics: JSON.parse(body).metrics, score: scores.security_risk_score });
  }
  await somebody.leave();
  for (const [name] of STEPS) {
    const own = predicted.filter(({ metrics }) => STEPS.every(([other, isOther]) => isOther(metrics, before) === (other === name)));
    assert.equal(own.length, 1, `${name} was asked for by itself`);
    const said = await dashboard.step(name).locator('.projected').innerText();
    assert.equal(said, own[0].score < now ? `${now} → ${own[0].score}` : 'No change by itself', name);
  }
  const all = predicted.filter(({ metrics }) => STEPS.every(([, is]) => is(metrics, before)));
  assert.equal(all.length, 1);
  await appears(dashboard.ladder.getByText(`With all steps the score would be ${all[0].score} (`));
  assert.ok(all[0].score < now);
});

test('what can be done about the modes is what the step counts, promises and does', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const dialog = new ModeDialog(page);
  await demo.lag(0);
  await visit(page, `${PATH}?improve=1`);
  const step = dashboard.step(STEPS[0][0]);
  const count = Number((await step.getByText(/services? still learns?\./).innerText()).match(/\d+/)[0]);
  const [, then] = (await step.locator('.projected').innerText()).split(' → ').map(Number);
  assert.ok(then > 0);
  await step.getByRole('link', { name: 'Switch…' }).click();
  await appears(dialog.dialog);
  await dialog.choose('Protect');
  await dialog.confirm.click();
  // Those that do not count in the score go along.
  await says(page, /\d+ groups are now in Protect\./);
  await visit(page, `${PATH}?improve=1`);
  await settles('the step', () => step.locator('.projected').innerText(), 'Done');
});

test('who may change nothing reads the ladder and is told why', { user: 'reader' }, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?improve=1`);
  assert.equal(await reason(page, dashboard.step(STEPS[0][0]).getByRole('link', { name: 'Switch…' })), 'You need the permission to change: runtime policy.');
});

test('in a namespace the steps are those of a namespace', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?improve=1&ns=storefront`);
  await appears(dashboard.step(STEPS[0][0]));
  const steps = await dashboard.ladder.getByRole('heading', { level: 3 }).allInnerTexts();
  assert.deepEqual(steps.filter((step) => /new services|admission/.test(step)), []);
});

test('each step of the ladder has a way on', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  const way = (step, name) => dashboard.step(step).getByRole('link', { name });
  const path = `${PATH}?improve=1&ns=storefront`;
  await visit(page, path);
  await way(STEPS[0][0], 'Switch…').click();
  await appears(new ModeDialog(page).dialog);
  assert.deepEqual([...new URL(page.url()).searchParams].sort(), [['change', 'mode'], ['from', 'discover'], ['ns', 'storefront']]);
  await visit(page, path);
  await way(STEPS[1][0], 'Look').click();
  await vanishes(dashboard.ladder);
  const panel = dashboard.panel('Ingress and egress exposure');
  await eventually('the panel is in sight', () => panel.evaluate((panel) => panel.getBoundingClientRect().top < innerHeight));
  await visit(page, `${PATH}?improve=1`);
  for (const [step, risk] of [['No privileged containers', 'privileged'], ['No containers that run as root', 'root']]) {
    assert.equal(await way(step, 'List (CSV)').getAttribute('href'), `/files/risky-pods.csv?risk=${risk}`);
  }
  await way('Let new services begin in Protect', 'Settings').click();
  await appears(page.getByRole('heading', { level: 1, name: 'Configuration' }));
  await visit(page, `${PATH}?improve=1`);
  await dashboard.ladder.getByRole('link', { name: 'Close' }).click();
  await vanishes(dashboard.ladder);
  assert.equal(address(page), PATH);
});

test('a step that was taken is done, and the score is what was said', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await demo.lag(0);
  const somebody = await demo.somebody();
  await visit(page, `${PATH}?improve=1`);
  const step = 'Let new services begin in Protect';
  const [, then] = (await dashboard.step(step).locator('.projected').innerText()).split(' → ').map(Number);
  assert.ok(then > 0);
  await demo.settings({ new_svc: { new_service_policy_mode: 'Protect', new_service_profile_mode: 'Protect' } });
  await settles('the controller’s own score', async () => (await metrics(somebody)).security_scores.security_risk_score, then);
  await somebody.leave();
  await eventually('it is done', async () => {
    await reload(page);
    return (await dashboard.step(step).locator('.projected').innerText()) === 'Done';
  }, 40_000);
  assert.equal(await dashboard.score(), then);
});
