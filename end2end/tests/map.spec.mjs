// The network map: what it shows, at which level, of what and when; on a canvas, as a table, and without either.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { launch, openPage, visit } from '../support/browser.mjs';
import { NetworkMap, PATH, params } from '../support/map.mjs';
import { signIn, signInFirst } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** Opens the map at an address and waits until it is drawn. */
async function open(page, query = '') {
  const map = new NetworkMap(page);
  await visit(page, PATH + query);
  await map.isDrawn();
  return map;
}

test('the picture is of what the controller has seen, and the legend counts it', admin, async ({ page, demo }) => {
  const map = await open(page, '?detail=pods&system=1&traffic=1');
  const somebody = await demo.somebody();
  const { conversations } = await somebody.call('GET', '/v1/conversation');
  await somebody.leave();
  const pairs = new Set(conversations.map(({ from, to }) => `${from} ${to}`));
  const words = ['Threat', 'Blocked', 'Violation', 'Warning', 'Allowed', 'Within a namespace'];
  await eventually('every pair is a line', async () => {
    const counts = await Promise.all(words.map((word) => map.counted(word)));
    return counts.reduce((sum, count) => sum + count) >= pairs.size * 0.9 && counts[1] > 0;
  });
  assert.ok((await map.shown()) > 20);
  assert.equal(await map.backend(), 'webgl2');
});

test('a namespace is opened and closed by a double click, and stays where it is', admin, async ({ page }) => {
  const map = new NetworkMap(page);
  const key = new URL(await map.find('storefront', 'Namespace'), page.url()).searchParams.get('sel');
  await open(page, `?detail=namespaces&sel=${key}`);
  const closed = await map.shown();
  const at = await map.selectedAt();
  await page.mouse.dblclick(at.x, at.y);
  await settles('it is open', async () => params(page).getAll('open'), [key]);
  await eventually('its groups are shown', async () => (await map.shown()) > closed);
  await map.isDrawn();

  await page.getByRole('complementary').getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menu', { name: 'More acts' }).getByText('Collapse', { exact: false }).first().click();
  await settles('as many as before', map.shown, closed);
});

test('what is read again moves nothing: not what somebody looks at, nor what is in their hand', admin, async ({ page, demo }) => {
  const map = new NetworkMap(page);
  const sel = new URL(await map.find('frontend', 'Group'), page.url()).searchParams.get('sel');
  await open(page, `?detail=groups&sel=${sel}`);
  const another = (from, to) =>
    Promise.all([
      page.waitForResponse((answer) => answer.url().includes('/files/map/picture') && answer.status() === 200),
      demo.connect({ from, to, application: 'PostgreSQL', port: 'tcp/5432' }),
    ]);

  // Out of sight, what is selected stays there: whoever moved it away knows where it is.
  const box = await map.stage.boundingBox();
  await map.stage.focus();
  for (let step = 0; step < (2 * box.width) / 60; step += 1) await page.keyboard.press('ArrowRight');
  const away = await eventually('it is out of sight', async () => {
    await map.isDrawn();
    const at = await map.selectedAt();
    return at.x < box.x && at;
  });
  await another('nv.mailer.storefront', 'nv.ledger-db.payments');
  await map.isDrawn();
  assert.deepEqual(await map.selectedAt(), away);

  // In a hand, it is the same node that is put down.
  await page.keyboard.press('0');
  await map.isDrawn();
  const from = await eventually('it is in sight', async () => {
    await map.isDrawn();
    const at = await map.selectedAt();
    return at.x > box.x && at;
  });
  const to = { x: from.x + 80, y: from.y + 40 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 });
  await another('nv.cart.storefront', 'nv.ledger-db.payments');
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  await eventually('it is where the hand left it', async () => {
    await map.isDrawn();
    const at = await map.selectedAt();
    return Math.hypot(at.x - to.x, at.y - to.y) < 3;
  });
});

