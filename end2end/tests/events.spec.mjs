// Security events: what arrives while one looks, when it happened, what says the same, every filter, saved views, and what can
// be done about an entry where it is read.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { address, hydrated, onward, visit } from '../support/browser.mjs';
import { firstPod } from '../support/conversation.mjs';
import { Events, PATH } from '../support/events.mjs';
import { says } from '../support/groups.mjs';
import { signIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const GROUP = 'nv.frontend.storefront';

/** Somebody outside tries a pod of the front end, which no rule allows. */
async function attempt(demo, port = 'tcp/22', application = 'SSH') {
  const pod = await firstPod(demo, 'frontend.storefront');
  const { effect } = await demo.connect({ from: 'external', to: pod.id, application, port });
  return { pod, effect };
}

test('what arrives is told over the list, which moves when one says so', admin, async ({ page, demo }) => {
  const events = new Events(page);
  await visit(page, PATH);
  const before = await events.ids();
  await events.listens(demo);
  await attempt(demo);
  await appears(events.fresh);
  assert.equal(await events.fresh.innerText(), '1 new entry: show it');
  assert.deepEqual(await events.ids(), before, 'nothing has moved');
  await attempt(demo, 'tcp/23', 'Telnet');
  await settles('the bar', () => events.fresh.innerText(), '2 new entries: show them');
  await events.fresh.click();
  await settles('the list', async () => (await events.ids()).slice(2, 10), before.slice(0, 8));
  await vanishes(events.fresh);
});

test('only what the filter asks for is told', admin, async ({ page, demo }) => {
  const events = new Events(page);
  await visit(page, `${PATH}?port=tcp%2F23`);
  await events.listens(demo);
  await attempt(demo, 'tcp/22');
  await attempt(demo, 'tcp/23', 'Telnet');
  await appears(events.fresh);
  assert.equal(await events.fresh.innerText(), '1 new entry: show it');
});

test('a controller that was away is waited for, and nothing is lost or told twice', admin, async ({ page, demo }) => {
  const events = new Events(page);
  await visit(page, PATH);
  await events.listens(demo);
  await demo.gone();
  await appears(page.locator('.fresh[data-late]'));
  await demo.gone(false);
  await attempt(demo);
  await appears(events.fresh, 40_000);
  assert.equal(await events.fresh.innerText(), '1 new entry: show it');
  await vanishes(page.locator('.fresh[data-late]'));
  await attempt(demo, 'tcp/23', 'Telnet');
  await settles('the bar', () => events.fresh.innerText(), '2 new entries: show them');
});

test('a console that was away is found again where one left it', { ...admin, apart: true }, async ({ page, console, demo }) => {
  const events = new Events(page);
  await visit(page, PATH);
  await events.listens(demo);
  await attempt(demo);
  await appears(events.fresh);
  await console.restart();
  await attempt(demo, 'tcp/23', 'Telnet');
  await settles('the bar', () => events.fresh.innerText(), '2 new entries: show them', 40_000);
});

test('a stretch of the bars is chosen with the pointer', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, PATH);
  await appears(events.bars);
  const all = await events.total();
  const { x, y, width, height } = await events.bars.boundingBox();
  await page.mouse.move(x + width * 0.5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.75, y + height / 2, { steps: 5 });
  await page.mouse.up();
  await eventually('the address says from when to when', () => /from=.+&to=.+/.test(address(page)));
  await eventually('there are fewer', async () => (await events.total()) < all);
  const asked = new URL(page.url()).searchParams;
  const times = await events.table.locator('tbody time').evaluateAll((all) => all.map((time) => time.dateTime));
  assert.ok(times.length > 0);
  for (const time of times) {
    assert.ok(asked.get('from') <= time && time < asked.get('to'), `${time} is within ${asked}`);
  }
  await events.timeline.getByRole('link', { name: 'All times' }).click();
  await settles('all again', () => events.total(), all);
});

test('the bars are a table, too, whose rows lead to their stretch', { ...admin, script: false }, async ({ page }) => {
  const events = new Events(page);
  await page.goto(PATH);
  const all = await events.total();
  await events.timeline.getByText('As a table').click();
  const rows = events.timeline.getByRole('row');
  const counts = await rows.evaluateAll((rows) =>
    rows.slice(1).map((row) => [...row.cells].slice(1).reduce((sum, cell) => sum + Number(cell.innerText), 0)));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), all, 'every entry is in a row');
  await rows.nth(1).getByRole('link').click();
  await appears(events.table);
  assert.equal(await events.total(), counts[0]);
});

