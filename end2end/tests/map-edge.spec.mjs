// What stands beside the map for an edge: what was said, the rule behind it or the one that is proposed, the pairs that it
// stands for, and clearing it.
import { strict as assert } from 'node:assert';
import { address, onward, visit } from '../support/browser.mjs';
import { Edge, PATH, firstPod, keyOf } from '../support/conversation.mjs';
import { says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const GROUP = 'nv.frontend.storefront';

/** Somebody outside tries a pod of the front end, which no rule allows; gives the address of that edge. */
async function attempt(page, demo, connections = [['SSH', 'tcp/22']]) {
  const pod = await firstPod(demo, 'frontend.storefront');
  for (const [application, port] of connections) {
    const { effect } = await demo.connect({ from: 'external', to: pod.id, application, port });
    assert.equal(effect, 'violated');
  }
  const to = await keyOf(page, pod.display_name);
  const from = await keyOf(page, 'External Network', 'External');
  return { pod, sel: `${from}~${to}`, path: `${PATH}?sel=${from}~${to}` };
}

/** The rules of the controller between the outside and the front end. */
async function rules(demo) {
  const somebody = await demo.somebody();
  const found = await somebody.rules('external', GROUP);
  await somebody.leave();
  return found;
}

test('a violation leads to a rule that is made, goes to the top and decides', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { pod, path } = await attempt(page, demo);
  const before = await rules(demo);
  await visit(page, path);
  await appears(edge.entry('SSH').getByText('violation'));
  await edge.entry('SSH').getByRole('link', { name: 'No rule: propose one' }).click();
  const proposed = edge.rule('Proposed rule');
  await appears(proposed.getByText(GROUP));
  await proposed.getByRole('link', { name: 'Allow…' }).click();
  await appears(edge.dialog.getByRole('heading', { name: `Allow SSH from external to ${GROUP}?` }));
  await appears(edge.dialog.getByText('goes to the top of those that users order'));
  assert.deepEqual(await rules(demo), before, 'so far it was only asked');
  await edge.dialog.getByRole('button', { name: 'Allow SSH' }).click();
  await vanishes(edge.dialog);
  const made = await eventually('the rule is there', async () => {
    const known = new Set(before.map(({ id }) => id));
    return (await rules(demo)).find(({ id }) => !known.has(id));
  });
  assert.deepEqual([made.action, made.applications, made.cfg_type], ['allow', ['SSH'], 'user_created']);
  await says(page, `Rule ${made.id} now allows SSH from external to ${GROUP}.`);
  await appears(edge.rule(`Rule ${made.id}`).getByText('made by a user'));
  assert.match(address(page), new RegExp(`rule=${made.id}$`));
  const { effect } = await demo.connect({ from: 'external', to: pod.id, application: 'SSH', port: 'tcp/22' });
  assert.equal(effect, 'allowed');
  // What it does already is not offered again; the other is.
  const shown = edge.rule(`Rule ${made.id}`);
  assert.equal(await edge.reason(shown.getByRole('link', { name: 'Allow…' })), 'That is what it does already.');
  assert.equal(await edge.reason(shown.getByRole('link', { name: 'Deny…' })), '');
  await shown.getByRole('link', { name: 'Close the rule' }).click();
  await vanishes(shown);
  assert.equal(address(page), path);
});

test('the same without scripts', { ...admin, script: false }, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { path } = await attempt(page, demo);
  const before = (await rules(demo)).length;
  await page.goto(path);
  await edge.entry('SSH').getByRole('link', { name: 'No rule: propose one' }).click();
  await edge.rule('Proposed rule').getByRole('link', { name: 'Deny…' }).click();
  await appears(edge.dialog.getByText('Where the mode is Protect it is blocked'));
  await edge.dialog.getByRole('button', { name: 'Deny SSH' }).click();
  await says(page, `now denies SSH from external to ${GROUP}.`);
  const after = await rules(demo);
  assert.deepEqual([after.length, after.some((rule) => rule.action === 'deny' && rule.applications[0] === 'SSH')], [before + 1, true]);
  await appears(edge.panel.getByText('made by a user'));
});

test('a learned rule is denied by a copy before it', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const [cart, cache] = [await firstPod(demo, 'cart.storefront'), await firstPod(demo, 'session-cache.storefront')];
  await demo.connect({ from: cart.id, to: cache.id, application: 'Redis', port: 'tcp/6379' });
  const [from, to] = [await keyOf(page, cart.display_name), await keyOf(page, cache.display_name)];
  await visit(page, `${PATH}?sel=${from}~${to}`);
  const link = edge.entry('Redis').getByRole('link', { name: /^Rule \d+$/ });
  const learned = Number((await link.innerText()).replace('Rule ', ''));
  assert.ok(learned >= 10_000, `${learned} was learned`);
  await link.click();
  await edge.rule(`Rule ${learned}`).getByRole('link', { name: 'Deny…' }).click();
  await appears(edge.dialog.getByText(`Rule ${learned} was learned and stays as it is.`));
  await edge.dialog.getByRole('button', { name: /^Deny / }).click();
  await vanishes(edge.dialog);
  const somebody = await demo.somebody();
  const found = await eventually('both are there', async () => {
    const between = await somebody.rules('nv.cart.storefront', 'nv.session-cache.storefront');
    return between.length >= 2 && between;
  });
  await somebody.leave();
  const at = found.findIndex(({ id }) => id === learned);
  assert.deepEqual([found[at - 1].action, found[at - 1].cfg_type, found[at].action], ['deny', 'user_created', 'allow']);
});