test('a level is chosen from the menu', admin, async ({ page }) => {
  const map = await open(page);
  await page.getByRole('button', { name: 'Level' }).click();
  await page.getByRole('menuitemradio', { name: 'Namespaces' }).click();
  await settles('the address', async () => params(page).get('detail'), 'namespaces');
  const namespaces = await eventually('few', async () => ((await map.shown()) < 15 ? map.shown() : 0));
  await page.getByRole('button', { name: 'Level' }).click();
  await page.getByRole('menuitemradio', { name: 'Groups' }).click();
  await eventually('more', async () => (await map.shown()) > namespaces);
});

test('things are arranged by namespace, or by connections, and are the same things', admin, async ({ page }) => {
  const map = await open(page, '?detail=groups');
  const drawing = async () => (await page.request.get(`/files/map.svg${new URL(page.url()).search}`)).text();
  const grounds = (svg) => svg.match(/class="ground/g)?.length ?? 0;
  const namespaces = grounds(await drawing());
  const count = await map.shown();
  assert.ok(namespaces > 2, `${namespaces}`);
  await page.getByRole('button', { name: 'Level' }).click();
  await page.getByRole('menuitemradio', { name: 'By connections' }).click();
  await settles('the address', async () => params(page).get('arrange'), 'connections');
  await map.isDrawn();
  assert.equal(await map.shown(), count);
  const flat = await drawing();
  assert.equal(grounds(flat), 0);
  // Nothing around a group says which namespace it is of, so its name does.
  assert.match(flat, />frontend\.storefront</);

  await visit(page, `${PATH}?view=table&detail=groups&arrange=connections`);
  assert.ok((await map.cells()).some((row) => row.includes('frontend') && row.includes('storefront')));
});

test('what is closed is found as one types, and opened on the way to it', admin, async ({ page }) => {
  const map = await open(page, '?detail=namespaces');
  await page.keyboard.press('/');
  await page.keyboard.type('ledger-db');
  const hit = map.found.getByRole('link').filter({ hasText: 'Pod' }).first();
  await appears(hit);
  assert.match(await hit.textContent(), /in payments/);
  await hit.click();
  await eventually('it is selected', async () => params(page).get('sel'));
  assert.equal(params(page).getAll('open').length, 2, 'its namespace and its group');
  await map.isDrawn();
  await map.selectedAt();

  await map.finder.fill('nothing-is-called-so');
  await appears(page.getByText('Nothing is called “nothing-is-called-so”.'));
});

test('filters are in the address, on chips, and in the legend', admin, async ({ page }) => {
  const map = await open(page);
  const all = await map.counted('Allowed');
  assert.ok(all > 0);
  await page.locator('.map-legend a').filter({ hasText: 'Blocked' }).click();
  await settles('the address', async () => params(page).getAll('status'), ['blocked']);
  await settles('only blocked ones are left', () => map.counted('Allowed'), 0);
  await page.getByRole('link', { name: 'Remove filter Connections' }).click();
  await settles('all are back', async () => (await map.counted('Allowed')) >= all, true);

  await visit(page, `${PATH}?view=table&list=edges&ns=payments&status=violation&status=blocked`);
  await eventually('rows', async () => (await map.cells()).length > 0);
  for (const row of await map.cells()) assert.ok(row.some((cell) => /^(Violation|Blocked)( · |$)/.test(cell)), `${row}`);
});

test('a filter is written, completed, and corrected at its column', admin, async ({ page }) => {
  const map = await open(page);
  await map.expression.fill('ns:payments status:blocked');
  await settles('the address', async () => params(page).get('q'), 'ns:payments status:blocked');
  await settles('it filters', () => map.counted('Allowed'), 0);
  await map.expression.fill('ns:payments status:fine');
  const alert = page.getByRole('alert').filter({ hasText: 'column 20' });
  await appears(alert);
  assert.equal(await alert.locator('b').textContent(), 'fine');
  assert.equal(await map.expression.getAttribute('aria-invalid'), 'true');
  await map.expression.fill('sta');
  await eventually('it is completed', async () => (await page.locator('#map-completions option').evaluateAll((all) => all.map((one) => one.value))).some((one) => one.startsWith('status')));
  await map.expression.fill('name:no-such-node');
  await appears(page.getByText('Nothing matches these filters.'));
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await settles('nothing narrows', async () => params(page).get('q'), null);
  await map.isDrawn();
});

test('what is new is drawn without moving the rest, and the line of time knows what changed', admin, async ({ page, demo }) => {
  const map = new NetworkMap(page);
  const sel = new URL(await map.find('frontend', 'Group'), page.url()).searchParams.get('sel');
  await open(page, `?detail=groups&sel=${sel}`);
  const before = await map.selectedAt();
  await demo.connect({ from: 'nv.mailer.storefront', to: 'nv.ledger-db.payments', application: 'PostgreSQL', port: 'tcp/5432' });
  const slider = page.getByRole('slider', { name: 'Moment shown' });
  await eventually('a second moment is kept', async () => Number(await slider.getAttribute('max')) > 0, 40_000);
  await map.isDrawn();
  assert.deepEqual(await map.selectedAt(), before, 'what the eye knows stays');

  await page.getByRole('link', { name: 'Earlier' }).click();
  await eventually('the past', async () => params(page).get('at'));
  await appears(page.getByText(/^As it was /));
  await page.getByRole('link', { name: 'What changed since then' }).click();
  const changes = page.getByRole('complementary', { name: 'What changed' });
  await appears(changes.getByText('New connections'));
  await appears(changes.getByRole('link').filter({ hasText: 'mailer' }).filter({ hasText: 'ledger-db' }));
  await page.keyboard.press('Escape');
  await vanishes(changes);
  assert.equal(params(page).get('since'), null);
});

test('what one user hides is hidden for nobody else, and stays hidden', admin, async ({ page, open: another, console }) => {
  const map = new NetworkMap(page);
  const sel = new URL(await map.find('storefront', 'Namespace'), page.url()).searchParams.get('sel');
  await open(page, `?detail=namespaces&sel=${sel}`);
  const all = await map.shown();
  await page.getByRole('complementary').getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menu', { name: 'More acts' }).getByText('Hide', { exact: true }).click();
  await settles('one less', map.shown, all - 1);
  await visit(page, `${PATH}?detail=namespaces`);
  assert.equal(await map.shown(), all - 1);

  const { page: others } = await another();
  await signIn(others, console, 'reader');
  await visit(others, `${PATH}?detail=namespaces`);
  assert.equal(await new NetworkMap(others).shown(), all);

  await page.getByRole('link', { name: 'Hidden (1)' }).click();
  const hidden = page.getByRole('complementary', { name: 'Hidden from your map' });
  await appears(hidden.getByText('storefront'));
  await hidden.getByRole('button', { name: 'Show again' }).click();
  await settles('all again', map.shown, all);
});

test('a right click offers what the panel offers', admin, async ({ page }) => {
  const map = new NetworkMap(page);
  const sel = new URL(await map.find('cart', 'Group'), page.url()).searchParams.get('sel');
  await open(page, `?detail=groups&sel=${sel}`);
  const at = await map.selectedAt();
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: 'Acts' });
  await appears(menu);
  await menu.getByText('Switch mode', { exact: false }).click();
  await appears(page.getByRole('dialog'));
  assert.equal(params(page).get('change'), 'mode');
});

