// What stands beside the map for a node, and what is done with it there.
import { strict as assert } from 'node:assert';
import { address, visit } from '../support/browser.mjs';
import { ModeDialog, says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const PATH = '/network';

/** Looks for a node by a part of its name, and gives the link to it. */
async function found(page, name) {
  await page.goto(`${PATH}?find=${encodeURIComponent(name)}`);
  const link = page.getByRole('list', { name: 'Found' }).getByRole('link').filter({ hasText: name });
  await appears(link);
  return link.first();
}

/** Selects a node of a kind by a part of its name, and gives its panel. */
async function select(page, name, kind = 'Pod') {
  await page.goto(`${PATH}?find=${encodeURIComponent(name)}`);
  const link = page.getByRole('list', { name: 'Found' }).getByRole('link').filter({ hasText: name }).filter({ hasText: kind });
  await appears(link);
  const href = await link.first().getAttribute('href');
  await visit(page, href);
  return panelOf(page);
}

const panelOf = (page) => page.getByRole('complementary').filter({ has: page.getByRole('button', { name: 'More acts' }) });

/** The value of a fact in a panel. */
const fact = (panel, name) => panel.locator('dt').filter({ hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd[1]');

/** Chooses in the menu of a panel. */
async function choose(page, panel, what) {
  await panel.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menu', { name: 'More acts' }).getByText(what, { exact: true }).click();
}

/** A pod as the controller shows it. */
async function truth(demo, id) {
  const somebody = await demo.somebody();
  const { workload } = await somebody.call('GET', `/v1/workload/${id}?view=pod`);
  await somebody.leave();
  return workload;
}

test('a pod says what it is, as the controller knows it', admin, async ({ page, demo }) => {
  const panel = await select(page, 'cart-');
  await appears(fact(panel, 'Id'));
  const pod = await truth(demo, (await fact(panel, 'Id').textContent()).trim());
  await appears(panel.getByRole('heading', { name: pod.display_name }));
  assert.equal(await fact(panel, 'Namespace').textContent(), 'storefront');
  assert.equal(await fact(panel, 'Node').textContent(), pod.host_name);
  assert.equal(await fact(panel, 'Network mode').innerText(), 'Monitor');
  assert.match(await fact(panel, 'Addresses').textContent(), new RegExp(pod.interfaces.eth0[0].ip));
  assert.match(await fact(panel, 'Enforcer').textContent(), new RegExp(pod.enforcer_name));
  await appears(panel.getByText(pod.children[0].image));
  const { critical } = pod.scan_summary;
  if (critical > 0) await appears(panel.getByText(`${critical} critical`));
  await fact(panel, 'Group').getByRole('link', { name: 'nv.cart.storefront' }).click();
  await settles('the address', () => address(page), '/policy/groups?group=nv.cart.storefront');
});

/** The rows of a table of vulnerabilities as they are read: name, severity, score, package, fixed version. */
const vulnerabilities = (panel) =>
  panel.locator('table tbody tr').evaluateAll((rows) =>
    rows.map(({ cells: [name, severity, of, fixed] }) => [
      name.querySelector('strong').innerText.trim(),
      severity.querySelector('.badge').innerText.trim(),
      severity.innerText.match(/score ([\d.]+)/)[1],
      of.innerText.split('\n')[0].trim(),
      fixed.innerText.trim(),
    ]),
  );

/** What the controller's report has, as that table should show it. */
async function reported(demo, id) {
  const somebody = await demo.somebody();
  const { report } = await somebody.call('GET', `/v1/scan/workload/${id}?show=accepted`);
  await somebody.leave();
  return report.vulnerabilities
    .map((one) => [one.name, one.severity, one.score_v3.toFixed(1), one.package_name, one.fixed_version || 'no version yet'])
    .sort(([one, , x], [two, , y]) => y - x || (one < two ? -1 : 1));
}

test('the counts of a pod lead to its vulnerabilities one by one', admin, async ({ page, demo }) => {
  const panel = await select(page, 'frontend-');
  const pod = await truth(demo, (await fact(panel, 'Id').textContent()).trim());
  const all = await reported(demo, pod.children[0].id);
  const fixed = all.filter(([, , , , version]) => version !== 'no version yet');
  assert.ok(all.length > fixed.length && fixed.length > 0, 'some have a fix, some have none');
  await panel.getByRole('link', { name: /^\d+ (critical|high|medium)/ }).click();
  await settles('the address', () => new URL(page.url()).searchParams.get('tab'), 'vulnerabilities');
  await settles('the list', () => vulnerabilities(panel), all);
  await appears(panel.getByText(/^Scanned \d/));
  const first = panel.getByRole('table').getByRole('link').first();
  assert.equal(await first.getAttribute('href'), `https://nvd.nist.gov/vuln/detail/${all[0][0]}`);
  assert.match(await first.getAttribute('rel'), /noopener noreferrer/);

  await panel.getByRole('link', { name: `Only the ${fixed.length} with a fix` }).click();
  await settles('those with a fix', () => vulnerabilities(panel), fixed);
  await panel.getByRole('link', { name: /^All \d+/ }).click();
  await settles('all again', () => vulnerabilities(panel), all);
});

test('a pod that was not scanned, and a report that fails, say so', admin, async ({ page, demo, watch }) => {
  const panel = await select(page, 'search-');
  await panel.getByRole('link', { name: 'Vulnerabilities' }).click();
  await appears(panel.getByText('Not scanned yet.'));
  const clean = await select(page, 'session-cache-');
  await clean.getByRole('link', { name: 'Vulnerabilities' }).click();
  await appears(clean.getByText(/^Nothing was found in the scan of \d/));
  await demo.fault({ method: 'GET', path: '/v1/scan/workload/*', status: 500 });
  watch.expect(/get_vulnerabilities|422/, 'the controller fails');
  const other = await select(page, 'cart-');
  await other.getByRole('link', { name: 'Vulnerabilities' }).click();
  await appears(other.getByRole('alert').getByRole('heading', { name: 'The controller refused' }));
  await demo.mend();
});

test('whoever sees no scans is told so where they would stand', { user: 'netops' }, async ({ page, demo, watch }) => {
  const panel = await select(page, 'cart-');
  watch.expect(/get_vulnerabilities|403/, 'scans are not for them');
  await panel.getByRole('link', { name: 'Vulnerabilities' }).click();
  await appears(panel.getByText('You need the permission to see: runtime scans.'));
  assert.ok((await demo.requests()).every(({ path }) => !path.startsWith('/v1/scan/workload/')));
});

test('without scripts the vulnerabilities are there all the same', { ...admin, script: false }, async ({ page }) => {
  const link = await found(page, 'frontend-');
  const url = new URL(await link.getAttribute('href'), page.url());
  url.searchParams.set('tab', 'vulnerabilities');
  await page.goto(url.pathname + url.search);
  await appears(panelOf(page).getByRole('table').getByRole('link', { name: /^CVE-/ }));
});

test('the panel closes by Esc and leaves the map as it was', admin, async ({ page }) => {
  const link = await found(page, 'cart-');
  const url = new URL(await link.getAttribute('href'), page.url());
  url.searchParams.set('q', 'ns:storefront');
  await visit(page, url.pathname + url.search);
  const panel = panelOf(page);
  await appears(panel);
  await page.keyboard.press('Escape');
  await vanishes(panel);
  const params = new URL(page.url()).searchParams;
  assert.equal(params.get('sel'), null);
  assert.equal(params.get('q'), 'ns:storefront');
});

test('a group shows its members and its rules, each by an address of its own', admin, async ({ page, demo }) => {
  const panel = await select(page, 'frontend', 'Group');
  const somebody = await demo.somebody();
  const { group } = await somebody.call('GET', '/v1/group/nv.frontend.storefront?view=pod');
  await somebody.leave();
  const members = panel.getByRole('table', { name: 'Members of nv.frontend.storefront' });
  const rows = (table) => table.getByRole('row').filter({ has: page.getByRole('cell') });
  await settles('members', () => rows(members).count(), group.members.length);
  await panel.getByRole('link', { name: 'Network rules' }).click();
  const rules = panel.getByRole('table', { name: 'Network rules of nv.frontend.storefront' });
  await settles('rules', () => rows(rules).count(), group.policy_rules.length);
  assert.equal(new URL(page.url()).searchParams.get('tab'), 'rules');
  await panel.getByRole('link', { name: 'Response rules' }).click();
  const responses = panel.getByRole('table', { name: 'Response rules' });
  await appears(responses.getByText('SQL.Injection'));
  await appears(responses.getByText('this group'));
  await panel.getByRole('link', { name: 'Members' }).click();
  await members.getByRole('link').first().click();
  await appears(panelOf(page).getByRole('link', { name: 'Active sessions' }));
});

test('a node of the cluster and a namespace say what they are', admin, async ({ page }) => {
  const node = await select(page, 'node-', 'Node');
  await settles('processors', () => fact(node, 'Processors').textContent(), '8');
  assert.match(await fact(node, 'Kernel').textContent(), /^\d+\.\d+/);
  const namespace = await select(page, 'payments', 'Namespace');
  const groups = namespace.getByRole('table', { name: 'Groups of the namespace' });
  await groups.getByRole('link', { name: 'ledger-db', exact: true }).click();
  await appears(page.getByRole('table', { name: 'Members of nv.ledger-db.payments' }));
});

test('the outside shows addresses with their countries', admin, async ({ page }) => {
  const panel = await select(page, 'External', 'External network');
  const seen = panel.getByRole('table', { name: 'Addresses seen' });
  await appears(seen);
  const countries = await seen.getByRole('row').filter({ has: page.getByRole('cell') }).evaluateAll((rows) => rows.map((row) => row.cells[1].innerText.trim()));
  assert.ok(countries.some((country) => /\([A-Z]{2}\)$/.test(country)), countries.join('; '));
});

test('a pod is quarantined after it is said what will happen, and released', admin, async ({ page, demo }) => {
  const panel = await select(page, 'cart-');
  const id = (await fact(panel, 'Id').textContent()).trim();
  await panel.getByRole('link', { name: 'Quarantine…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Quarantine cart-/ });
  await appears(dialog.getByText('All connections to it and from it are blocked'));
  await appears(dialog.getByText(/that it speaks with/));
  await dialog.getByRole('link', { name: 'Cancel' }).click();
  await vanishes(dialog);
  assert.equal((await truth(demo, id)).state, 'monitor');

  await panel.getByRole('link', { name: 'Quarantine…' }).click();
  await dialog.getByRole('button', { name: 'Quarantine' }).click();
  await says(page, 'is quarantined.');
  await vanishes(dialog);
  assert.equal((await truth(demo, id)).state, 'quarantined');
  await settles('the state', () => fact(panel, 'State').innerText(), 'Quarantined');
  assert.equal(await fact(panel, 'Cut off by').textContent(), 'a person');

  await panel.getByRole('link', { name: 'Release…' }).click();
  await page.getByRole('dialog', { name: /^Release cart-/ }).getByRole('button', { name: 'Release' }).click();
  await says(page, 'is released.');
  assert.equal((await truth(demo, id)).state, 'monitor');
  await appears(panel.getByRole('link', { name: 'Quarantine…' }));
});

test('a quarantine that the controller refuses is told in its dialog', admin, async ({ page, demo, watch }) => {
  const panel = await select(page, 'cart-');
  await panel.getByRole('link', { name: 'Quarantine…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Quarantine cart-/ });
  await demo.fault({ method: 'PATCH', path: '/v1/workload/*', status: 500 });
  watch.expect(/set_quarantine|422/, 'the controller refuses');
  await dialog.getByRole('button', { name: 'Quarantine' }).click();
  await appears(dialog.getByRole('alert'));
  await demo.mend();
});

test('without scripts a pod is quarantined all the same', { ...admin, script: false }, async ({ page, demo }) => {
  const link = await found(page, 'cart-');
  await page.goto(await link.getAttribute('href'));
  const panel = panelOf(page);
  const id = (await fact(panel, 'Id').textContent()).trim();
  await panel.getByRole('link', { name: 'Quarantine…' }).click();
  await page.getByRole('dialog', { name: /^Quarantine cart-/ }).getByRole('button', { name: 'Quarantine' }).click();
  await says(page, 'is quarantined.');
  await settles('the state', () => fact(panel, 'State').innerText(), 'Quarantined');
  assert.equal((await truth(demo, id)).state, 'quarantined');
});

test('a pod’s modes are those of its group, switched from its panel', admin, async ({ page, demo }) => {
  const panel = await select(page, 'search-');
  await settles('the mode', () => fact(panel, 'Network mode').innerText(), 'Discover');
  await panel.getByRole('link', { name: 'Switch mode…' }).click();
  const dialog = new ModeDialog(page);
  await appears(dialog.dialog.getByText('nv.search.storefront'));
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, '1 group is now in Monitor.');
  await vanishes(dialog.dialog);
  await settles('the mode', () => fact(panel, 'Network mode').innerText(), 'Monitor');
  const somebody = await demo.somebody();
  const group = await somebody.group('nv.search.storefront');
  await somebody.leave();
  assert.deepEqual([group.policy_mode, group.profile_mode], ['Monitor', 'Monitor']);
});

test('who may not is shown why', { user: 'reader' }, async ({ page, demo }) => {
  const panel = await select(page, 'cart-');
  for (const name of ['Switch mode…', 'Quarantine…']) {
    const act = panel.getByRole('link', { name });
    assert.equal(await act.getAttribute('aria-disabled'), 'true', name);
    const why = await act.getAttribute('aria-describedby');
    assert.match(await page.locator(`#${why}`).textContent(), /runtime policy/);
  }
  // Whoever knows the address of the dialog is told there.
  const sel = new URL(page.url()).searchParams.get('sel');
  await visit(page, `${PATH}?sel=${sel}&change=quarantine`);
  const dialog = page.getByRole('dialog', { name: /^Quarantine cart-/ });
  await settles('the button', () => dialog.getByRole('button', { name: 'Quarantine' }).getAttribute('aria-disabled'), 'true');
  assert.equal(await demo.count('PATCH', '/v1/workload'), 0);
});

test('a pod of the platform says that it cannot be quarantined', admin, async ({ page }) => {
  const panel = await select(page, 'coredns-');
  const act = panel.getByRole('link', { name: 'Quarantine…' });
  await settles('it', () => act.getAttribute('aria-disabled'), 'true');
  const why = await act.getAttribute('aria-describedby');
  assert.match(await page.locator(`#${why}`).textContent(), /does not let this pod be quarantined/);
});

test('what is near, what is open and what is hidden are a choice away', admin, async ({ page }) => {
  const panel = await select(page, 'cart-');
  const param = (name) => new URL(page.url()).searchParams.get(name);
  const key = param('sel');
  await choose(page, panel, '2 hops');
  await settles('the address', () => [param('around'), param('hops'), param('sel')], [key, '2', key]);
  await choose(page, panelOf(page), 'Everything again');
  await settles('the address', () => param('around'), null);
  await choose(page, panelOf(page), 'Hide what comes in');
  await eventually('it can be shown again', async () => {
    await panel.getByRole('button', { name: 'More acts' }).click();
    return page.getByRole('menu', { name: 'More acts' }).getByText('Show what comes in').isVisible();
  });
  await page.getByRole('menu', { name: 'More acts' }).getByText('Show what comes in').click();
});

test('a node is named for everybody, and has its own name again', admin, async ({ page }) => {
  const panel = await select(page, 'node-', 'Node');
  const own = await panel.getByRole('heading', { level: 2 }).textContent();
  for (const [name, said] of [['edge', 'It is called edge now.'], ['', 'It has its own name again']]) {
    await choose(page, panelOf(page), 'Name…');
    const dialog = page.getByRole('dialog', { name: /^Name / });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('button', { name: 'Name' }).click();
    await says(page, said);
    await vanishes(dialog);
    await appears(panelOf(page).getByRole('heading', { level: 2, name: name || own }));
  }
});

test('a node that there is not says so, and the map stays', admin, async ({ page }) => {
  await visit(page, `${PATH}?sel=0123456789ab`);
  await appears(page.getByRole('heading', { name: 'This is not on the map any more' }));
  await page.keyboard.press('Escape');
  await settles('the address', () => address(page), PATH);
});
