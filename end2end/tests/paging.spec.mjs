// A large cluster: 1,400 groups, a page of which is shown at a time; what is selected reaches beyond the page.
import { strict as assert } from 'node:assert';
import { address, reload, visit } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite({ scenario: 'large' });
const admin = { user: 'admin' };
const PER_PAGE = 50;

test('pages are walked through, and the address says which is shown', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  const first = await groups.names();
  assert.equal(first.length, PER_PAGE);
  await groups.pages.getByRole('link', { name: 'Next page' }).click();
  await settles('the address', () => address(page), `${PATH}?page=2`);
  await eventually('other names', async () => (await groups.names())[0] > first.at(-1));
  await appears(groups.pages.getByText(/^51–100 of 1,\d{3}$/));

  await reload(page);
  await settles('the page', () => groups.pages.getByRole('link', { name: '2', exact: true }).getAttribute('aria-current'), 'page');
  await groups.pages.getByRole('link', { name: 'Previous page' }).click();
  await groups.lists(first);
  await settles('the address', () => address(page), PATH);

  const last = groups.pages.getByRole('link').filter({ hasText: /^\d+$/ }).last();
  const number = await last.innerText();
  await last.click();
  await settles('the address', () => address(page), `${PATH}?page=${number}`);
  await eventually('the last page has the rest', async () => {
    const count = (await groups.names()).length;
    return count > 0 && count <= PER_PAGE;
  });
});

test('a page past the end is the last', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?page=9999`);
  await appears(groups.table);
  assert.equal(await groups.pages.getByRole('link', { name: 'Next page' }).count(), 0);
  assert.ok((await groups.names()).length > 0);
});

test('a filter begins at the first page, and counts are there for the rows that are shown', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?page=3`);
  await groups.search.fill('frontend storefront');
  await groups.lists(['nv.frontend.storefront']);
  await settles('the address', () => address(page), `${PATH}?q=frontend%20storefront`);
  await settles('members', () => groups.column('Members'), ['3']);
});

test('all that match are selected beyond the page, and switched', admin, async ({ page, demo }) => {
  const groups = new Groups(page);
  const dialog = new ModeDialog(page);
  // Wide enough for more than a page, narrow enough to be quick: one namespace of the crowd and its like.
  await visit(page, `${PATH}?mode=protect`);
  const range = await groups.pages.getByText(/ of /).innerText();
  const matching = Number(range.match(/of ([\d,]+)/)[1].replace(',', ''));
  assert.ok(matching > PER_PAGE, `there are more than a page: ${matching}`);

  await groups.all.check();
  await appears(groups.selection.getByText(`${PER_PAGE} groups selected`));
  await groups.selection.getByRole('link', { name: `Select all ${matching} that match` }).click();
  await appears(groups.selection.getByText(`${matching} groups selected`));
  await settles('the address', () => new URL(page.url()).searchParams.get('all'), '1');

  await groups.switchSelected();
  await appears(dialog.dialog.getByText(`Switch the mode of ${matching} groups`));
  await appears(dialog.dialog.getByText(`and ${matching - 8} more`));
  await dialog.choose('Monitor');
  await dialog.confirm.click();
  await says(page, `${matching} groups are now in Monitor.`);
  await vanishes(dialog.dialog);
  await appears(page.getByRole('heading', { name: 'Nothing matches' }));

  const somebody = await demo.somebody();
  const left = (await somebody.groups()).filter((group) => group.policy_mode === 'Protect');
  await somebody.leave();
  assert.deepEqual(left, []);
});

test('a selection is in the address, so that a reload keeps it', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?q=nv.`);
  const [first] = await groups.names();
  await groups.box(first).check();
  await appears(groups.selection.getByText('1 group selected'));
  await reload(page);
  await settles('it is ticked', () => groups.box(first).isChecked(), true);
});
