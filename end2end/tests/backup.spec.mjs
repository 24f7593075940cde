// The configuration backup: the controller's file byte for byte, or none, and then why.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { address, onward, visit } from '../support/browser.mjs';
import { fillIn } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };
const PATH = '/settings/configuration';

/** Clicks a download and gives what the browser kept. */
async function download(page, link) {
  const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  assert.equal(await kept.failure(), null);
  return { name: kept.suggestedFilename(), bytes: await readFile(await kept.path()) };
}

/** The export holds when it was made: two are alike while nothing changes, or else the world lived on between them. */
async function sameAsControllers(demo, section, fetchOurs) {
  return eventually(`the ${section} backup is the controller's`, async () => {
    const before = await demo.export(section);
    const ours = await fetchOurs();
    const after = await demo.export(section);
    return (before.equals(ours.bytes) || after.equals(ours.bytes)) && ours;
  });
}

test('everything, byte for byte', admin, async ({ page, demo }) => {
  await visit(page, PATH);
  const { name, bytes } = await sameAsControllers(demo, 'all', () => download(page, 'Download everything'));
  assert.match(name, /^NV[\w.-]+\.conf\.gz$/);
  const text = gunzipSync(bytes).toString();
  const [header, ...lines] = text.split('\n');
  assert.equal(typeof JSON.parse(header), 'object');
  assert.ok(lines.length > 100, `it holds a configuration: ${lines.length} lines`);
  assert.match(text, /nv\.cart\.storefront/);
  assert.equal(address(page), PATH);
});

test('policy only, byte for byte, and it holds no users', admin, async ({ page, demo }) => {
  await visit(page, PATH);
  const { bytes } = await sameAsControllers(demo, 'policy', () => download(page, 'Download policy only'));
  const text = gunzipSync(bytes).toString();
  assert.match(text, /nv\.cart\.storefront/);
  assert.doesNotMatch(text, /password/i);
});

test('while a configuration is imported there is none, and the page says so', admin, async ({ page, demo }) => {
  await demo.pace(100, 0);
  const somebody = await demo.somebody();
  await somebody.restore(await demo.export());
  await visit(page, PATH);
  await onward(page, () => page.getByRole('link', { name: 'Download everything' }).click());
  await appears(page.getByRole('alert').filter({ hasText: 'The controller is importing a configuration at the moment' }));
  assert.equal(new URL(page.url()).pathname, PATH);
});

for (const [what, fault, text] of [
  ['a controller that refuses', { status: 403 }, 'The controller does not let this account have a backup.'],
  ['a controller that fails', { status: 500 }, 'was not a whole backup, so it was not kept.'],
  ['a page in place of a file', { html: true }, 'was not a whole backup, so it was not kept.'],
  ['a controller that hangs up', { drop: true }, 'The controller could not be reached, so there is no backup.'],
]) {
  test(`${what} is told, and nothing is kept`, admin, async ({ page, demo }) => {
    const kept = [];
    page.on('download', (one) => kept.push(one.suggestedFilename()));
    await demo.fault({ method: 'GET', path: '/v1/file/config', ...fault });
    await visit(page, PATH);
    await onward(page, () => page.getByRole('link', { name: 'Download everything' }).click());
    await appears(page.getByRole('alert').filter({ hasText: text }));
    assert.deepEqual(kept, []);
    await demo.mend();
    assert.ok((await download(page, 'Download everything')).bytes.length > 1000);
  });
}

test('a session that is over leads to sign-in and back to the page', admin, async ({ page, demo }) => {
  await visit(page, PATH);
  await demo.expire('admin');
  await onward(page, () => page.getByRole('link', { name: 'Download everything' }).click());
  await appears(page.getByText('Your session has ended.'));
  await onward(page, () => fillIn(page, 'admin'));
  assert.equal(address(page), PATH);
});

test('the settings are those of the cluster', admin, async ({ page, demo }) => {
  await demo.lag(0);
  await demo.settings({ misc: { cluster_name: 'east-7' }, webhooks: [{ name: 'chat', url: 'https://token:secret@hooks.example/T0/KEY', enable: true, type: '', use_proxy: false, cfg_type: 'user_created' }] });
  await visit(page, PATH);
  await appears(page.getByText('east-7'));
  await appears(page.getByText('hooks.example'));
  // An address of a webhook can hold a key.
  assert.doesNotMatch(await page.content(), /T0\/KEY/);
});
