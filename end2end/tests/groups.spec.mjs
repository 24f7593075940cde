// The list of groups: search, filters, order, what a reload keeps, and the panel of one group.
import { strict as assert } from 'node:assert';
import { address, reload, timePasses, visit, visitInStillness } from '../support/browser.mjs';
import { Groups, PATH } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

const STRICT = ['nv.ledger-db.payments', 'nv.payment-api.payments', 'nv.payment-worker.payments'];

test('the list is what the controller lists, but for the platform', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  const somebody = await demo.somebody();
  const all = await somebody.groups();
  await somebody.leave();
  const shown = all.filter((group) => !group.platform_role).map((group) => group.name).sort();
  assert.ok(shown.length > 30 && shown.length < all.length, 'the demo has both kinds');
  await groups.lists(shown);
  assert.deepEqual(await groups.modes('nv.cart.storefront'), ['Monitor', 'Monitor', 'basic']);
  assert.deepEqual(await groups.modes('nv.ledger-db.payments'), ['Protect', 'Protect', 'zero-drift']);
  assert.deepEqual(await groups.modes('corp-network'), ['', '', '']);
  await appears(page.getByText(`1–${shown.length} of ${shown.length}`));
});

test('groups of the platform are shown when asked for', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  assert.equal(await groups.row('nv.coredns.kube-system').count(), 0);
  await groups.filter('Origin', 'Show platform groups');
  await appears(groups.row('nv.coredns.kube-system'));
  assert.equal(address(page), `${PATH}?system=1`);
  await groups.filter('Origin', 'Hide platform groups');
  await vanishes(groups.row('nv.coredns.kube-system'));
});

test('search finds by words of name, namespace and comment, as one types', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await groups.search.pressSequentially('PAYMENTS api');
  await groups.lists(['nv.payment-api.payments']);
  await settles('the address', () => address(page), `${PATH}?q=PAYMENTS%20api`);
  await groups.search.fill('head office');
  await groups.lists(['fed.corp']);
  await groups.search.fill('');
  await eventually('all are back', async () => (await groups.names()).length > 30);
  await settles('the address', () => address(page), PATH);
});

test('each filter narrows, says so, and can be taken off', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await groups.filter('Mode', 'Protect');
  await groups.lists(STRICT);
  assert.equal(address(page), `${PATH}?mode=protect`);
  await groups.filter('Namespace', 'payments');
  await settles('the address', () => address(page), `${PATH}?mode=protect&ns=payments`);
  await groups.lists(STRICT);
  await page.getByRole('link', { name: 'Remove the filter Mode' }).click();
  await groups.lists(['nv.fraud-scoring.payments', ...STRICT, 'nv.rabbitmq.payments']);
  await page.getByRole('link', { name: 'Remove the filter Namespace' }).click();
  await groups.filter('Origin', 'federation');
  await groups.lists(['fed.corp']);
  await groups.filter('Mode', 'no mode');
  await groups.lists(['fed.corp']);
});

test('clearing the filters brings the list back', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await groups.search.fill('no group is called so');
  await appears(page.getByRole('heading', { name: 'Nothing matches' }));
  assert.deepEqual(await groups.table.count(), 0);
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await appears(groups.row('nodes'));
  assert.equal(address(page), PATH);
  await settles('the search box is empty', () => groups.search.inputValue(), '');
});

test('each column sorts both ways, and the order is in the address', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  const header = (name) => page.getByRole('columnheader', { name, exact: true });
  const by = (name) => header(name).getByRole('link');
  const sorted = (list) => [...list].sort();

  const names = await groups.names();
  await by('Name').click();
  await groups.lists([...names].reverse());
  await settles('the order is announced', () => header('Name').getAttribute('aria-sort'), 'descending');
  assert.equal(address(page), `${PATH}?dir=desc`);

  await by('Namespace').click();
  await settles('the address', () => address(page), `${PATH}?sort=ns`);
  await eventually('namespaces go up', async () => {
    const spaces = await groups.column('Namespace');
    return JSON.stringify(spaces) === JSON.stringify(sorted(spaces));
  });
  await by('Members').click();
  await by('Members').click();
  await settles('the address', () => address(page), `${PATH}?sort=members&dir=desc`);
  await eventually('numbers go down as numbers', async () => {
    const counts = (await groups.column('Members')).map(Number);
    return counts[0] === 42 && counts.every((count, at) => at === 0 || count <= counts[at - 1]);
  });
  await by('Network').click();
  await eventually('modes go from loose to strict', async () => (await groups.column('Network')).at(-1) === 'Protect');
});