test('the table is walked by keyboard, and leads to what the picture leads to', admin, async ({ page }) => {
  const map = new NetworkMap(page);
  await visit(page, `${PATH}?view=table&detail=groups`);
  await appears(map.rows.first());
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await eventually('something is selected', async () => params(page).get('sel'));
  await appears(page.getByRole('complementary').getByRole('heading', { level: 2 }));
  await page.keyboard.press('Escape');
  await settles('closed', async () => params(page).get('sel'), null);
});

test('the picture is moved and saved from the keyboard and by buttons', admin, async ({ page }) => {
  const map = await open(page);
  for (const name of ['Zoom in', 'Zoom out', 'Fit']) await page.getByRole('button', { name }).click();
  await map.stage.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('0');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Picture (PNG)' }).click()]);
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok(bytes.length > 5_000, `${bytes.length} bytes`);
});

test('what is shown is taken along as SVG, CSV and JSON', admin, async ({ page }) => {
  await open(page, '?ns=payments&detail=groups');
  await page.getByRole('button', { name: 'Export' }).click();
  const links = await page.getByRole('menu', { name: 'Export' }).getByRole('menuitem').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  assert.equal(links.length, 4);
  const got = await Promise.all(links.map((link) => page.request.get(link)));
  for (const answer of got) assert.equal(answer.status(), 200, answer.url());
  const [svg, nodes, edges, json] = await Promise.all(got.map((answer) => answer.text()));
  assert.match(svg, /^<svg [\s\S]*<\/svg>\s*$/);
  assert.match(nodes, /ledger-db/);
  assert.ok(!nodes.includes('catalog-db') || edges.includes('catalog-db'), 'only payments and whom they speak to');
  assert.ok(JSON.parse(json));
});

