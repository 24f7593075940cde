// Waiting for conditions, never for time.
import { AssertionError } from 'node:assert';

/** How long a condition may take to come true, in milliseconds. */
export const PATIENCE = 15_000;

const LOOK_AGAIN = 40;

/** Waits until `condition` gives something truthy, and gives that. What it throws counts as "not yet". */
export async function eventually(what, condition, patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    let last;
    try {
      const value = await condition();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new AssertionError({ message: `not within ${patience} ms: ${what} (last: ${last?.message ?? JSON.stringify(last)})` });
    }
    await new Promise((done) => setTimeout(done, LOOK_AGAIN));
  }
}

/** Waits until `read` gives what equals `expected`, as JSON. */
export async function settles(what, read, expected, patience = PATIENCE) {
  const wanted = JSON.stringify(expected);
  let last;
  try {
    await eventually(what, async () => {
      last = await read();
      return JSON.stringify(last) === wanted;
    }, patience);
  } catch {
    throw new AssertionError({ message: `${what} within ${patience} ms`, actual: last, expected, operator: 'deepStrictEqual' });
  }
}

/** Waits until something is visible. */
export const appears = (locator, patience = PATIENCE) => locator.first().waitFor({ state: 'visible', timeout: patience });

/** Waits until nothing of the kind is visible. */
export async function vanishes(locator, patience = PATIENCE) {
  await eventually(`${locator} is gone`, async () => {
    for (const one of await locator.all()) if (await one.isVisible()) return false;
    return true;
  }, patience);
}
