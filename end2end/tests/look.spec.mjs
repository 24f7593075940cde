// The look: both themes without a flash, both languages without leftovers, and room enough at 1024 pixels.
import { strict as assert } from 'node:assert';
import { DESK, SMALL, address, onward, visit } from '../support/browser.mjs';
import { PATH } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { GATE, STOPS, goTo } from '../support/tour.mjs';
import { appears, settles } from '../support/wait.mjs';
import { foreign, texts } from '../support/words.mjs';

const test = suite();
const admin = { user: 'admin' };

const isDark = (color) => {
  const [r, g, b] = color.match(/[\d.]+/g).map(Number);
  return r + g + b < 3 * 80;
};

/** Notes the page's ground at every frame that is drawn, from the first. */
const watchFrames = (page) =>
  page.addInitScript(() => {
    const frames = (window.frames_seen = []);
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const plain = (color) => {
      // In whatever notation, as bytes.
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data].join(' ');
    };
    const look = () => {
      if (document.body) {
        const ground = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
        const color = plain(ground.find((color) => !/transparent|, 0\)$/.test(color)) ?? 'white');
        if (frames.at(-1) !== color) frames.push(color);
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

const frames = (page) => page.evaluate(() => window.frames_seen);

async function choose(page, item) {
  await page.getByRole('banner').getByRole('button').last().click();
  await onward(page, () => page.getByRole('menuitemradio', { name: item }).click());
}

for (const system of ['light', 'dark']) {
  test(`on a ${system} system the theme is the system's until one is chosen, and never flashes`, { ...admin, system }, async ({ page }) => {
    await watchFrames(page);
    const drawn = async (path) => {
      await visit(page, path);
      const seen = await frames(page);
      assert.equal(seen.length, 1, `${path} is drawn on one ground only: ${seen}`);
      return isDark(seen[0]) ? 'dark' : 'light';
    };
    assert.equal(await drawn(PATH), system);
    assert.equal(await page.locator('html').getAttribute('data-theme'), null);

    const other = system === 'dark' ? 'light' : 'dark';
    await choose(page, other === 'dark' ? 'Dark' : 'Light');
    assert.equal(address(page), PATH);
    for (const path of [PATH, '/dashboard', '/settings/configuration', '/profile']) assert.equal(await drawn(path), other, path);
    assert.equal(await page.locator('html').getAttribute('data-theme'), other);

    await choose(page, 'System');
    assert.equal(await drawn(PATH), system);
  });
}

test('a system that changes its theme changes the page with it', admin, async ({ page }) => {
  await visit(page, PATH);
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.notEqual(await ground(), light);
});

test('the sign-in page keeps the theme that was chosen', admin, async ({ page }) => {
  await visit(page, '/profile');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await onward(page, () => page.getByRole('button', { name: 'Save' }).click());
  await page.getByRole('button', { name: 'Account of admin' }).click();
  await onward(page, () => page.getByRole('menuitem', { name: 'Sign out' }).click());
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
});

test('the first answer is whole: theme and language stand in it', admin, async ({ page, console }) => {
  await visit(page, '/dashboard');
  await choose(page, 'Dark');
  await choose(page, 'Русский');
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const html = await (await fetch(`${console.url}/dashboard`, { headers: { cookie } })).text();
  assert.match(html, /^<!DOCTYPE html><html lang="ru" data-theme="dark"/);
  assert.match(html, /Изучение/);
});

test('the browser’s language is spoken until one is chosen', async ({ open }) => {
  for (const [language, code] of [['ru-RU', 'ru'], ['en-GB', 'en'], ['fr-FR', 'en']]) {
    const { page } = await open({ language });
    await visit(page, '/sign-in');
    assert.equal(await page.locator('html').getAttribute('lang'), code);
  }
});

test('a chosen language stays, where one is, and only its words travel', admin, async ({ page }) => {
  const catalogues = [];
  page.on('request', (request) => request.url().includes('/text/') && catalogues.push(request.url().match(/\/text\/(\w+)/)[1]));
  await visit(page, `${PATH}?mode=protect`);
  assert.deepEqual([...new Set(catalogues)], ['en']);
  catalogues.length = 0;
  await choose(page, 'Русский');
  assert.equal(address(page), `${PATH}?mode=protect`);
  await appears(page.getByRole('heading', { level: 1, name: 'Группы' }));
  await settles('the title', () => page.title(), 'Группы · NeuVector');
  assert.deepEqual([...new Set(catalogues)], ['ru']);
  await visit(page, '/dashboard');
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
});

/** What does not fit: how far the page, or a box that is not meant to scroll, reaches beyond the window. */
const overflow = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    return Math.max(0, scrollWidth - clientWidth, document.body.scrollWidth - document.body.clientWidth);
  });

for (const [language, lang, other] of [['en-US', 'en', 'ru'], ['ru-RU', 'ru', 'en']]) {
  test(`every page in ${lang}: no word of the other language, and no scrolling to the side`, { ...admin, language }, async ({ page, open, watch }) => {
    watch.expect(/\b404\b/, 'one of the stops is a page that there is not');
    const strange = foreign(lang, other);
    strange.delete('nodes'); // the name of a group
    assert.ok(strange.size > 200, `the catalogues were read: ${strange.size}`);
    const wrong = [];
    const look = async (page, stop) => {
      await goTo(page, stop);
      assert.equal(await page.locator('html').getAttribute('lang'), lang);
      for (const text of await texts(page)) {
        // A language is called by its own name.
        if (strange.has(text) && text !== 'Русский' && text !== 'English') wrong.push(`${stop.name}: "${text}"`);
        if (lang === 'en' && /[а-яё]/i.test(text) && text !== 'Русский') wrong.push(`${stop.name}: "${text}"`);
      }
      for (const size of [SMALL, DESK]) {
        await page.setViewportSize(size);
        const beyond = await overflow(page);
        if (beyond > 0) wrong.push(`${stop.name} at ${size.width} px: ${beyond} px too wide`);
      }
    };
    for (const stop of STOPS) await look(page, stop);
    const gate = await open();
    for (const stop of GATE) await look(gate.page, stop);
    assert.deepEqual(wrong, []);
  });
}