test('what says the same is one row that opens to its entries', admin, async ({ page, demo }) => {
  const events = new Events(page);
  for (let times = 0; times < 3; times += 1) {
    await attempt(demo);
    await demo.advance(20);
  }
  await visit(page, `${PATH}?kind=violation&port=tcp%2F22&group=${GROUP}`);
  const alone = await events.total();
  await events.tools.getByRole('button', { name: 'Grouping' }).click();
  await page.getByRole('menu', { name: 'Grouping' }).getByText('Within a day').click();
  await eventually('there are fewer rows', async () => (await events.total()) < alone);
  const row = events.row(/\d+ entries/);
  const entries = Number(/(\d+) entries/.exec(await row.innerText())[1]);
  assert.ok(entries >= 3);
  await events.open(row);
  const list = events.panel.getByRole('region', { name: `${entries} entries in this row` });
  await appears(list);
  assert.equal(await list.getByRole('listitem').count(), Math.min(entries, 100));
  await list.getByRole('link').nth(1).click();
  await appears(list.locator('a[aria-current=true]'));
  assert.match(address(page), /of=[0-9a-f]{32}/);
});

test('a rule made from a violation ends it', admin, async ({ page, demo }) => {
  const events = new Events(page);
  const { pod, effect } = await attempt(demo);
  assert.equal(effect, 'violated');
  await visit(page, `${PATH}?kind=violation&port=tcp%2F22`);
  await events.open(events.row('SSH'));
  await appears(events.panel.getByText(/no rule allows it/));
  await events.panel.getByRole('link', { name: 'Review the network rule' }).click();
  const proposed = events.panel.getByRole('region', { name: 'Proposed rule' });
  await appears(proposed.getByText(GROUP));
  await proposed.getByRole('link', { name: 'Allow…' }).click();
  await events.dialog.getByRole('button', { name: 'Allow SSH' }).click();
  await vanishes(events.dialog);
  const somebody = await demo.somebody();
  const [made] = await somebody.rules('external', GROUP);
  await somebody.leave();
  assert.deepEqual([made.action, made.applications], ['allow', ['SSH']]);
  await appears(events.panel.getByRole('region', { name: `Rule ${made.id}` }).getByText('made by a user'));
  const again = await demo.connect({ from: 'external', to: pod.id, application: 'SSH', port: 'tcp/22' });
  assert.equal(again.effect, 'allowed');
});

test('a process rule made from an incident ends it', admin, async ({ page, demo }) => {
  const events = new Events(page);
  const pod = await firstPod(demo, 'frontend.storefront');
  const start = { within: pod.id, name: 'nc', path: '/usr/bin/nc' };
  const { effect } = await demo.run(start);
  assert.notEqual(effect, 'allowed');
  await visit(page, `${PATH}?kind=incident&process=%2Fusr%2Fbin%2Fnc`);
  await events.open(events.row('nc'));
  await appears(events.panel.getByRole('button', { name: 'Its pods' }));
  await events.panel.getByRole('link', { name: 'Review the process rule' }).click();
  const review = events.panel.getByRole('region', { name: 'Process rule' });
  await review.getByRole('link', { name: 'Allow…' }).click();
  await events.dialog.getByRole('button', { name: /^Allow nc/ }).click();
  await vanishes(events.dialog);
  assert.equal((await demo.run(start)).effect, 'allowed');
});

test('a pod is cut off and captured from its entry, without scripts too', { ...admin, script: false }, async ({ page, demo }) => {
  const events = new Events(page);
  const { pod } = await attempt(demo);
  await page.goto(`${PATH}?kind=violation&port=tcp%2F22`);
  await events.open(events.row('SSH'));
  for (const [act, confirm, said] of [['Capture the packets', 'Begin', /capture/i], ['Quarantine', 'Quarantine it', /quarantine/i]]) {
    await events.panel.getByRole('button', { name: 'Its pods' }).click();
    await page.getByRole('menu', { name: 'Its pods' }).getByRole('menuitem', { name: act }).click();
    await events.dialog.getByRole('button', { name: confirm }).click();
    await appears(page.getByRole('status').filter({ hasText: said }));
    await appears(events.panel);
  }
  const somebody = await demo.somebody();
  const { workload } = await somebody.call('GET', `/v1/workload/${pod.id}`);
  const { sniffers } = await somebody.call('GET', `/v1/sniffer?f_workload=${pod.id}`);
  await somebody.leave();
  assert.equal(workload.state, 'quarantined');
  assert.equal(sniffers.length, 1);
});

