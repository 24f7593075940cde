// What leaves the lists of what happened: files that hold what the list does, the list on paper, and what a risk report found.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { violations } from '../support/axe.mjs';
import { address, visit } from '../support/browser.mjs';
import { Events, PATH } from '../support/events.mjs';
import { suite } from '../support/suite.mjs';
import { appears, settles } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const REPORTS = '/activity/risk-reports';

/** A4 at 96 dots an inch, and what is left of it within the printer's margins. */
const PAPER = { width: 794, height: 1123 };
const MARGIN = 38;

/** Each list with its page and the name of its files. */
const LISTS = [
  { title: 'Security events', path: PATH, file: 'security-events' },
  { title: 'Events', path: '/activity/events', file: 'events' },
  { title: 'Risk reports', path: REPORTS, file: 'risk-reports' },
];

/** Clicks a download and gives what the browser kept. */
async function download(page, link) {
  const [kept] = await Promise.all([page.waitForEvent('download'), link.click()]);
  assert.equal(await kept.failure(), null);
  return { name: kept.suggestedFilename(), text: await readFile(await kept.path(), 'utf8') };
}

/** An entry of the menu of exports. */
async function exported(page, label) {
  const item = page.getByRole('menuitem', { name: label });
  // A download leaves the page, and with it the menu, as it was.
  if (!(await item.isVisible())) await page.getByRole('button', { name: 'Export', exact: true }).click();
  await appears(item);
  return item;
}

/** The cells of a table as RFC 4180 has them. */
function cells(text) {
  assert.equal(text[0], '\ufeff', 'it says that it is UTF-8');
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    assert.ok(found, `a cell at ${cell.lastIndex}`);
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] === '\r\n') rows.push([]);
  }
  assert.deepEqual(rows.pop(), [], 'the last line ends');
  return rows;
}

for (const { title, path, file } of LISTS) {
  test(`${title}: the table holds what the list does, in its order`, admin, async ({ page }) => {
    const events = new Events(page, title);
    await visit(page, `${path}?level=critical&level=warning&level=info&sort=name&dir=other`);
    const [shown, total] = [await events.ids(), await events.total()];
    assert.ok(shown.length > 0);
    const { name, text } = await download(page, await exported(page, 'Table (CSV)'));
    assert.match(name, new RegExp(`^${file}-.*\\.csv$`));
    const [heads, ...rows] = cells(text);
    assert.ok(rows.every((row) => row.length === heads.length));
    const ids = rows.map((row) => row[heads.indexOf('Entry ID')]);
    assert.equal(ids.length, total, 'all of it, not this page');
    assert.deepEqual(ids.slice(0, shown.length), shown);
    // The columns of the screen stand first, and by the same names.
    const columns = await events.table.locator('thead th:not(.pick)').allTextContents();
    assert.deepEqual(heads.slice(0, columns.length), columns.map((column) => column.trim()));
    const times = rows.map((row) => row[heads.indexOf('Time')]);
    assert.ok(times.every((time) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)), times[0]);

    const objects = await download(page, await exported(page, 'Data (JSON)'));
    assert.match(objects.name, new RegExp(`^${file}-.*\\.json$`));
    assert.deepEqual(JSON.parse(objects.text).map((object) => object.id), ids);
  });
}

test('what says the same is one line of the file where it is one in the list', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, `${PATH}?window=86400`);
  const total = await events.total();
  const { text } = await download(page, await exported(page, 'Table (CSV)'));
  const [heads, ...rows] = cells(text);
  assert.equal(rows.length, total);
  assert.ok(rows.some((row) => Number(row[heads.indexOf('Entries')]) > 1));
});

test('without a script the menu of exports is there too', { ...admin, script: false }, async ({ page }) => {
  await page.goto(`${PATH}?kind=threat`);
  const { name } = await download(page, await exported(page, 'Table (CSV)'));
  assert.match(name, /^security-events-.*\.csv$/);
});

for (const { title, path } of LISTS) {
  for (const script of [true, false]) {
    test(`${title} on paper: its charts are whole and no line is cut${script ? '' : ', without scripts'}`, { ...admin, script }, async ({ page }) => {
      await page.goto(`${path}/print?level=critical&level=warning&level=info`);
      await appears(page.getByRole('heading', { level: 2, name: title, exact: true }));
      await appears(page.getByRole('heading', { level: 2, name: 'All entries' }));
      assert.equal(await page.locator('[aria-busy="true"]').count(), 0);
      assert.equal(await page.getByRole('alert').count(), 0);
      await appears(page.getByText('Critical, Warning, Information', { exact: true }));

      await page.setViewportSize(PAPER);
      await page.emulateMedia({ media: 'print' });
      const figures = await page.locator('figure.chart .chart-body').evaluateAll((all) =>
        all.map((picture) => ({
          id: picture.closest('figure').id,
          height: picture.getBoundingClientRect().height,
          beyond: picture.getBoundingClientRect().right - document.documentElement.clientWidth,
        })),
      );
      assert.deepEqual(figures.map(({ id }) => id), ['print-when', 'print-levels', 'print-names']);
      for (const { id, height, beyond } of figures) {
        assert.ok(height > 60 && height < PAPER.height - 2 * MARGIN, `${id} is ${height} px high`);
        assert.ok(beyond <= 0, `${id} fits the width: ${beyond}`);
      }
      const hidden = await page.locator('figure.chart table').evaluateAll((all) => all.filter((table) => table.getBoundingClientRect().height === 0).length);
      assert.equal(hidden, 0, 'each chart has its numbers beside it');
      const beyond = await page.locator('.printed :is(th, td)').evaluateAll((all) => all.filter((cell) => cell.getBoundingClientRect().right > document.documentElement.clientWidth + 1 || cell.scrollWidth > cell.clientWidth + 1).length);
      assert.equal(beyond, 0, 'each cell is within the paper, and what it says within the cell');
      assert.equal(await page.getByRole('navigation', { name: 'Main menu' }).isVisible(), false);
      const pdf = await page.pdf({ format: 'A4', printBackground: true });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    });
  }
}

