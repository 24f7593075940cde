// The keyboard alone: everything can be reached, seen, done and left.
import { strict as assert } from 'node:assert';
import { address, onward, visit } from '../support/browser.mjs';
import { Groups, ModeDialog, PATH, says } from '../support/groups.mjs';
import { focusShows, focused, tabTo } from '../support/keyboard.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** The name of the group whose row has the focus. */
const rowInFocus = (page) =>
  page.evaluate(() => {
    const link = document.activeElement.matches('tr') && document.activeElement.querySelector('th a');
    return link ? new URL(link.href).searchParams.get('group') : null;
  });

test('signing in', async ({ page }) => {
  await visit(page, '/sign-in');
  await tabTo(page, /^input: User name/);
  await page.keyboard.type('admin');
  await tabTo(page, /^input: Password$/);
  await page.keyboard.type('admin');
  await onward(page, () => page.keyboard.press('Enter'));
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
});

test('the first stop skips to the content', admin, async ({ page }) => {
  await visit(page, PATH);
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'a: Skip to the content');
  await appears(page.getByRole('link', { name: 'Skip to the content' }));
  await page.keyboard.press('Enter');
  await settles('the focus', () => page.evaluate(() => document.activeElement.id), 'main');
  await page.keyboard.press('Tab');
  await settles('the focus', () => focused(page), 'input: Search groups');
});

test('every stop of a page shows where one is', admin, async ({ page }) => {
  for (const path of [`${PATH}?ns=batch`, '/settings/configuration', '/profile', '/dashboard']) {
    await visit(page, path);
    const stops = new Set();
    for (;;) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        element.dataset.stop ??= Math.random().toString(36);
        return element.dataset.stop;
      });
      if (here === null || stops.has(here)) break;
      stops.add(here);
      assert.ok(await focusShows(page), `${path}: ${await focused(page)} shows its focus`);
    }
    assert.ok(stops.size > 10, `${path} has ${stops.size} stops`);
  }
});

test('/ leads to the search, and letters typed there are letters', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, PATH);
  await page.keyboard.press('/');
  await settles('the focus', () => focused(page), 'input: Search groups');
  await page.keyboard.type('j/k?');
  assert.equal(await groups.search.inputValue(), 'j/k?');
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('j and k walk the rows, space selects, Enter opens, Esc closes', admin, async ({ page }) => {
  const groups = new Groups(page);
  await visit(page, `${PATH}?ns=storefront`);
  const names = await groups.names();
  await page.keyboard.press('j');
  await settles('the first row', () => rowInFocus(page), names[0]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await settles('the third row', () => rowInFocus(page), names[2]);
  await page.keyboard.press('k');
  await settles('the second row', () => rowInFocus(page), names[1]);
  assert.ok(await focusShows(page));

  await page.keyboard.press('Space');
  await settles('it is selected', () => groups.box(names[1]).isChecked(), true);
  await appears(groups.selection.getByText('1 group selected'));
  await settles('the row keeps the focus', () => rowInFocus(page), names[1]);

  await page.keyboard.press('Enter');
  await appears(groups.panel(names[1]));
  await page.keyboard.press('j');
  await settles('the list is still walked', () => rowInFocus(page), names[2]);
  await page.keyboard.press('Escape');
  await vanishes(groups.panel(names[1]));
  assert.equal(new URL(page.url()).searchParams.get('sel'), names[1]);
});

test('a mode is switched without a mouse, and the dialog holds the focus and gives it back', admin, async ({ page, demo }) => {
  const dialog = new ModeDialog(page);
  await visit(page, `${PATH}?q=nv.search.storefront`);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await tabTo(page, /^a: Switch mode…/);
  await page.keyboard.press('Enter');
  await appears(dialog.dialog);

  const inside = () => page.evaluate(() => Boolean(document.activeElement.closest('dialog')));
  await settles('the focus is in the dialog', inside, true);
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press('Tab');
    // The browser's own bar comes between the last and the first.
    assert.ok((await inside()) || (await page.evaluate(() => document.activeElement === document.body)), await focused(page));
  }
  await page.keyboard.press('Escape');
  await vanishes(dialog.dialog);
  await settles('the focus is back', () => focused(page), 'a: Switch mode…');

  await page.keyboard.press('Enter');
  await appears(dialog.dialog);
  await tabTo(page, /^input: Network rules: Discover/);
  await page.keyboard.press('ArrowDown');
  await settles('Monitor is chosen', () => dialog.radio('Network rules', 'Monitor').isChecked(), true);
  await tabTo(page, /^button: Switch 1 group to network Monitor/);
  await page.keyboard.press('Enter');
  await says(page, '1 group is now in network Monitor.');
  assert.equal(await demo.count('PATCH', '/v1/service/config'), 1);
});