test('every filter is a field of one form', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, `${PATH}?sort=name`);
  await events.tools.getByRole('link', { name: 'All filters…' }).click();
  await events.dialog.getByLabel('Since').fill('yesterday');
  await events.dialog.getByLabel('Namespace').fill('storefront');
  await events.dialog.getByRole('checkbox', { name: 'Violations' }).check();
  await events.dialog.getByRole('button', { name: 'Show them' }).click();
  await appears(events.dialog.getByText('This is no time'));
  assert.equal(await events.dialog.getByLabel('Since').getAttribute('aria-invalid'), 'true');
  await events.dialog.getByLabel('Since').fill('7d');
  await events.dialog.getByRole('button', { name: 'Show them' }).click();
  await vanishes(events.dialog);
  const asked = new URL(page.url()).searchParams;
  assert.deepEqual(
    ['sort', 'from', 'kind', 'ns', 'q', 'more'].map((name) => asked.get(name)),
    ['name', '7d', 'violation', 'storefront', null, null],
  );
  await appears(events.tools.getByText('storefront'));
});

test('the same form is sent by the browser alone', { ...admin, script: false }, async ({ page }) => {
  const events = new Events(page);
  await page.goto(PATH);
  await events.tools.getByRole('link', { name: 'All filters…' }).click();
  await events.dialog.getByLabel('Namespace').fill('payments');
  await events.dialog.getByRole('button', { name: 'Show them' }).click();
  await appears(events.table);
  assert.equal(new URL(page.url()).searchParams.get('ns'), 'payments');
  await appears(events.tools.getByText('payments'));
});

test('a saved view is there again, and nobody else’s', admin, async ({ page, console, open, watch }) => {
  watch.expect(/\b400\b/, 'a view without a name is refused');
  const events = new Events(page);
  await visit(page, `${PATH}?kind=threat&ns=payments`);
  const views = page.getByRole('menu', { name: 'Views' });
  await events.tools.getByRole('button', { name: 'Views' }).click();
  await views.getByText('Save this view…').click();
  await events.dialog.getByRole('button', { name: 'Save the view' }).click();
  await appears(events.dialog.getByText('Give it a name.'));
  await events.dialog.getByLabel('Name of the view').fill('Threats to payments');
  await events.dialog.getByRole('button', { name: 'Save the view' }).click();
  await says(page, 'The view “Threats to payments” is saved.');
  await vanishes(events.dialog);
  await visit(page, PATH);
  await events.tools.getByRole('button', { name: 'Views' }).click();
  await views.getByText('Threats to payments').click();
  await eventually('the view is shown', () => address(page) === `${PATH}?kind=threat&ns=payments`);
  const other = await open();
  await signIn(other.page, console, 'reader');
  await visit(other.page, PATH);
  await other.page.getByRole('group', { name: 'Search and filters' }).getByRole('button', { name: 'Views' }).click();
  await appears(other.page.getByRole('menu', { name: 'Views' }).getByText('Save this view…'));
  assert.equal(await other.page.getByText('Threats to payments').count(), 0);
  await events.tools.getByRole('button', { name: 'Views' }).click();
  await views.getByText('Manage views…').click();
  await events.dialog.getByRole('button', { name: 'Remove Threats to payments' }).click();
  await appears(events.dialog.getByText('You have saved no view of this page.'));
});

test('who may change nothing sees what happened and why they cannot act', { user: 'reader' }, async ({ page, demo }) => {
  const events = new Events(page);
  await attempt(demo);
  await visit(page, `${PATH}?kind=violation&port=tcp%2F22`);
  await events.open(events.row('SSH'));
  await events.panel.getByRole('button', { name: 'Its pods' }).click();
  const act = page.getByRole('menu', { name: 'Its pods' }).getByRole('menuitem', { name: /^Quarantine/ });
  assert.equal(await act.getAttribute('aria-disabled'), 'true');
  await appears(act.getByText(/runtime policy/i));
  // Somebody has passed the address of the question on.
  const captures = page.getByRole('menu', { name: 'Its pods' }).getByRole('menuitem', { name: 'Captures of this pod' });
  const key = await captures.evaluate((link) => new URL(link.href).searchParams.get('sel'));
  await visit(page, `${address(page)}&act=quarantine~${key}`);
  const confirm = events.dialog.getByRole('button', { name: 'Quarantine it' });
  await settles('it is blocked', () => confirm.getAttribute('aria-disabled'), 'true');
});