test('the print view is of what the list is asked, says so, and leads back', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, `${PATH}?kind=violation&ns=payments&sort=name`);
  const total = await events.total();
  await (await exported(page, 'Print view')).click();
  await settles('the address', () => address(page), `${PATH}/print?kind=violation&ns=payments&sort=name`);
  await appears(page.getByRole('heading', { level: 2, name: 'All entries' }));
  const cover = page.getByRole('region', { name: 'Security events' });
  assert.deepEqual(await cover.getByRole('term').allInnerTexts(), ['Kind', 'Namespace']);
  assert.deepEqual(await cover.getByRole('definition').allInnerTexts(), ['Violations', 'payments']);
  assert.equal(await page.locator('.printed tbody tr').count(), total);
  assert.deepEqual(await violations(page, 'the print view'), []);
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await settles('the address', () => address(page), `${PATH}?kind=violation&ns=payments&sort=name`);
  await appears(events.table);
});

test('the print view’s button prints', admin, async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', '');
  });
  await visit(page, `${REPORTS}/print`);
  await page.getByRole('button', { name: 'Print…' }).click();
  await page.locator('html[data-printed]').waitFor({ state: 'attached' });
});

test('risk reports on paper have a ring of levels and bars of what was scanned', admin, async ({ page }) => {
  await visit(page, `${REPORTS}/print`);
  const levels = page.getByRole('figure', { name: 'How grave it is' });
  await appears(levels.locator('.chart-ring'));
  const bars = page.getByRole('figure', { name: 'By kind of scan or check' });
  await appears(bars.getByText('Container.Scan.Report').first());
  const counted = await bars.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => [row.children[0].innerText, Number(row.children[1].innerText.replaceAll(',', ''))]));
  const lines = await page.locator('.printed tbody tr').evaluateAll((rows) => rows.map((row) => row.children[1].innerText));
  for (const [name, count] of counted) assert.equal(lines.filter((line) => line === name).length, count, name);
});

for (const [name, more, level] of [['Container.Scan.Report', '&image=frontend', 'High'], ['Compliance.Container.Violation', '', 'HIGH']]) {
  test(`what a report found is listed in its panel and a file: ${name}`, admin, async ({ page }) => {
    const events = new Events(page, 'Risk reports');
    await visit(page, `${REPORTS}?name=${name}${more}&sort=level`);
    await events.open(events.rows().first());
    const found = events.panel.getByRole('region', { name: 'Findings' });
    await appears(found.locator('summary').filter({ hasText: level }));
    const names = await found.locator('details li .name').allInnerTexts();
    assert.ok(names.length > 0);
    const links = await found.locator('details li a').evaluateAll((all) => all.map(({ href, rel, innerText }) => ({ href, rel, name: innerText })));
    assert.equal(links.length, name.includes('Scan') ? names.length : 0);
    for (const { href, rel, name: cve } of links) {
      assert.equal(href, `https://nvd.nist.gov/vuln/detail/${cve}`);
      assert.match(rel, /\bnoreferrer\b/);
    }
    assert.deepEqual(await violations(page, 'a report’s panel'), []);
    const kept = await download(page, found.getByRole('link', { name: 'Findings as CSV' }));
    assert.match(kept.name, /^report-[0-9a-f]{32}-.*\.csv$/);
    const [heads, ...rows] = cells(kept.text);
    assert.deepEqual(rows.map((row) => row[heads.indexOf('Name of the finding')]), names);
  });
}

test('a list that one may not see is no file and no print either', { user: 'netops' }, async ({ page, console }) => {
  await visit(page, `${REPORTS}/print`);
  await appears(page.getByText(/You need the permission/));
  assert.equal(await page.getByRole('table').count(), 0);
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const file of ['events/reports.csv', 'events/reports.json', 'report/00.csv']) {
    const answer = await fetch(`${console.url}/files/${file}`, { redirect: 'manual', headers: { cookie } });
    assert.equal(answer.status, 403, file);
  }
});
