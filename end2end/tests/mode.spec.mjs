// Switching modes: one group, many, some that cannot be; what is said of it is what the cluster says; and what the
// cluster does from then on is what the mode says.
import { strict as assert } from 'node:assert';
import { address, onward, visit } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says, toasts } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** The three settings of a group as the controller has them. */
async function truth(demo, name) {
  const somebody = await demo.somebody();
  const group = await somebody.group(name);
  await somebody.leave();
  return [group.policy_mode, group.profile_mode, group.baseline_profile];
}

/** Opens a group's panel and from there the dialog that switches it. */
async function openFromPanel(page, name) {
  const panel = new Groups(page).panel(name);
  await visit(page, `${PATH}?group=${name}`);
  await panel.getByRole('link', { name: 'Switch mode…' }).click();
  const dialog = new ModeDialog(page);
  await appears(dialog.dialog);
  return dialog;
}

test('one group is switched from its panel, and stays open', admin, async ({ page, demo }) => {
  const name = 'nv.search.storefront';
  const groups = new Groups(page);
  const dialog = await openFromPanel(page, name);
  await appears(dialog.dialog.getByRole('heading', { name: 'Switch the mode of 1 group' }));
  assert.equal(await dialog.radio('Network rules', 'Discover').isChecked(), true);
  assert.equal(await dialog.radio('Processes and files', 'Discover').isChecked(), true);
  assert.equal(await dialog.radio('Process baseline', 'basic').isChecked(), true);
  await dialog.choose('Monitor');
  await dialog.dialog.getByRole('button', { name: 'Switch 1 group to Monitor' }).click();
  await says(page, '1 group is now in Monitor.');
  await vanishes(dialog.dialog);
  assert.equal(address(page), `${PATH}?group=${name}`);
  await groups.shows(name, ['Monitor', 'Monitor', 'basic']);
  await appears(groups.panel(name).getByText('Monitor').first());
  await vanishes(groups.panel(name).getByText('Discover', { exact: true }));
  assert.deepEqual(await truth(demo, name), ['Monitor', 'Monitor', 'basic']);
});

test('network, processes and baseline are switched each by itself', admin, async ({ page, demo }) => {
  const name = 'nv.search.storefront';
  const dialog = await openFromPanel(page, name);
  await dialog.radio('Network rules', 'Protect').check();
  await dialog.radio('Process baseline', 'zero-drift').check();
  await dialog.dialog.getByRole('button', { name: 'Switch 1 group to network Protect, zero-drift' }).click();
  await says(page, '1 group is now in network Protect, zero-drift.');
  await settles('the controller', () => truth(demo, name), ['Protect', 'Discover', 'zero-drift']);
  await new Groups(page).shows(name, ['Protect', 'Discover', 'zero-drift']);
});

test('only what is chosen is sent', admin, async ({ page, demo }) => {
  const dialog = await openFromPanel(page, 'nv.cart.storefront');
  await demo.forget();
  await dialog.radio('Network rules', 'Protect').check();
  await dialog.confirm.click();
  await says(page, '1 group is now in network Protect.');
  const sent = (await demo.requests()).filter((request) => request.method === 'PATCH');
  assert.deepEqual(sent.map((request) => JSON.parse(request.body)), [{ config: { services: ['cart.storefront'], policy_mode: 'Protect' } }]);
});

test('what Protect will do is said before, and the button names the act', admin, async ({ page }) => {
  const dialog = await openFromPanel(page, 'nv.cart.storefront');
  const warning = dialog.dialog.getByText('Connections that no rule allows will be blocked.');
  await vanishes(warning);
  await dialog.choose('Protect');
  await appears(warning);
  await appears(dialog.dialog.getByText('Processes that the profile does not list will be stopped'));
  await appears(dialog.dialog.getByRole('button', { name: 'Switch 1 group to Protect' }));
  await dialog.choose('Discover');
  await vanishes(warning);
  await appears(dialog.dialog.getByText('is learned as allowed, an attack too'));
});

test('the nodes are warned of', admin, async ({ page }) => {
  const dialog = await openFromPanel(page, 'nodes');
  await dialog.radio('Processes and files', 'Protect').check();
  await appears(dialog.dialog.getByText('A node can stop working.'));
});