test('a reload, and the way back, keep what is shown', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await groups.filter('Mode', 'Protect');
  await groups.lists(STRICT);
  await page.getByRole('columnheader', { name: 'Name', exact: true }).getByRole('link').click();
  await groups.lists([...STRICT].reverse());
  await groups.link('nv.ledger-db.payments').click();
  await appears(groups.panel('nv.ledger-db.payments'));
  const here = address(page);

  await reload(page);
  assert.equal(address(page), here);
  await groups.lists([...STRICT].reverse());
  await appears(groups.panel('nv.ledger-db.payments'));
  await appears(page.getByRole('link', { name: 'Remove the filter Mode' }));

  await page.goBack();
  await vanishes(groups.panel('nv.ledger-db.payments'));
  await page.goBack();
  await groups.lists(STRICT);
  await page.goBack();
  await eventually('all are back', async () => (await groups.names()).length > 30);
});

test('what makes no sense in an address is as if it were not there', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?sort=bogus&page=999&dir=sideways&group=%00&change=nothing`);
  await appears(groups.row('nodes'));
});

test('the panel shows a group with its members, beside the list', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await groups.link('nv.frontend.storefront').click();
  const panel = groups.panel('nv.frontend.storefront');
  await appears(panel.getByRole('heading', { name: 'nv.frontend.storefront' }));
  assert.equal(address(page), `${PATH}?group=nv.frontend.storefront`);

  const members = panel.getByRole('table', { name: 'Members of nv.frontend.storefront' });
  await appears(members);
  const somebody = await demo.somebody();
  const { members: known } = await somebody.call('GET', '/v1/group/nv.frontend.storefront?view=pod').then((shown) => shown.group);
  await somebody.leave();
  const shown = await members.getByRole('row').filter({ has: page.getByRole('cell') }).evaluateAll((rows) => rows.map((row) => row.cells[0].innerText.trim()));
  assert.deepEqual(shown, known.map((member) => member.display_name).sort());
  assert.equal(shown.length, 3);
  await appears(panel.getByText('service = frontend.storefront').or(panel.getByText('domain = storefront')));

  await groups.link('nv.cart.storefront').click();
  await appears(groups.panel('nv.cart.storefront'));
  await vanishes(panel);
  await panel.or(groups.panel('nv.cart.storefront')).getByRole('link', { name: 'Close' }).click();
  await settles('the address', () => address(page), PATH);
  await vanishes(groups.panel('nv.cart.storefront'));
});

test('a count of members leads to them', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await page.getByRole('link', { name: 'Members of pci-workloads' }).click();
  await appears(groups.panel('pci-workloads').getByRole('table', { name: 'Members of pci-workloads' }));
});

test('a group that there is not says so in its panel, and the list stays', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?group=nv.never.was`);
  await appears(groups.panel('nv.never.was').getByRole('heading', { name: 'There is no such thing' }));
  await appears(groups.row('nodes'));
});

test('the panel can be widened, and the address says so', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?group=nodes`);
  const panel = groups.panel('nodes');
  const width = () => panel.evaluate((element) => element.getBoundingClientRect().width);
  await appears(panel.getByText('Membership is built in.'));
  const narrow = await width();
  await panel.getByRole('link', { name: 'Wider' }).click();
  await settles('the address', () => address(page), `${PATH}?group=nodes&wide=1`);
  await eventually('it is wider', async () => (await width()) > narrow);
  await panel.getByRole('link', { name: 'Narrower' }).click();
  await settles('its width', width, narrow);
});

test('what somebody else changes is seen without a reload', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  await visitInStillness(page, PATH);
  await groups.shows('nv.search.storefront', ['Discover', 'Discover', 'basic']);
  const somebody = await demo.somebody();
  await somebody.switchModes(['search.storefront'], { policy_mode: 'Monitor', profile_mode: 'Monitor' });
  await somebody.leave();
  await eventually('the next reading shows it', async () => {
    await timePasses(page);
    return (await groups.modes('nv.search.storefront'))[0] === 'Monitor';
  });
});

test('one mode for the whole cluster is said above the list', admin, async ({ page, demo }) => {
  await demo.lag(0);
  await demo.settings({ net_svc: { net_service_status: true, net_service_policy_mode: 'Protect' } });
  await visit(page, PATH);
  const banner = page.getByRole('status').filter({ hasText: 'The network mode Protect is set for all services at once' });
  await appears(banner);
  await banner.getByRole('link', { name: 'To the setting' }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Configuration' }));
});
