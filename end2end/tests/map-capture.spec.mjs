// A pod's sessions and captures: started, stopped, downloaded as a file that other programs read, deleted.
import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { address, visit } from '../support/browser.mjs';
import { PATH, firstPod, keyOf, packets } from '../support/conversation.mjs';
import { says } from '../support/groups.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** The address of a tab of the front end's first pod. */
async function tabOf(page, demo, tab) {
  const pod = await firstPod(demo, 'frontend.storefront');
  return { pod, path: `${PATH}?sel=${await keyOf(page, pod.display_name)}&tab=${tab}` };
}

const list = (page) => page.getByRole('list', { name: 'Packet captures' }).getByRole('listitem');
const start = (page) => page.getByRole('button', { name: 'Start a capture' });

/** Clicks the download, and gives what the browser kept. */
async function download(page) {
  const [kept] = await Promise.all([page.waitForEvent('download'), list(page).first().getByRole('link', { name: 'Download' }).click()]);
  assert.equal(await kept.failure(), null);
  return { name: kept.suggestedFilename(), bytes: await readFile(await kept.path()) };
}

test('a capture is started, stopped, downloaded and deleted', admin, async ({ page, demo }) => {
  const { pod, path } = await tabOf(page, demo, 'capture');
  await visit(page, path);
  await appears(page.getByText('Nothing was captured here yet.'));
  await page.getByRole('textbox', { name: 'Filter' }).fill('tcp');
  await start(page).click();
  await says(page, 'The capture is running.');
  await appears(list(page).getByText('running'));
  await appears(list(page).getByText('tcp', { exact: true }));
  await settles('one at a time', () => start(page).getAttribute('aria-disabled'), 'true');
  const why = page.locator(`[id="${await start(page).getAttribute('aria-describedby')}"]`);
  assert.equal(await why.textContent(), 'One capture is running. Stop it, or wait until its time is over.');
  await demo.advance(4);
  await list(page).getByRole('button', { name: 'Stop' }).click();
  await says(page, 'The capture is stopped.');
  await appears(list(page).getByText('stopped', { exact: true }));
  await vanishes(list(page).getByRole('button', { name: 'Stop' }));

  const { name, bytes } = await download(page);
  assert.match(name, /^capture-\w{12}\.pcap$/);
  assert.ok(packets(bytes) >= 20, `${packets(bytes)} packets in four seconds`);
  const somebody = await demo.somebody();
  const { sniffers } = await somebody.call('GET', `/v1/sniffer?f_workload=${pod.id}`);
  await somebody.leave();
  assert.deepEqual([sniffers.length, sniffers[0].size, sniffers[0].args], [1, bytes.length, 'tcp']);

  await list(page).getByRole('link', { name: /^Delete the capture of / }).click();
  const dialog = page.getByRole('dialog');
  await appears(dialog.getByText('Its packets go with it.'));
  await dialog.getByRole('button', { name: 'Delete the capture' }).click();
  await says(page, 'The capture is deleted.');
  await appears(page.getByText('Nothing was captured here yet.'));
  assert.equal(address(page), path);
});

test('a stop that the controller refuses is told, and the capture goes on', admin, async ({ page, demo, watch }) => {
  const { path } = await tabOf(page, demo, 'capture');
  await visit(page, path);
  await start(page).click();
  await says(page, 'The capture is running.');
  await demo.fault({ method: 'PATCH', path: '/v1/sniffer/stop/*', status: 500 });
  watch.expect(/stop_capture|422/, 'the controller refuses');
  const stop = list(page).getByRole('button', { name: 'Stop' });
  await stop.click();
  await says(page, 'The controller refused');
  await appears(list(page).getByText('running'));
  await demo.mend();
  await stop.click();
  await says(page, 'The capture is stopped.');
});

test('what is filled in wrongly is told at its field and not sent', admin, async ({ page, demo }) => {
  const { path } = await tabOf(page, demo, 'capture');
  await visit(page, path);
  const duration = page.getByLabel('Duration in seconds');
  await duration.fill('4');
  await start(page).click();
  await settles('it is wrong', () => duration.getAttribute('aria-invalid'), 'true');
  await appears(page.getByText('Write a whole number of seconds from 5 to 600, or nothing.'));
  assert.equal(await demo.count('POST', '/v1/sniffer'), 0);
  await duration.fill('60');
  await vanishes(page.getByText('Write a whole number of seconds'));
  await start(page).click();
  await says(page, 'The capture is running.');
  // It ends by itself, and the page sees that without being told.
  await demo.advance(60);
  await appears(list(page).getByText('stopped', { exact: true }));
});

test('the same without scripts', { ...admin, script: false }, async ({ page, demo }) => {
  const { path } = await tabOf(page, demo, 'capture');
  await page.goto(path);
  await start(page).click();
  await says(page, 'The capture is running.');
  assert.equal(address(page), path);
  await demo.advance(2);
  await list(page).getByRole('button', { name: 'Stop' }).click();
  await says(page, 'The capture is stopped.');
  const { bytes } = await download(page);
  assert.ok(packets(bytes) >= 10);
  await list(page).getByRole('link', { name: /^Delete the capture of / }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the capture' }).click();
  await says(page, 'The capture is deleted.');
});

test('who may not capture sees why, and may have what was captured', { user: 'reader' }, async ({ page, demo }) => {
  const { pod, path } = await tabOf(page, demo, 'capture');
  const somebody = await demo.somebody();
  await somebody.call('POST', `/v1/sniffer?f_workload=${pod.id}`, { sniffer: {} });
  await somebody.leave();
  await demo.advance(2);
  await visit(page, path);
  const why = 'You need the permission to change: runtime policy.';
  for (const control of [start(page), list(page).getByRole('button', { name: 'Stop' }), list(page).getByRole('link', { name: /^Delete the capture/ })]) {
    await settles('it is closed', () => control.getAttribute('aria-disabled'), 'true');
    assert.equal(await page.locator(`[id="${await control.getAttribute('aria-describedby')}"]`).textContent(), why);
  }
  assert.ok(packets((await download(page)).bytes) >= 10);
});

test('a pod’s sessions are listed, and are read again while somebody wants that', admin, async ({ page, demo }) => {
  const { pod, path } = await tabOf(page, demo, 'sessions');
  await visit(page, path);
  const sessions = page.getByRole('region', { name: 'Active sessions' }).getByRole('row');
  const somebody = await demo.somebody();
  const listed = (await somebody.call('GET', `/v1/session?f_workload=${pod.id}&limit=256`)).sessions;
  await somebody.leave();
  await appears(sessions.filter({ hasText: `${listed[0].server_ip}:${listed[0].server_port}` }));
  const reads = () => demo.count('GET', '/v1/session');
  const before = await reads();
  await eventually('they are read again', async () => (await reads()) > before);
  await page.getByLabel('Read again every 5 s').uncheck();
});