test('nothing is switched to what it is already', admin, async ({ page, demo }) => {
  const dialog = await openFromPanel(page, 'nv.cart.storefront');
  await settles('the button', () => dialog.confirm.getAttribute('aria-disabled'), 'true');
  const why = await dialog.confirm.getAttribute('aria-describedby');
  assert.equal(await page.locator(`#${why}`).textContent(), 'That is how they stand already.');
  await dialog.confirm.click({ force: true });
  await dialog.cancel.click();
  await vanishes(dialog.dialog);
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('cancelling changes nothing and keeps the selection', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  await groups.box('nv.cart.storefront').check();
  await groups.switchSelected();
  await dialog.choose('Protect');
  await dialog.cancel.click();
  await vanishes(dialog.dialog);
  assert.equal(await groups.box('nv.cart.storefront').isChecked(), true);
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
});

test('many groups of mixed modes are switched at once', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  const names = ['nv.cart.storefront', 'nv.catalog.storefront', 'nv.ledger-db.payments'];
  await visit(page, PATH);
  for (const name of names) await groups.box(name).check();
  await appears(groups.selection.getByText('3 groups selected'));
  await groups.switchSelected();
  for (const name of names) await appears(dialog.dialog.getByText(name, { exact: true }));
  // They differ, so that leaving each as it is comes first.
  for (const group of ['Network rules', 'Processes and files', 'Process baseline']) {
    assert.equal(await dialog.radio(group, 'Leave each as it is').isChecked(), true, group);
  }
  await dialog.radio('Network rules', 'Protect').check();
  await dialog.dialog.getByRole('button', { name: 'Switch 3 groups to network Protect' }).click();
  await says(page, '3 groups are now in network Protect.');
  await groups.shows('nv.cart.storefront', ['Protect', 'Monitor', 'basic']);
  await groups.shows('nv.catalog.storefront', ['Protect', 'Discover', 'basic']);
  await groups.shows('nv.ledger-db.payments', ['Protect', 'Protect', 'zero-drift']);
  assert.deepEqual(await truth(demo, 'nv.catalog.storefront'), ['Protect', 'Discover', 'basic']);
  await vanishes(groups.selection);
  assert.equal(address(page), PATH);
});

