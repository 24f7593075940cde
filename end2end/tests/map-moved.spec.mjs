// What is moved by hand on the map: it stays where it was put, until it is let go: by its menu, its panel, the keyboard, or with all
// others.
import { strict as assert } from 'node:assert';
import { visit } from '../support/browser.mjs';
import { NetworkMap, PATH } from '../support/map.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** Opens the map by groups with one of them selected; gives the map, and where that group is. */
async function open(page) {
  const map = new NetworkMap(page);
  const sel = new URL(await map.find('frontend', 'Group'), page.url()).searchParams.get('sel');
  await visit(page, `${PATH}?detail=groups&sel=${sel}`);
  await map.isDrawn();
  return { map, home: await map.selectedAt() };
}

/** Waits until what is selected is here and rests. */
const isAt = (map, what, place) =>
  eventually(what, async () => {
    await map.isDrawn();
    const at = await map.selectedAt();
    return Math.hypot(at.x - place.x, at.y - place.y) < 3;
  });

/** Drags what is selected somewhere else, and gives where. */
async function drag(page, map) {
  const from = await map.selectedAt();
  const to = { x: from.x + 90, y: from.y + 60 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await isAt(map, 'it stays where it was put', to);
  return to;
}

const putBack = (page) => page.getByRole('button', { name: 'Put all back' });

/** Chooses “Let it go” in the menu of the panel. */
async function letGoInPanel(page) {
  await page.getByRole('complementary').getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menu', { name: 'More acts' }).getByText('Let it go', { exact: true }).click();
}

/** The ways to let go what is selected. */
const WAYS = {
  'its menu': async (page, map, at) => {
    await page.mouse.click(at.x, at.y, { button: 'right' });
    await page.getByRole('menu', { name: 'Acts' }).getByText('Let it go', { exact: true }).click();
  },
  'its panel': letGoInPanel,
  'the keyboard': async (page, map) => {
    await map.stage.focus();
    await page.keyboard.press('Backspace');
  },
  'all at once': (page) => putBack(page).click(),
};

for (const [name, letGo] of Object.entries(WAYS)) {
  test(`what was put somewhere is let go by ${name}`, admin, async ({ page }) => {
    const { map, home } = await open(page);
    assert.equal(await putBack(page).count(), 0, 'nothing is moved yet');
    const there = await drag(page, map);
    await appears(putBack(page));
    await letGo(page, map, there);
    await isAt(map, 'it is back', home);
    await vanishes(putBack(page));
  });
}

test('what nobody moved is not offered to be let go, and fitting the map moves nothing', admin, async ({ page }) => {
  const { map } = await open(page);
  await page.getByRole('complementary').getByRole('button', { name: 'More acts' }).click();
  const menu = page.getByRole('menu', { name: 'More acts' });
  await appears(menu.getByText('Collapse its namespace'));
  assert.equal(await menu.getByText('Let it go', { exact: true }).count(), 0);
  await page.keyboard.press('Escape');
  await vanishes(menu);
  await drag(page, map);
  await page.getByRole('button', { name: 'Fit' }).click();
  await map.isDrawn();
  await appears(putBack(page));
  await letGoInPanel(page);
  await vanishes(putBack(page));
});
