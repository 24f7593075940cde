// Triage and retention: what people decide about entries, alone and several at once, what others see of it, and what is still
// there when the controller has forgotten it.
import { strict as assert } from 'node:assert';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { address, onward, visit, visitInStillness } from '../support/browser.mjs';
import { Events, PATH } from '../support/events.mjs';
import { says } from '../support/groups.mjs';
import { signIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const THREATS = `${PATH}?kind=threat`;

/** The part of an entry's panel that is about triage. */
class Triage {
  constructor(page) {
    this.events = new Events(page);
    this.part = this.events.panel.getByRole('region', { name: 'Triage' });
    this.steps = this.part.getByRole('list', { name: 'What was decided' }).getByRole('listitem');
  }

  /** A button of an act. */
  act(name) {
    return this.part.getByRole('button', { name, exact: true });
  }

  /** Opens one of the forms. */
  unfold(name) {
    return this.part.getByText(name, { exact: true }).click();
  }
}

/** Opens the newest threat; gives the address that shows it. */
async function openThreat(page, events = new Events(page)) {
  await visit(page, THREATS);
  await events.open(events.rows().first());
  return address(page);
}

test('what one decides another sees, with who and when', admin, async ({ page, console, open }) => {
  const path = await openThreat(page);
  const { page: other } = await open();
  await signIn(other, console, 'netops');
  await visit(other, path);
  const [mine, theirs] = [new Triage(page), new Triage(other)];
  await appears(theirs.part.getByText('Nobody has looked into this yet.'));

  await mine.act('Acknowledge').click();
  await says(page, '1 entry is acknowledged.');
  await appears(mine.events.row('Acknowledged'));
  await appears(theirs.steps.filter({ hasText: 'admin acknowledged it' }));
  await mine.unfold('Add a note');
  await mine.part.getByLabel('A note').last().fill('The scanner of the audit does this.');
  await mine.act('Add the note').click();
  await appears(theirs.steps.filter({ hasText: 'The scanner of the audit does this.' }));

  await theirs.act('Assign to me').click();
  await says(other, '1 entry is assigned.');
  await appears(mine.part.getByText('with netops'));
  await theirs.unfold('Close with a reason');
  await theirs.part.getByLabel('The reason').selectOption({ label: 'no danger' });
  await theirs.act('Close it').click();
  await says(other, '1 entry is closed.');
  await appears(mine.steps.filter({ hasText: 'netops closed it (no danger)' }));
  await mine.act('Reopen').click();
  await says(page, '1 entry is open again.');
  await settles('five steps', () => theirs.steps.count(), 5);
});

test('who decides after somebody else is told, and what was typed stays', admin, async ({ page, console, open }) => {
  const path = await openThreat(page);
  const { page: other } = await open();
  await signIn(other, console, 'netops');
  // It reads nothing by itself, as if the other one were faster.
  await visitInStillness(other, path);
  const [mine, theirs] = [new Triage(page), new Triage(other)];
  await theirs.unfold('Close with a reason');
  const note = theirs.part.getByRole('textbox', { name: /A note/ }).first();
  await note.fill('seen last week too');
  await mine.act('Acknowledge').click();
  await says(page, '1 entry is acknowledged.');

  await theirs.act('Close it').click();
  await appears(theirs.part.getByText('admin was first'));
  await appears(theirs.steps.filter({ hasText: 'admin acknowledged it' }));
  assert.equal(await note.inputValue(), 'seen last week too');
  await theirs.act('Close it').click();
  await settles('both are there', () => theirs.steps.count(), 2);
  await appears(theirs.steps.filter({ hasText: 'seen last week too' }));
});

test('the same without scripts', { ...admin, script: false }, async ({ page }) => {
  await page.goto(THREATS);
  const triage = new Triage(page);
  await triage.events.rows().first().getByRole('rowheader').getByRole('link').click();
  const path = address(page);
  await triage.act('Acknowledge').click();
  await says(page, '1 entry is acknowledged.');
  assert.equal(address(page), path);
  await triage.unfold('Close with a reason');
  await triage.part.getByLabel('The reason').selectOption('false-alarm');
  await triage.act('Close it').click();
  await says(page, '1 entry is closed.');
  await appears(triage.steps.filter({ hasText: 'admin closed it (reported wrongly)' }));

  await page.goto(THREATS);
  const boxes = page.getByRole('checkbox', { name: /^Select \S/ });
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole('button', { name: 'Decide…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide about 2 lines' });
  await dialog.getByRole('radio', { name: 'Assign to me' }).check();
  await dialog.getByRole('button', { name: 'Decide', exact: true }).click();
  await says(page, '2 entries are assigned.');
});

test('several lines are decided about at once, and found again by their state', admin, async ({ page }) => {
  const events = new Events(page);
  await visit(page, THREATS);
  const [first, second] = await events.ids();
  const boxes = events.table.getByRole('checkbox', { name: /^Select \S+.*,/ });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await appears(page.getByText('2 lines selected'));
  await page.getByRole('button', { name: 'Decide…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decide about 2 lines' });
  await dialog.getByRole('radio', { name: 'Close it' }).check();
  await dialog.getByLabel('The reason').selectOption({ label: 'put right' });
  await dialog.getByRole('button', { name: 'Decide', exact: true }).click();
  await says(page, '2 entries are closed.');
  await vanishes(dialog);
  await vanishes(page.getByText('2 lines selected'));
  assert.equal(address(page), THREATS);

  await page.getByRole('button', { name: 'Triage state' }).click();
  await page.getByRole('menuitemradio', { name: 'Closed (2)' }).click();
  await settles('the list', () => events.ids(), [first, second]);
  assert.match(address(page), /state=closed/);
});

test('a box that is ticked leaves the list and what is new where they are', admin, async ({ page, demo }) => {
  const events = new Events(page);
  const attempt = (port) => demo.connect({ from: 'nv.cart.storefront', to: 'nv.frontend.storefront', application: 'SSH', port });
  await visit(page, PATH);
  await events.listens(demo);
  await attempt('tcp/22');
  await appears(events.fresh);
  const before = await events.ids();
  await events.table.getByRole('checkbox', { name: /^Select \S+.*,/ }).first().check();
  await appears(page.getByText('1 line selected'));
  await attempt('tcp/23');
  await settles('the bar', () => events.fresh.innerText(), '2 new entries: show them');
  assert.deepEqual(await events.ids(), before);
});

test('times of triage are those of the lines', { ...admin, zone: 'Asia/Kathmandu' }, async ({ page }) => {
  await visit(page, THREATS);
  const events = new Events(page);
  await onward(page, () => events.timeline.getByRole('button', { name: 'In your time zone' }).click());
  await events.open(events.rows().first());
  const triage = new Triage(page);
  await triage.act('Acknowledge').click();
  const time = triage.steps.first().locator('time');
  await appears(time);
  const [hour, minute] = /(\d\d):(\d\d):\d\d$/.exec(await time.innerText()).slice(1).map(Number);
  const at = new Date(await time.getAttribute('datetime'));
  assert.equal(hour * 60 + minute, (at.getUTCHours() * 60 + at.getUTCMinutes() + 345) % 1440);
});

test('who may not decide sees how it stands, and why not', { user: 'reader' }, async ({ page }) => {
  await openThreat(page);
  const triage = new Triage(page);
  await settles('it is closed', () => triage.act('Acknowledge').getAttribute('aria-disabled'), 'true');
  const why = await triage.act('Acknowledge').getAttribute('aria-describedby');
  assert.equal(await page.locator(`[id="${why}"]`).textContent(), 'You need the permission to change: runtime policy.');
  assert.equal(await triage.part.getByText('Close with a reason').count(), 0);
});

test('without a store, the list is there and says what is off', { ...admin, settings: ['--events', 'off'] }, async ({ page }) => {
  await openThreat(page);
  await appears(new Triage(page).part.getByText('Triage is off'));
  await page.getByText('This list goes back to').click();
  await appears(page.getByText('Retention is off'));
  assert.equal(await page.getByRole('button', { name: 'Triage state' }).count(), 0);
});

// The path is known before there is a file: the console's command line is made from it.
const KEY = join(tmpdir(), `console-key-${process.pid}`);
before(() => writeFile(KEY, 'reader-key:reader-secret\n'));
after(() => rm(KEY, { force: true }));

test('what the controller has forgotten is kept', { ...admin, apart: true, settings: ['--retention-key-file', KEY] }, async ({ page, demo, console }) => {
  await demo.connect({ from: 'nv.cart.storefront', to: 'nv.frontend.storefront', application: 'SSH', port: 'tcp/2299' });
  // What it asked before this question is kept by the time of the next.
  const asked = async () => (await demo.requests()).filter(({ path, headers }) => path === '/v1/log/security' && headers.some(([name]) => name === 'x-auth-apikey')).length;
  const before = await asked();
  await eventually('it is kept', async () => (await asked()) >= before + 2, 30_000);
  await demo.reset();
  await console.restart();
  await signIn(page, console, 'admin');
  const events = new Events(page);
  await eventually('the copies are read', async () => {
    await visit(page, `${PATH}?port=tcp%2F2299`);
    return (await events.rows().count()) === 1;
  });
  await events.open(events.rows().first());
  await appears(events.panel.getByText('The controller has forgotten this entry; this is the console’s copy.'));
  await page.getByText('This list goes back to').click();
  await appears(page.getByText('The console keeps copies for 30 days, up to 1,024 MB.'));
});