test('what cannot be switched cannot be selected, and says why', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?system=1`);
  const reasons = {
    'nv.warehouse.storefront': 'This group is managed by a custom resource or the federation and can be changed only there.',
    'fed.corp': 'This group is managed by a custom resource or the federation and can be changed only there.',
    'nv.coredns.kube-system': 'The controller does not let this group’s mode change.',
    'corp-network': 'This group stands for no service, so it has no mode of its own.',
  };
  for (const [name, reason] of Object.entries(reasons)) {
    const box = groups.box(name);
    assert.equal(await box.getAttribute('aria-disabled'), 'true', name);
    const why = page.locator(`[id="${await box.getAttribute('aria-describedby')}"]`);
    assert.equal(await why.textContent(), reason, name);
    await box.focus();
    await appears(why);
    await page.keyboard.press('Space');
    assert.equal(await box.isChecked(), false, name);
  }
  assert.equal(address(page), `${PATH}?system=1`);
});

test('a panel says why its group cannot be switched', admin, async ({ page }) => {
  await visit(page, `${PATH}?group=nv.warehouse.storefront`);
  const button = new Groups(page).panel('nv.warehouse.storefront').getByRole('button', { name: 'Switch mode…' });
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await button.focus();
  await appears(page.getByRole('tooltip').filter({ hasText: 'managed by a custom resource' }));
});

test('a checkbox of a row that was scrolled to ticks that row', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  const names = (await groups.names()).filter((name) => name.startsWith('nv.')).slice(-3, -1);
  for (const name of names) {
    const box = groups.box(name);
    await box.scrollIntoViewIfNeeded();
    // As a hand does it: at the place where it is seen, whatever is there.
    const { x, y, width, height } = await box.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await settles(`${name} is ticked`, () => box.isChecked(), true);
  }
  await settles('nothing else is', () => new URL(page.url()).searchParams.getAll('sel'), names.filter((name) => name !== 'nv.warehouse.storefront'));
});

test('selecting all takes what can be switched, and the rest is listed as left out', admin, async ({ page }) => {
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  await visit(page, `${PATH}?ns=storefront`);
  await groups.all.check();
  const names = await groups.names();
  await appears(groups.selection.getByText(`${names.length - 1} groups selected`));
  assert.equal(await groups.box('nv.warehouse.storefront').isChecked(), false);

  // An address from elsewhere may name anything.
  await visit(page, `${PATH}?sel=nv.cart.storefront&sel=nv.warehouse.storefront&sel=nv.never.was&change=mode`);
  await appears(dialog.dialog.getByRole('heading', { name: 'Switch the mode of 1 group' }));
  await appears(dialog.dialog.getByText('2 groups stay as they are'));
  await appears(dialog.dialog.getByText('managed by a custom resource'));
  await appears(dialog.dialog.getByText('There is no such group any more.'));
  await dialog.choose('Protect');
  await dialog.dialog.getByRole('button', { name: 'Switch 1 group to Protect' }).click();
  await says(page, '1 group is now in Protect.');
  await groups.shows('nv.warehouse.storefront', ['Monitor', 'Monitor', 'zero-drift']);
});

test('a connection is learned in Discover, logged in Monitor and blocked in Protect', admin, async ({ page, demo }) => {
  const name = 'nv.catalog.storefront';
  const groups = new Groups(page);
  const attempt = (application, port) => demo.connect({ from: 'external', to: name, application, port });
  const somebody = await demo.somebody();
  const violations = async () => (await somebody.violations()).filter((one) => one.server_name?.includes('catalog') || one.server?.includes(name));

  const learned = await attempt('SSH', 'tcp/22');
  assert.equal(learned.effect, 'learned');
  await eventually('the rule is there', async () => (await somebody.rules('external', name)).some((rule) => rule.id === learned.rule && rule.learned));
  const before = (await violations()).length;

  for (const [mode, application, port, effect] of [['Monitor', 'FTP', 'tcp/21', 'violated'], ['Protect', 'Telnet', 'tcp/23', 'denied']]) {
    const dialog = await openFromPanel(page, name);
    await dialog.choose(mode);
    await dialog.confirm.click();
    await says(page, `1 group is now in ${mode}.`);
    await groups.shows(name, [mode, mode, 'basic']);
    const verdict = await attempt(application, port);
    assert.equal(verdict.effect, effect, `in ${mode}`);
    assert.equal(verdict.mode, mode);
    // What was learned is still allowed.
    assert.equal((await attempt('SSH', 'tcp/22')).effect, 'allowed', `in ${mode}`);
  }
  await settles('both are logged', async () => (await violations()).length, before + 2);
  await somebody.leave();
});

for (const ms of [500, 900]) {
  test(`reads that trail writes by ${ms} ms end in the true state`, admin, async ({ page, demo }) => {
    const name = 'nv.search.storefront';
    await demo.lag(ms);
    const dialog = await openFromPanel(page, name);
    await dialog.choose('Protect');
    await dialog.confirm.click();
    await says(page, '1 group is now in Protect.');
    const shown = await new Groups(page).modes(name);
    assert.deepEqual(shown, ['Protect', 'Protect', 'basic'], 'the list is true as soon as the message is there');
  });
}

test('while it is under way the dialog stays, and cannot be sent twice', admin, async ({ page, demo }) => {
  await demo.lag(900);
  const dialog = await openFromPanel(page, 'nv.search.storefront');
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await settles('it is busy', () => dialog.confirm.getAttribute('aria-busy'), 'true');
  await dialog.confirm.click({ force: true });
  await says(page, '1 group is now in Monitor.');
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 1);
});

test('what the cluster does not show yet is not claimed, and is told apart from what it shows', admin, async ({ page, demo }) => {
  const [done, late] = ['nv.search.storefront', 'nv.mailer.storefront'];
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  await visit(page, PATH);
  await groups.box(done).check();
  await groups.box(late).check();
  await groups.switchSelected();
  await appears(dialog.dialog);
  // Meanwhile somebody switches one of them; after that, what is written is not read for a minute.
  await demo.lag(0);
  const somebody = await demo.somebody();
  await somebody.switchModes(['search.storefront'], { policy_mode: 'Monitor', profile_mode: 'Monitor' });
  await somebody.leave();
  await demo.lag(60_000);
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, `1 of 2 changed to Monitor. ${late} is still in Discover.`);
  await groups.shows(done, ['Monitor', 'Monitor', 'basic']);
  await groups.shows(late, ['Discover', 'Discover', 'basic']);
  await toasts(page).getByRole('button', { name: 'Dismiss' }).click();
  await vanishes(toasts(page));
});

test('a controller that refuses a switch is quoted, and the dialog stays', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(422|Unprocessable)/, 'the console hands the refusal on');
  await demo.fault({ method: 'PATCH', path: '/v1/service/config', status: 500, times: 1 });
  const dialog = await openFromPanel(page, 'nv.search.storefront');
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await appears(dialog.dialog.getByRole('alert').filter({ hasText: 'The controller refused' }));
  await new Groups(page).shows('nv.search.storefront', ['Discover', 'Discover', 'basic']);
  // A write is never repeated by itself; a person may.
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 1);
  await dialog.confirm.click();
  await says(page, '1 group is now in Monitor.');
});

test('a write whose answer is lost is not repeated, and the list shows what became of it', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(502|Bad Gateway)/, 'the console says that the controller could not be reached');
  await demo.fault({ method: 'PATCH', path: '/v1/service/config', drop: true });
  const dialog = await openFromPanel(page, 'nv.search.storefront');
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await appears(dialog.dialog.getByRole('alert').filter({ hasText: 'The controller cannot be reached' }));
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 1);
});

test('readings that fail after a switch are said, not guessed', admin, async ({ page, demo }) => {
  const dialog = await openFromPanel(page, 'nv.search.storefront');
  await dialog.choose('Monitor');
  // The four readings after the write, and none of the page's own before.
  await demo.fault({ method: 'GET', path: '/v1/group', status: 500, times: 4 });
  await dialog.confirm.click();
  await says(page, '0 of 1 changed to Monitor. 1 group could not be read again, so look before you rely on it.');
  await settles('it was done all the same', () => truth(demo, 'nv.search.storefront'), ['Monitor', 'Monitor', 'basic']);
});

test('a session that ends under an open dialog leads to sign-in and back to it', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b(401|Unauthorized)/, 'the session is over');
  const dialog = await openFromPanel(page, 'nv.search.storefront');
  const here = address(page);
  await demo.expire('admin');
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await appears(page.getByText('Your session has ended. Sign in to go on where you were.'));
  await onward(page, () => fillIn(page, 'admin'));
  assert.equal(address(page), here);
  await appears(dialog.dialog);
  assert.deepEqual(await truth(demo, 'nv.search.storefront'), ['Discover', 'Discover', 'basic']);
});
