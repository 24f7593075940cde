// Signing in: by the form as people do, or by its request alone where a test is about something else.
import { strict as assert } from 'node:assert';
import { onward, visit } from './browser.mjs';

/** Signs in with the request that the form sends; the page has the session's cookie afterwards. */
export async function signIn(page, console, user, password = user) {
  const answer = await fetch(`${console.url}/session`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: console.url },
    body: new URLSearchParams({ username: user, password, to: '/dashboard' }),
  });
  assert.equal(answer.headers.get('location'), '/dashboard', `${user} is let in`);
  // Not `addCookies`: it names a domain, which a `__Host-` cookie must not have.
  const devtools = await page.context().newCDPSession(page);
  for (const line of answer.headers.getSetCookie()) {
    const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
    const cookie = { name, value, url: console.url, path: '/', secure: true, httpOnly: true, sameSite: 'Lax' };
    const { success } = await devtools.send('Network.setCookie', cookie);
    assert.ok(success, `the browser takes the cookie ${name}`);
  }
  await devtools.detach();
}

/** Fills in the sign-in form and sends it. */
export async function fillIn(page, user, password = user) {
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in at a new installation: the licence is agreed to, and the password that came with it is changed. */
export async function signInFirst(page) {
  await visit(page, '/sign-in');
  await page.getByLabel('User name').fill('admin');
  await page.getByLabel('Password', { exact: true }).fill('bootstrap-Secret-1');
  await page.getByRole('checkbox').check();
  await onward(page, () => page.getByRole('button', { name: 'Sign in' }).click());
  await page.getByLabel('New password', { exact: true }).fill('Better-Secret-2');
  await page.getByLabel('Once more').fill('Better-Secret-2');
  await onward(page, () => page.getByRole('button', { name: 'Set the password and sign in' }).click());
}
