// The groups page as a person sees it: its table, its filters, its panel, and the dialog that switches modes.
import { settles } from './wait.mjs';

export const PATH = '/policy/groups';

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

export class Groups {
  constructor(page) {
    this.page = page;
    this.table = page.getByRole('table', { name: 'Groups', exact: true });
    this.search = page.getByRole('searchbox', { name: 'Search groups' });
    this.pages = page.getByRole('navigation', { name: 'Pages of groups' });
    this.selection = page.getByRole('group', { name: 'Selection' });
    this.all = page.getByRole('checkbox', { name: 'Select all on this page' });
  }

  /** The row of a group. */
  row(name) {
    const head = this.page.getByRole('rowheader', { name: new RegExp(`^${literal(name)}(\\s|$)`) });
    return this.table.getByRole('row').filter({ has: head });
  }

  /** The link in a row that opens its panel. */
  link(name) {
    return this.row(name).getByRole('rowheader').getByRole('link');
  }

  /** The checkbox of a row. */
  box(name) {
    return this.table.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /** The names in the list, in its order. */
  async names() {
    const links = this.table.getByRole('rowheader').getByRole('link');
    return links.evaluateAll((all) => all.map((link) => new URL(link.href).searchParams.get('group')));
  }

  /** The texts of the rows in one column, found by its header. */
  async column(header) {
    return this.table.evaluate((table, header) => {
      const heads = [...table.tHead.rows[0].cells];
      const at = heads.findIndex((cell) => cell.innerText.trim() === header);
      if (at < 0) throw new Error(`there is no column ${header}: ${heads.map((cell) => cell.innerText)}`);
      return [...table.tBodies[0].rows].map((row) => row.cells[at].innerText.trim());
    }, header);
  }

  /** A group's modes as the list shows them, such as `['Discover', 'Discover', 'basic']`. */
  async modes(name) {
    const at = (await this.names()).indexOf(name);
    if (at < 0) return `${name} is not listed`;
    const columns = await Promise.all(['Network', 'Processes', 'Baseline'].map((header) => this.column(header)));
    return columns.map((texts) => texts[at]);
  }

  /** Waits until the list shows these names and no others. */
  async lists(names) {
    await settles('the list', () => this.names(), names);
  }

  /** Waits until the list shows these modes of a group. */
  async shows(name, modes) {
    await settles(`the modes of ${name}`, () => this.modes(name), modes);
  }

  /** Chooses in one of the filters' menus. */
  async filter(menu, choice) {
    await this.page.getByRole('group', { name: 'Search and filters' }).getByRole('button', { name: menu }).click();
    await this.page.getByRole('menu', { name: menu }).getByText(choice, { exact: true }).click();
  }

  /** Opens the dialog for what is selected. */
  async switchSelected() {
    await this.selection.getByRole('button', { name: 'Switch mode…' }).click();
  }

  /** The panel of a group. */
  panel(name) {
    return this.page.getByRole('complementary', { name });
  }
}

/** The dialog that switches modes. */
export class ModeDialog {
  constructor(page) {
    this.dialog = page.getByRole('dialog', { name: /^Switch the mode of/ });
    this.confirm = this.dialog.getByRole('button', { name: /^Switch \d+ group/ });
    this.cancel = this.dialog.getByRole('link', { name: 'Cancel' });
    this.leftOut = this.dialog.getByRole('group').filter({ hasText: /as (it is|they are)/ });
  }

  /** One of its choices: of `Network rules`, `Processes and files` or `Process baseline`. */
  radio(group, choice) {
    return this.dialog.getByRole('group', { name: group }).getByRole('radio', { name: choice });
  }

  /** Chooses a mode for network and processes alike. */
  async choose(mode) {
    await this.radio('Network rules', mode).check();
    await this.radio('Processes and files', mode).check();
  }
}

/** The messages at the edge of the page. */
export const toasts = (page) => page.getByRole('status', { name: 'Messages' }).getByRole('listitem');

/** Waits until a message says this. */
export async function says(page, text) {
  await toasts(page).filter({ hasText: text }).first().waitFor();
}
