// The network map as a person sees it: the picture with its legend and its time, what is found, and the table.
import { eventually } from './wait.mjs';

export const PATH = '/network';

export class NetworkMap {
  constructor(page) {
    this.page = page;
    this.stage = page.getByRole('application');
    this.found = page.getByRole('list', { name: 'Found' });
    this.finder = page.getByRole('searchbox', { name: 'Find a namespace, group or pod' });
    this.expression = page.getByRole('combobox', { name: 'Filter expression' });
    this.rows = page.locator('table[data-rows] tbody tr');
    this.count = page.locator('.page-header .count');
  }

  /** Waits until the picture is drawn and nothing in it moves. */
  async isDrawn() {
    await this.page.locator('.map-canvas[data-ready][data-rest]').waitFor();
  }

  /** What draws: `webgl2` or `2d`. */
  backend = () => this.stage.getAttribute('data-backend');

  /** How many nodes the page says that it shows. */
  shown = async () => Number((await this.count.textContent()).replace(/\D/g, ''));

  /** How many connections or nodes the legend counts under a word. */
  counted = async (word) =>
    Number((await this.page.locator('.map-legend a').filter({ hasText: word }).locator('.count').textContent()).replace(/\D/g, ''));

  /** Where the selected node is on the screen. */
  async selectedAt() {
    const [x, y] = (await eventually('the selected node is drawn', () => this.stage.getAttribute('data-selected-at'))).split(',').map(Number);
    const box = await this.stage.boundingBox();
    return { x: box.x + x, y: box.y + y };
  }

  /** The address that finding a node of a kind leads to. */
  async find(name, kind) {
    await this.page.goto(`${PATH}?find=${encodeURIComponent(name)}`);
    const link = this.found.getByRole('link').filter({ hasText: name }).filter({ hasText: kind }).first();
    await link.waitFor();
    return link.getAttribute('href');
  }

  /** The texts of the table's cells, row by row. */
  cells = () => this.rows.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));
}

/** The parameters of the page's address. */
export const params = (page) => new URL(page.url()).searchParams;