test('the panel is reached and left by keyboard, and the list stays where it is', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, PATH);
  const before = await events.ids();
  await events.rows().first().getByRole('rowheader').getByRole('link').focus();
  await page.keyboard.press('Enter');
  await appears(events.panel.getByRole('link', { name: 'Close' }));
  await page.keyboard.press('Escape');
  await vanishes(events.panel);
  assert.deepEqual(await events.ids(), before);
});

test('a packet is shown byte by byte, and can be taken along', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, `${PATH}?kind=threat`);
  await events.open(events.rows().first());
  const packet = events.panel.getByRole('region', { name: 'Captured packet' });
  await appears(packet.getByText(/^0000 {2}([0-9a-f]{2} ){8}/));
  const [kept] = await Promise.all([page.waitForEvent('download'), packet.getByRole('link', { name: 'Packet as .pcap' }).click()]);
  assert.match(kept.suggestedFilename(), /^threat-[0-9a-f]{32}\.pcap$/);
  const bytes = await readFile(await kept.path());
  const magic = bytes.readUInt32LE(0);
  assert.ok([0xa1b2c3d4, 0xa1b23c4d].includes(magic), magic.toString(16));
  assert.equal(bytes.readUInt32LE(20), 1, 'Ethernet');
  assert.equal(bytes.length, 24 + 16 + bytes.readUInt32LE(32), 'one packet, whole');
});

test('an entry leads to its pod, its node, its group and its connection', admin, async ({ page, demo }) => {
  const events = new Events(page);
  const { pod } = await attempt(demo);
  await visit(page, `${PATH}?kind=violation&port=tcp%2F22`);
  await events.open(events.row('SSH'));
  await appears(events.panel.getByRole('heading', { name: 'Its enforcer' }));
  await appears(events.panel.getByRole('link', { name: `Group ${GROUP}` }));
  await appears(events.panel.getByRole('link', { name: /^Show .+ on the map$/ }).first());
  await events.panel.getByRole('link', { name: 'Connection on the map' }).click();
  const edge = page.getByRole('complementary', { name: 'Conversation' });
  await appears(edge.getByRole('link', { name: pod.display_name }));
  await appears(edge.getByRole('row').filter({ hasText: 'SSH' }));
});

for (const [title, path, field, value] of [
  ['Events', '/activity/events', 'User', 'admin'],
  ['Risk reports', '/activity/risk-reports', 'Image', 'spark'],
]) {
  test(`${title} are filtered by what they say`, admin, async ({ page }) => {
    const events = new Events(page, title);
    await visit(page, path);
    const all = await events.total();
    await events.tools.getByRole('link', { name: 'All filters…' }).click();
    await events.dialog.getByLabel(field).fill(value);
    await events.dialog.getByRole('button', { name: 'Show them' }).click();
    await vanishes(events.dialog);
    await eventually('there are fewer', async () => (await events.total()) < all);
    await events.search.fill('-nobody');
    await eventually('the words are asked, too', () => address(page).includes('q='));
    assert.ok((await events.total()) > 0);
  });
}

test('times are universal, or those of one’s own zone', { ...admin, zone: 'Asia/Kathmandu' }, async ({ page }) => {
  const events = new Events(page);
  const first = () => events.table.locator('tbody time').first();
  const shown = async () => /(\d\d):(\d\d):\d\d$/.exec(await first().innerText()).slice(1).map(Number);
  const minutes = ([hour, minute]) => hour * 60 + minute;
  await visit(page, `${PATH}?to=2100-01-01&sort=time&dir=other`);
  const utc = minutes(await shown());
  await onward(page, () => events.timeline.getByRole('button', { name: 'In your time zone' }).click());
  await eventually('the zone is the browser’s', async () => minutes(await shown()) === (utc + 345) % 1440);
  await appears(events.timeline.getByText('UTC+05:45'));
  await onward(page, () => events.timeline.getByRole('button', { name: 'In UTC' }).click());
  assert.equal(minutes(await shown()), utc);
});
