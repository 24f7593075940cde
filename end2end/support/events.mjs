// The lists of what happened as a person sees them: the table, the bars over it, the panel beside it.
import { eventually } from './wait.mjs';

export const PATH = '/activity/security-events';

export class Events {
  constructor(page, title = 'Security events') {
    this.page = page;
    this.table = page.getByRole('table', { name: title, exact: true });
    this.tools = page.getByRole('group', { name: 'Search and filters' });
    this.search = page.getByRole('searchbox', { name: 'Search these entries' });
    this.panel = page.locator('#entry-panel');
    this.dialog = page.getByRole('dialog');
    this.timeline = page.getByRole('figure', { name: 'When it happened' });
    this.bars = this.timeline.getByRole('img');
    /** The bar that says how many are new. */
    this.fresh = page.getByRole('button', { name: /new entr/ });
  }

  /** The rows. */
  rows() {
    return this.table.locator('tbody').getByRole('row');
  }

  /** The row that holds a text; the newest of several. */
  row(text) {
    return this.rows().filter({ hasText: text }).first();
  }

  /** Opens a row's panel. */
  async open(row) {
    await row.getByRole('rowheader').getByRole('link').click();
    await this.panel.waitFor({ state: 'visible' });
  }

  /** The ids of the entries on this page, in their order. */
  async ids() {
    const links = this.table.getByRole('rowheader').getByRole('link');
    return links.evaluateAll((all) => all.map((link) => new URL(link.href).searchParams.get('entry')));
  }

  /** How many rows there are in all, as the pages say. */
  async total() {
    const said = await this.page.getByRole('navigation', { name: 'Pages of entries' }).innerText();
    return Number(/of ([\d,]+)/.exec(said)?.[1].replaceAll(',', ''));
  }

  /** Waits until the stream of what is new has said something. */
  async listens(demo) {
    const path = '/v1/log/security';
    const before = await demo.count('GET', path);
    await eventually('the log is read by itself', async () => (await demo.count('GET', path)) > before);
  }
}
