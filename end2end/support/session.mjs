// Signing in: by the form as people do, or by its request alone where a test is about something else.
import { strict as assert } from 'node:assert';

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