test('the palette leads to any page by a few letters', admin, async ({ page }) => {
  await visit(page, PATH);
  const palette = page.getByRole('dialog', { name: 'Type a page’s name' });
  await page.keyboard.press('Control+k');
  await appears(palette);
  await settles('the focus', () => focused(page), 'combobox: Type a page’s name');
  await page.keyboard.type('conf');
  await settles('what it finds', () => palette.getByRole('option').allInnerTexts().then((all) => all.map((text) => text.trim())), ['Configuration']);
  await page.keyboard.press('Enter');
  await appears(page.getByRole('heading', { level: 1, name: 'Configuration' }));
  await vanishes(palette);
  assert.equal(address(page), '/settings/configuration');

  await page.keyboard.press('Control+k');
  await appears(palette);
  await page.keyboard.type('s');
  const active = () => palette.getByRole('combobox').getAttribute('aria-activedescendant');
  const first = await active();
  await page.keyboard.press('ArrowDown');
  await eventually('another one is active', async () => (await active()) !== first);
  await page.keyboard.press('ArrowUp');
  await settles('the first is active', active, first);
  await page.keyboard.type('ettings without such a page');
  await appears(palette.getByText('Nothing by that name.'));
  await page.keyboard.press('Escape');
  await vanishes(palette);
});

test('the palette shows no page that the user may not see', { user: 'netops' }, async ({ page }) => {
  await visit(page, PATH);
  await page.keyboard.press('Control+k');
  await appears(page.getByRole('dialog'));
  await page.keyboard.type('conf');
  await appears(page.getByText('Nothing by that name.'));
});

test('? lists the keys', admin, async ({ page }) => {
  await visit(page, PATH);
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('?');
  await appears(keys);
  for (const what of ['Go to a page', 'Search this list', 'Next or previous row', 'Select the row', 'Show these keys']) await appears(keys.getByText(what));
  await page.keyboard.press('Escape');
  await vanishes(keys);
});

test('menus open, are walked by arrows and give the focus back', admin, async ({ page }) => {
  await visit(page, PATH);
  await tabTo(page, /^button: Account of admin/);
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu', { name: 'Account of admin' });
  await appears(menu);
  await settles('the first item', () => focused(page), 'menuitem: My profile');
  await page.keyboard.press('ArrowDown');
  await settles('the second', () => focused(page), 'menuitemradio: System');
  await page.keyboard.press('End');
  await settles('the last', () => focused(page), 'menuitem: Sign out');
  await page.keyboard.press('ArrowDown');
  await settles('round about', () => focused(page), 'menuitem: My profile');
  await page.keyboard.press('Escape');
  await vanishes(menu);
  await settles('the focus is back', () => focused(page), 'button: Account of admin');
});

test('the reason of a closed control is read where the focus is, and Esc puts it away', { user: 'reader' }, async ({ page }) => {
  await visit(page, '/settings/configuration');
  const reason = page.getByRole('tooltip').filter({ hasText: 'You need the permission to change: cluster settings.' });
  await tabTo(page, /^link: Download everything/);
  await appears(reason);
  await page.keyboard.press('Escape');
  await vanishes(reason);
  assert.match(await focused(page), /Download everything/);
});

test('going to another page says so to whoever does not see it', admin, async ({ page }) => {
  await visit(page, '/dashboard');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('groups');
  await page.keyboard.press('Enter');
  await appears(page.getByRole('heading', { level: 1, name: 'Groups' }));
  await settles('the title', () => page.title(), 'Groups · NeuVector');
});
