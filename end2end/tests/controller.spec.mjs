// Any controller: over TLS, trusted by an authority, by its very certificate or not at all, and one of several.
import { strict as assert } from 'node:assert';
import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, onward, openPage, visit } from '../support/browser.mjs';
import { scratch, startConsole } from '../support/console.mjs';
import { startDemo } from '../support/demo.mjs';
import { Groups, PATH } from '../support/groups.mjs';
import { fillIn } from '../support/session.mjs';
import { appears } from '../support/wait.mjs';
import { Watch } from '../support/watch.mjs';

let browser, demo, files, certificate;

before(async () => {
  files = await scratch();
  certificate = join(files.path, 'controller.pem');
  demo = await startDemo({ tls: true, certificate });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  await files?.discard();
});

/** Starts a console with these settings, signs in at it, and looks. */
async function tryWith(options, look) {
  const console = await startConsole({ options });
  const page = await openPage(browser, { url: console.url });
  const watch = new Watch(page);
  try {
    await visit(page, `/sign-in?to=${encodeURIComponent(PATH)}`);
    await onward(page, () => fillIn(page, 'admin'));
    await look(page, console);
    watch.verify();
  } finally {
    await page.context().close();
    await console.stop();
  }
}

const works = (page) => appears(new Groups(page).row('nv.cart.storefront'));
const refuses = (page) => appears(page.getByRole('alert').filter({ hasText: 'nobody can sign in now' }));

test('the authority is known', () => tryWith(['--controller', demo.url, '--controller-ca', certificate], works));

test('the very certificate is known, by its file or by its fingerprint', async () => {
  await tryWith(['--controller', demo.url, '--controller-pin', certificate], works);
  const { raw } = new X509Certificate(await readFile(certificate));
  const fingerprint = createHash('sha256').update(raw).digest('hex');
  await tryWith(['--controller', demo.url, '--controller-pin', fingerprint], works);
});

test('nothing is known, and that is said aloud', () =>
  tryWith(['--controller', demo.url, '--controller-insecure'], async (page, console) => {
    await works(page);
    assert.match(console.log, /WARN.*(certificate|TLS|insecure)/i);
  }));

test('a controller that nobody vouches for gets no password', async () => {
  await tryWith(['--controller', demo.url], refuses);
  await tryWith(['--controller', demo.url, '--controller-pin', '0'.repeat(64)], refuses);
});

test('the next is tried when one cannot be reached', async () => {
  // Nothing listens on the discard port.
  await tryWith(['--controller', 'https://127.0.0.1:9', '--controller', demo.url, '--controller-ca', certificate], works);
});
