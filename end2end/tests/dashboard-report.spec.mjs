// What leaves the dashboard: the report on paper, each chart of it whole, and its numbers as files.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { address, visit } from '../support/browser.mjs';
import { Dashboard, PATH, metrics } from '../support/dashboard.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const REPORT = `${PATH}/report`;

/** A4 at 96 dots an inch, and what is left of it within the printer's margins. */
const PAPER = { width: 794, height: 1123 };
const MARGIN = 38;

/** Clicks a download and gives what the browser kept. */
async function download(page, link) {
  const [kept] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(await kept.failure(), null);
  return { name: kept.suggestedFilename(), text: await readFile(await kept.path(), 'utf8') };
}

/** The rows of a table of ours; no cell of the demo's holds a comma or a quotation mark. */
const rows = (text) => text.trim().split(/\r?\n/).map((line) => line.split(','));

for (const [what, system, options] of [['', 'light', admin], [', from a dark screen', 'dark', admin], [', without scripts', 'light', { ...admin, script: false }]]) {
  test(`the report is printed with a cover, and no chart is cut${what}`, { ...options, system }, async ({ page }) => {
    await page.goto(`${REPORT}?ns=storefront`);
    await appears(page.getByRole('heading', { name: 'Security report' }));
    await appears(page.getByText('Namespace storefront'));
    assert.equal(await page.locator('[aria-busy="true"]').count(), 0);
    assert.equal(await page.getByRole('alert').count(), 0);

    await page.setViewportSize(PAPER);
    await page.emulateMedia({ media: 'print', colorScheme: system });
    // The picture with its legend; the rows of a long table beside it may go on overleaf.
    const figures = await page.locator('figure.chart .chart-body').evaluateAll((all) =>
      all.map((picture) => ({
        id: picture.closest('figure').id,
        height: picture.getBoundingClientRect().height,
        broken: getComputedStyle(picture).breakInside,
        beyond: picture.getBoundingClientRect().right - document.documentElement.clientWidth,
      })),
    );
    assert.ok(figures.length >= 8, `${figures.length} charts`);
    for (const { id, height, broken, beyond } of figures) {
      assert.equal(broken, 'avoid', id);
      assert.ok(height > 60 && height < PAPER.height - 2 * MARGIN, `${id} is ${height} px high`);
      assert.ok(beyond <= 0, `${id} fits the width: ${beyond}`);
    }
    // On paper nothing can be unfolded, and nothing has to be.
    const hidden = await page.locator('figure.chart table').evaluateAll((all) => all.filter((table) => table.getBoundingClientRect().height === 0).length);
    assert.equal(hidden, 0, 'each chart has its numbers beside it');
    assert.equal(await page.getByRole('navigation', { name: 'Main menu' }).isVisible(), false);
    assert.equal(await page.getByRole('button', { name: 'Print…' }).isVisible(), false);
    const ink = await page.evaluate(() => getComputedStyle(document.body).color);
    assert.ok(Number(ink.match(/^oklch\(([\d.]+)/)[1]) < 0.4, `dark on white: ${ink}`);

    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.ok(pages > 2 && pages < 30, `${pages} pages`);
  });
}

test('the report is the dashboard’s, of the namespace that was chosen', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?ns=payments&events=hours&service=payment-api.payments`);
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await appears(page.getByRole('heading', { level: 1, name: 'Report' }));
  assert.equal(new URL(page.url()).pathname, REPORT);
  assert.equal(new URL(page.url()).searchParams.get('ns'), 'payments');
  await appears(page.getByText('Namespace payments'));
  await appears(page.getByText(/^As of .* for admin\.$/));
  const somebody = await demo.somebody();
  await eventually('the controller’s score', async () => (await dashboard.score()) === (await metrics(somebody, 'payments')).security_scores.security_risk_score);
  const { ingress, egress } = await metrics(somebody, 'payments');
  await somebody.leave();
  const text = await page.getByRole('main').innerText();
  for (const { service } of [...ingress, ...egress]) assert.ok(text.includes(service), `${service} is in the report`);
  // An event may have its other end elsewhere; what is exposed has not.
  const exposed = await page.locator('table.sums tbody th').allInnerTexts();
  assert.deepEqual(exposed.filter((name) => /\.(storefront|monitoring|batch|analytics)$/.test(name)), []);
  await page.getByRole('link', { name: 'Back' }).click();
  await settles('the address', () => address(page), `${PATH}?ns=payments`);
});

test('the report’s button prints', admin, async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await visit(page, REPORT);
  await page.getByRole('button', { name: 'Print…' }).click();
  await page.locator('html[data-printed]').waitFor({ state: 'attached' });
});

test('whoever may not see all has a report of what they may', { user: 'dev' }, async ({ page }) => {
  await visit(page, REPORT);
  await appears(page.getByText('All namespaces'));
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.doesNotMatch(await page.getByRole('main').innerText(), /report-job|rabbitmq|You need the permission/);
});

test('the numbers of the report are there for programs', admin, async ({ page, demo }) => {
  await visit(page, `${REPORT}?ns=storefront`);
  const { name, text } = await download(page, page.getByRole('link', { name: 'Numbers (JSON)' }));
  assert.match(name, /^dashboard-.*storefront.*\.json$/);
  const numbers = JSON.parse(text);
  assert.equal(numbers.namespace, 'storefront');
  const somebody = await demo.somebody();
  const { security_scores: scores, metrics: counted } = await metrics(somebody, 'storefront');
  await somebody.leave();
  assert.equal(numbers.score.score, scores.security_risk_score);
  assert.equal(numbers.score.factors.service_connections.counts.discover, counted.groups.discover_groups);
  assert.deepEqual(numbers.missing, []);
  for (const part of ['score', 'modes', 'exposure', 'events', 'vulnerable', 'protocols']) assert.ok(numbers[part], part);
});

test('what is said with the outside is a file, and one answer that does not come costs its rows only', admin, async ({ page, demo }) => {
  const panel = new Dashboard(page).panel('Ingress and egress exposure');
  const link = panel.getByRole('link', { name: 'Conversations (CSV)' });
  await visit(page, PATH);
  const { name, text } = await download(page, link);
  assert.match(name, /\.csv$/);
  const [heads, ...said] = rows(text);
  const column = (name) => heads.indexOf(name);
  const somebody = await demo.somebody();
  const { ingress, egress } = await metrics(somebody);
  await somebody.leave();
  for (const [direction, pods] of [['ingress', ingress], ['egress', egress]]) {
    const named = new Set(said.filter((row) => row[column('direction')] === direction).map((row) => row[column('pod')]));
    assert.deepEqual([...named].sort(), pods.map((pod) => pod.display_name).sort(), direction);
  }
  assert.ok(said.every((row) => row[column('problem')] === ''));
  assert.ok(said.some((row) => /^[A-Z]{2}$/.test(row[column('country')])), 'countries stand in it');

  // Of one pair the controller says nothing.
  const [pod] = ingress;
  await demo.fault({ method: 'GET', path: `/v1/conversation/external/${pod.id}`, status: 500 });
  const [, ...left] = rows((await download(page, link)).text);
  const own = (all) => all.filter((row) => row[column('pod')] === pod.display_name && row[column('direction')] === 'ingress');
  assert.ok(own(left).length > 0 && own(left).every((row) => row[column('problem')] !== ''), 'its rows say so');
  assert.equal(left.filter((row) => row[column('problem')] === '').length, said.length - own(said).length, 'the others are whole');

  await visit(page, `${PATH}?ns=payments`);
  const [, ...scoped] = rows((await download(page, link)).text);
  assert.ok(scoped.length > 0 && scoped.every((row) => row[column('namespace')] === 'payments'));
});

test('the containers of a step of the ladder are a file', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?improve=1`);
  const step = dashboard.step('No privileged containers');
  const left = Number((await step.locator('p').innerText()).match(/^\d+/)[0]);
  const [heads, ...containers] = rows((await download(page, step.getByRole('link', { name: 'List (CSV)' }))).text);
  assert.equal(containers.length, left);
  assert.ok(containers.every((row) => row[heads.indexOf('privileged')] === 'true'));
});

test('files are not for those who may not see what is in them', { user: 'netops' }, async ({ page, console }) => {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const get = (path, headers = { cookie }) => fetch(`${console.url}${path}`, { redirect: 'manual', headers });
  assert.equal((await get('/files/exposure.csv')).status, 200);
  const numbers = await (await get('/files/dashboard.json')).json();
  assert.equal(numbers.vulnerable, null);
  assert.ok(numbers.score && numbers.modes);
  for (const path of ['/files/exposure.csv', '/files/risky-pods.csv?risk=root', '/files/dashboard.json']) {
    assert.notEqual((await get(path, {})).status, 200, `${path} without a session`);
  }
});
