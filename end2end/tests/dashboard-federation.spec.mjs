// The clusters of a federation on its master's dashboard: each with its score, and one that does not answer costs its own row.
import { strict as assert } from 'node:assert';
import { visit } from '../support/browser.mjs';
import { Dashboard, PATH, metrics } from '../support/dashboard.mjs';
import { signIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles } from '../support/wait.mjs';

const test = suite();

const FRANKFURT = { name: 'frankfurt', score: 12, nodes: 5, pods: 120 };
const OSLO = { name: 'oslo', status: 'out_of_sync', score: 61, nodes: 2, pods: 30, versions: ['v5.4.6', 'v5.5.0'], cve_database: '4.401' };

/** The rows of those two, as they are told. */
const ROWS = {
  frankfurt: ['frankfurt', 'Synced', '12 Good', '5', '120', '4.412', 'v5.5.0'],
  oslo: ['oslo', 'Out of sync', '61 Poor', '2', '30', '4.401', 'v5.4.6, v5.5.0'],
};

/** Makes the demo a master, and signs somebody in at it; who was signed in as `admin` before is no more. */
async function master({ page, demo, console }, clusters = [FRANKFURT, OSLO], user = 'admin') {
  const ids = await demo.federation({ role: 'master', clusters });
  await signIn(page, console, user);
  return ids;
}

/** What the master's own row must be. */
async function own(demo) {
  const somebody = await demo.somebody();
  const { security_scores: scores } = await metrics(somebody);
  const { summary } = await somebody.call('GET', '/v1/system/summary');
  await somebody.leave();
  const score = scores.security_risk_score;
  const band = score < 20 ? 'Good' : score < 50 ? 'Fair' : 'Poor';
  const numbers = [summary.hosts, summary.running_pods].map(String);
  return ['demo-cluster Master', 'Active', `${score} ${band}`, ...numbers, summary.cvedb_version, summary.component_versions[0]];
}

/** Waits until nothing is being read any more, and says whether there is a panel of clusters. */
async function hasClusters(dashboard) {
  await dashboard.isWhole();
  return (await dashboard.panel('Clusters').count()) > 0;
}

/** The calls for the federation, since they were last forgotten. */
const asked = async (demo) => (await demo.requests()).map(({ target }) => target).filter((target) => target.startsWith('/v1/fed/'));

test('the master shows every cluster with its score, itself first and then the worst', async (stand) => {
  const { page, demo } = stand;
  await master(stand);
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  await settles('the clusters', () => dashboard.clusters(), [await own(demo), ROWS.oslo, ROWS.frankfurt]);
  // A status is never a colour alone.
  assert.equal(await dashboard.panel('Clusters').locator('tbody tr td:nth-child(2) .badge .icon').count(), 3);
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a cluster that does not answer costs its own row, and shows no zeros', async (stand) => {
  const { page, demo } = stand;
  await master(stand, [FRANKFURT, OSLO, { name: 'atlantis', silent: true }, { name: 'ys', status: 'disconnected' }]);
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  const silent = [['atlantis', 'Synced', 'Did not answer'], ['ys', 'Disconnected', 'Did not answer']];
  await settles('the clusters', () => dashboard.clusters(), [await own(demo), ROWS.oslo, ROWS.frankfurt, ...silent]);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
});

test('a cluster that says no score has its other numbers, and a status that is new is shown as it came', async (stand) => {
  const { page } = stand;
  await master(stand, [{ ...FRANKFURT, score: null, status: 'dreaming' }]);
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  const [name, , , ...numbers] = ROWS.frankfurt;
  await settles('the cluster', async () => (await dashboard.clusters())[1], [name, 'dreaming', '–', ...numbers]);
});

test('members that cannot be read cost the panel and no other', async (stand) => {
  const { page, demo } = stand;
  await master(stand);
  await demo.fault({ method: 'GET', path: '/v1/fed/member', status: 500 });
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  await appears(dashboard.panel('Clusters').getByRole('alert').filter({ hasText: 'The controller refused' }));
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 1);
  await demo.mend();
  await dashboard.panel('Clusters').getByRole('link', { name: 'Try again' }).click();
  await settles('the clusters', async () => (await dashboard.clusters()).length, 3);
});

test('beside a namespace’s numbers there are no clusters', async (stand) => {
  const { page } = stand;
  await master(stand);
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?ns=payments`);
  assert.equal(await hasClusters(dashboard), false);
  await page.getByRole('link', { name: 'All namespaces' }).click();
  await appears(dashboard.panel('Clusters').getByText('frankfurt'));
});

for (const user of ['reader', 'dev', 'netops']) {
  test(`${user}, who may not read the federation, sees no panel, and nobody is asked`, async (stand) => {
    const { page, demo } = stand;
    await master(stand, undefined, user);
    const dashboard = new Dashboard(page);
    await visit(page, PATH);
    assert.equal(await hasClusters(dashboard), false);
    assert.deepEqual(await asked(demo), []);
  });
}

for (const [what, role] of [['a joint cluster', 'joint'], ['a cluster in no federation any more', '']]) {
  test(`${what} shows no panel`, async (stand) => {
    const { page, demo } = stand;
    await master(stand);
    await demo.federation({ role, clusters: [] });
    const dashboard = new Dashboard(page);
    await visit(page, PATH);
    assert.equal(await hasClusters(dashboard), false);
    assert.deepEqual([...new Set(await asked(demo))], ['/v1/fed/member'], 'what it is, and nothing more');
  });
}

test('a cluster that was never in a federation asks nothing about one', { user: 'admin' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  assert.equal(await hasClusters(dashboard), false);
  assert.deepEqual(await asked(demo), []);
});

test('the clusters stand without scripts, and in the report', { script: false }, async (stand) => {
  const { page, demo } = stand;
  await master(stand);
  const dashboard = new Dashboard(page);
  const rows = [await own(demo), ROWS.oslo, ROWS.frankfurt];
  await page.goto(PATH);
  assert.deepEqual(await dashboard.clusters(), rows);
  await page.getByRole('link', { name: 'Report' }).click();
  await appears(page.getByRole('heading', { level: 2, name: 'Clusters' }));
  const part = page.locator('section.part').filter({ has: page.getByRole('heading', { level: 2, name: 'Clusters' }) });
  assert.equal(await part.locator('tbody tr').count(), rows.length);
});