test('a namespace user sees their share of the map, and no more', { user: 'dev' }, async ({ page, demo }) => {
  const map = await open(page, '?view=table&detail=pods'.replace('view=table&', ''));
  assert.ok((await map.shown()) > 0);
  const somebody = await demo.somebody('dev');
  const { endpoints } = await somebody.call('GET', '/v1/conversation');
  await somebody.leave();
  const mine = new Set(endpoints.map((end) => end.display_name));
  await visit(page, `${PATH}?view=table&detail=pods`);
  await appears(map.rows.first());
  for (const [name] of await map.cells()) assert.ok(mine.has(name) || /external/i.test(name), name);
});

test('a reader sees the map and is told why acts are not theirs', { user: 'reader' }, async ({ page }) => {
  const map = new NetworkMap(page);
  await visit(page, await map.find('cart', 'Group'));
  await map.isDrawn();
  const act = page.getByRole('complementary').getByText('Switch mode…').first();
  await appears(act);
  const control = page.getByRole('complementary').locator('[aria-disabled="true"]').first();
  await appears(control);
});

test('without WebGL the picture is drawn all the same', admin, async ({ console }) => {
  const browser = await launch(['--disable-3d-apis']);
  try {
    const page = await openPage(browser, { url: console.url });
    await signIn(page, console, 'admin');
    const map = await open(page);
    assert.equal(await map.backend(), '2d');
    const inked = await map.stage.locator('canvas').first().evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value) => value > 0);
    });
    assert.ok(inked);
  } finally {
    await browser.close();
  }
});

test('without scripts there are an image and a table, and both follow the address', { ...admin, script: false }, async ({ page }) => {
  await page.goto(`${PATH}?ns=payments`);
  const image = page.locator('img.map-still');
  await appears(image);
  await eventually('it is there', () => image.evaluate((image) => image.complete && image.naturalWidth > 0));
  await page.goto(`${PATH}?find=ledger-db`);
  await page.getByRole('list', { name: 'Found' }).getByRole('link').first().click();
  await appears(page.getByRole('complementary').getByRole('heading', { level: 2 }));
  await page.goto(`${PATH}?view=table&list=edges&q=status:blocked`);
  const map = new NetworkMap(page);
  await appears(map.rows.first());
  for (const row of await map.cells()) assert.ok(row.some((cell) => /^Blocked( · |$)/.test(cell)), `${row}`);
});

test('a cluster that has said nothing yet has an empty map that says so', { scenario: 'empty' }, async ({ page }) => {
  await signInFirst(page);
  await visit(page, PATH);
  await appears(page.getByText('No conversations have been seen yet.', { exact: false }));
});

test('a controller that fails costs the picture, says so, and comes back', admin, async ({ page, demo }) => {
  await demo.fault({ method: 'GET', path: '/v1/conversation', status: 500 });
  await visit(page, PATH);
  await appears(page.getByRole('alert').first());
  await appears(page.getByText('Not read yet'));
  await demo.mend();
  await visit(page, PATH);
  await new NetworkMap(page).isDrawn();
});

test('80 nodes and 6,000 pods are namespaces first, at rest when they appear', { ...admin, scenario: 'large' }, async ({ page }) => {
  const map = await open(page);
  const shown = await map.shown();
  assert.ok(shown > 20 && shown < 500, `${shown} nodes`);
  await page.getByRole('button', { name: 'Level' }).click();
  await page.getByRole('menuitemradio', { name: 'Groups' }).click();
  await eventually('the services that were seen', async () => (await map.shown()) > 700, 30_000);
  await map.isDrawn();
});