test('who may not change rules sees why, and can still look', { user: 'reader' }, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { path } = await attempt(page, demo);
  await visit(page, path);
  await edge.entry('SSH').getByRole('link', { name: 'No rule: propose one' }).click();
  const why = 'You need the permission to change: runtime policy.';
  for (const name of ['Allow…', 'Deny…']) {
    const way = edge.rule('Proposed rule').getByRole('link', { name });
    await appears(way);
    assert.equal(await edge.reason(way), why, name);
  }
  assert.equal(await edge.reason(edge.panel.getByRole('link', { name: 'Clear the sessions…' })), why);
  // Whoever types the address of the dialog gets no further.
  await visit(page, `${address(page)}&deploy=allow`);
  assert.equal(await edge.reason(edge.dialog.getByRole('button', { name: 'Allow SSH' })), why);
  assert.equal(await demo.count('PATCH', '/v1/policy/rule'), 0);
});

test('a rule that is managed elsewhere says so', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { path } = await attempt(page, demo);
  await visit(page, `${path}&rule=110001`);
  const rule = edge.rule('Rule 110001');
  await appears(rule.getByText('custom resource'));
  assert.match(await edge.reason(rule.getByRole('link', { name: 'Deny…' })), /can be changed only there/);
  await visit(page, `${path}&rule=9999&said=SSH~tcp%2F22`);
  await appears(edge.rule('Rule 9999').getByText('There is no such rule any more'));
  await edge.panel.getByRole('link', { name: 'Propose a new rule' }).click();
  await appears(edge.rule('Proposed rule').getByText(GROUP));
});

test('many entries are sorted and filtered, and the address says how', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const ports = [22, 8022, 443, 9200, 81, 5432, 3306, 6379, 11211].map((port) => `tcp/${port}`);
  const { path } = await attempt(page, demo, ports.map((port) => ['SSH', port]));
  await visit(page, path);
  await edge.entries.getByRole('link', { name: 'Port' }).click();
  const byNumber = [...ports].sort((one, two) => Number(one.slice(4)) - Number(two.slice(4)));
  const ours = async () => (await edge.ports()).filter((port) => ports.includes(port));
  await settles('by port', ours, byNumber);
  assert.equal(address(page), `${path}&entry-sort=port`);
  await edge.entries.getByRole('link', { name: 'Port' }).click();
  await settles('turned', ours, byNumber.toReversed());
  await edge.filter.fill('8022');
  await settles('filtered', () => edge.ports(), ['tcp/8022']);
  await settles('the address', () => address(page), `${path}&entry-sort=port&entry-turned=1&entry=8022`);
  await edge.filter.fill('nothing like that');
  await appears(edge.panel.getByText('No entry matches.'));
  await edge.panel.getByRole('link', { name: 'Clear the filter' }).click();
  await settles('all are back', ours, byNumber.toReversed());
});

test('an edge between namespaces lists its pairs, and each leads to what was said', admin, async ({ page }) => {
  const edge = new Edge(page);
  const from = await keyOf(page, 'storefront', 'Namespace');
  const to = await keyOf(page, 'payments', 'Namespace');
  await visit(page, `${PATH}?sel=${from}~${to}`);
  const first = edge.pairs.getByRole('row').nth(1).getByRole('link');
  const [client, server] = (await first.innerText()).split(' → ');
  const clear = edge.panel.getByRole('link', { name: 'Clear the sessions…' });
  assert.equal(await edge.reason(clear), 'Only a pair can be cleared. Choose one from the list.');
  await first.click();
  await appears(edge.entries);
  for (const name of [client, server]) await appears(edge.panel.getByRole('link', { name, exact: true }));
  const { searchParams } = new URL(page.url());
  const open = searchParams.getAll('open');
  assert.ok([from, to].every((key) => open.includes(key)), `what holds them is open: ${open}`);
  await edge.panel.getByRole('link', { name: client, exact: true }).click();
  await eventually('the client is selected', () => new URL(page.url()).searchParams.get('sel') === searchParams.get('sel').split('~')[0]);
});

test('what two ends said is cleared', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { path } = await attempt(page, demo);
  await visit(page, path);
  await appears(edge.entry('SSH'));
  await edge.panel.getByRole('link', { name: 'Clear the sessions…' }).click();
  await appears(edge.dialog.getByText('That cannot be undone.'));
  await edge.dialog.getByRole('button', { name: /^Clear \d+ sessions?$/ }).click();
  await vanishes(edge.dialog);
  await says(page, 'What was said is cleared.');
  await vanishes(edge.entry('SSH'));
  assert.equal(address(page), path);
});

test('what cannot be read costs its part alone', admin, async ({ page, demo }) => {
  const edge = new Edge(page);
  const { path } = await attempt(page, demo);
  await demo.fault({ method: 'GET', path: '/v1/conversation/*', status: 500 });
  await visit(page, path);
  await appears(edge.panel.getByRole('alert'));
  await appears(edge.panel.locator('dd').getByText('SSH'));
  await demo.mend();
  await onward(page, () => edge.panel.getByRole('link', { name: 'Try again' }).click());
  await appears(edge.entry('SSH'));
});
