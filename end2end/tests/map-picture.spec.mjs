// The map's picture: fetched once and drawn as finely as the screen is, and what is shown while it cannot be read.
import { strict as assert } from 'node:assert';
import { address, onward, visit } from '../support/browser.mjs';
import { NetworkMap, PATH } from '../support/map.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const CONVERSATIONS = { method: 'GET', path: '/v1/conversation' };

/** Lets the page's clock go on to the map's next reading, and waits until that has been answered. */
const readAgain = (page) =>
  Promise.all([page.waitForResponse((answer) => answer.url().includes('/api/map/get_map')), page.clock.fastForward(10_000)]);

/** Reads again until something is so. */
const onceReadAgain = (page, what, condition) =>
  eventually(what, async () => {
    await readAgain(page);
    return condition();
  });

test('a picture is fetched once, and again only when something has changed', { ...admin, apart: true, still: true }, async ({ page, demo }) => {
  const fetched = [];
  page.on('request', (request) => request.url().includes('/files/map/picture') && fetched.push(request.url()));
  const map = new NetworkMap(page);
  await page.clock.install();
  await visit(page, `${PATH}?detail=groups`);
  await map.isDrawn();
  const reads = () => demo.count('GET', '/v1/conversation');
  const before = await reads();
  await onceReadAgain(page, 'the console asks the controller again', async () => (await reads()) > before);
  assert.equal(fetched.length, 1, 'nothing has changed');
  await demo.connect({ from: 'nv.mailer.storefront', to: 'nv.ledger-db.payments', application: 'PostgreSQL', port: 'tcp/5432' });
  await onceReadAgain(page, 'another picture', () => fetched.length > 1);
  await map.isDrawn();
  assert.equal(fetched.length, 2, `each is fetched once: ${fetched}`);
});

test('a map that cannot be read says why and offers to try again, which helps', admin, async ({ page, demo }) => {
  const path = `${PATH}?detail=groups&ns=payments`;
  await demo.fault({ ...CONVERSATIONS, status: 500 });
  await visit(page, path);
  const alert = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'The controller refused' }) });
  await appears(alert);
  await demo.mend();
  await onward(page, () => alert.getByRole('link', { name: 'Try again' }).click());
  await new NetworkMap(page).isDrawn();
  await vanishes(page.getByRole('alert'));
  assert.equal(address(page), path);
});

test('a reading that fails later leaves the picture, and is made up for by the next', admin, async ({ page, demo, watch }) => {
  watch.expect(/\b422\b/, 'the reading fails');
  const map = new NetworkMap(page);
  await page.clock.install();
  await visit(page, `${PATH}?detail=groups`);
  await map.isDrawn();
  const shown = await map.shown();
  const late = () => page.locator('.page-header .fresh[data-late]').count();
  await demo.fault({ ...CONVERSATIONS, status: 500 });
  await onceReadAgain(page, 'it is said to be old', async () => (await late()) === 1);
  await map.isDrawn();
  assert.equal(await map.shown(), shown);
  await demo.mend();
  await onceReadAgain(page, 'it is read again', async () => (await late()) === 0);
});

for (const scale of [1, 2]) {
  test(`on a screen with ${scale} pixels to a CSS pixel the picture has as many`, { ...admin, scale }, async ({ page }) => {
    const map = new NetworkMap(page);
    await visit(page, PATH);
    await map.isDrawn();
    const scales = () =>
      map.stage.locator('canvas').evaluateAll((all) =>
        all.map((canvas) => {
          const { width, height } = canvas.getBoundingClientRect();
          return [canvas.width / width, canvas.height / height].map((scale) => Math.round(scale * 100) / 100);
        }),
      );
    await settles('the map and its names', scales, [[scale, scale], [scale, scale]]);
  });
}
