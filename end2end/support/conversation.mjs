// What stands beside the map for an edge, and a pod's captures: how one gets there, and what one finds.
import { appears } from './wait.mjs';

export const PATH = '/network';

/** The first pod of a service as the controller lists it: `{id, display_name, …}`. */
export async function firstPod(demo, service) {
  const somebody = await demo.somebody();
  const { workloads } = await somebody.call('GET', `/v1/workload?view=pod&f_service=${service}`);
  await somebody.leave();
  return workloads[0];
}

/**
 * The key of a node on the map, by its name and the word for its kind. What happened before is on the map then; what happens
 * after this may not be there for some seconds.
 */
export async function keyOf(page, name, kind = 'Pod') {
  await page.goto(`${PATH}?find=${encodeURIComponent(name)}`);
  const found = page.getByRole('list', { name: 'Found' }).getByRole('link').filter({ hasText: name }).filter({ hasText: kind });
  await appears(found);
  return new URL(await found.first().getAttribute('href'), page.url()).searchParams.get('sel');
}

/** The panel of an edge. */
export class Edge {
  constructor(page) {
    this.page = page;
    this.panel = page.getByRole('complementary', { name: 'Conversation' });
    this.entries = this.panel.getByRole('region', { name: 'What was said' });
    this.pairs = this.panel.getByRole('region', { name: 'Pairs behind it' });
    this.filter = this.panel.getByRole('searchbox', { name: 'Filter the entries' });
    this.dialog = page.getByRole('dialog');
  }

  /** The row of an entry, by a text in it. */
  entry(text) {
    return this.entries.getByRole('row').filter({ hasText: text });
  }

  /** The rule that is open. */
  rule(name) {
    return this.panel.getByRole('region', { name });
  }

  /** The ports of the entries, in the order of the table. */
  ports() {
    return this.entries.getByRole('row').getByText(/^(tcp|udp)\/\d+$/).allInnerTexts();
  }

  /** Whether a way is closed, and why. */
  async reason(control) {
    if ((await control.getAttribute('aria-disabled')) !== 'true') return '';
    return this.page.locator(`[id="${await control.getAttribute('aria-describedby')}"]`).textContent();
  }
}

/** How many packets there are in a file of captured ones; fails where it is none, or ends within a packet. */
export function packets(file) {
  if (file.readUInt32LE(0) !== 0xa1b2c3d4) throw new Error(`it begins with ${file.subarray(0, 4).toString('hex')}`);
  let [at, count] = [24, 0];
  while (at < file.length) {
    at += 16 + file.readUInt32LE(at + 8);
    count += 1;
  }
  if (at !== file.length) throw new Error(`it ends ${at - file.length} bytes too early`);
  return count;
}
