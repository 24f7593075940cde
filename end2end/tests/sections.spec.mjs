// What travels when: words and styles come with the section whose pages need them, and are there before those are shown.
import { strict as assert } from 'node:assert';
import { visit } from '../support/browser.mjs';
import { PATH } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** The catalogues and style sheets that a page asks for from now on, by their names. */
function watchAsked(page) {
  const asked = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const words = pathname.match(/^\/text\/\w+-[0-9a-f]+-(\w+\.json)$/);
    const style = pathname.match(/^\/pkg\/(\w+)-[0-9a-f]+\.css$/);
    if (words) asked.push(words[1]);
    if (style) asked.push(`${style[1]}.css`);
  });
  return asked;
}

const sorted = (names) => [...new Set(names)].sort();

test('the sign-in page loads the first words and styles only', async ({ page }) => {
  const asked = watchAsked(page);
  await visit(page, '/sign-in');
  assert.deepEqual(sorted(asked), ['gate.json', 'main.css']);
});

test('a section’s words and styles come with it, before it is shown', admin, async ({ page }) => {
  const asked = watchAsked(page);
  await visit(page, PATH);
  assert.deepEqual(sorted(asked), ['frame.css', 'frame.json', 'gate.json', 'main.css', 'policy.json']);
  asked.length = 0;
  // The first moment at which the page is there: it has words, and its styles hold.
  const first = page.evaluate(
    () =>
      new Promise((resolve) => {
        const look = () => {
          const board = document.querySelector('.dashboard');
          if (!board) return;
          resolve({ display: getComputedStyle(board).display, text: document.querySelector('h1').textContent });
          observer.disconnect();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.getByRole('link', { name: 'Dashboard', exact: true }).click();
  assert.deepEqual(await first, { display: 'grid', text: 'Dashboard' });
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
  assert.deepEqual(sorted(asked), ['chart.css', 'overview.css', 'overview.json']);
  // Back and forth: all of it is here.
  asked.length = 0;
  await page.goBack();
  await appears(page.getByRole('heading', { level: 1, name: 'Groups' }));
  await page.goForward();
  await appears(page.getByRole('heading', { level: 1, name: 'Dashboard' }));
  assert.deepEqual(asked, []);
});

test('a document names its sheets in one order, whichever are loaded', admin, async ({ page }) => {
  const sheets = () =>
    page.locator('link[rel="stylesheet"]').evaluateAll((links) => links.map((link) => (link.getAttribute('href') ?? link.dataset.href).replace(/-.*/, '')));
  const order = ['main', 'frame', 'chart', 'overview', 'part', 'review', 'activity', 'network'].map((name) => `/pkg/${name}`);
  for (const path of ['/sign-in', PATH, '/dashboard']) {
    await visit(page, path);
    assert.deepEqual(await sheets(), order, path);
  }
});
