// The dashboard as a person sees it: its panels, their charts and numbers, and the controller's answers beside them.
import { eventually } from './wait.mjs';

export const PATH = '/dashboard';

/** The panels, in the order of the page. */
export const PANELS = [
  'Security risk score',
  'Policy modes',
  'Security events',
  'Ingress and egress exposure',
  'Vulnerabilities',
  'Application protocols',
  'The cluster',
];

/** Those of a page: of a namespace, the cluster's numbers say nothing. */
const panelsOf = (url) => PANELS.filter((name) => name !== 'The cluster' || !new URL(url).searchParams.get('ns'));

export const MODES = ['Discover', 'Monitor', 'Protect'];

const number = (text) => Number(text.replace(/[^\d.-]/g, ''));

/** The texts of a table's body, row by row, whether it is shown or folded away. */
const cells = (table) => table.evaluate((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent.trim())));

export class Dashboard {
  constructor(page) {
    this.page = page;
    this.namespace = page.getByRole('combobox', { name: 'Namespace' });
    this.ladder = page.getByRole('complementary', { name: 'Improve the score' });
    this.autoScan = this.panel('Vulnerabilities').getByRole('button', { name: /^Switch (on|off)$/ });
  }

  /** A panel. */
  panel(name) {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** A chart, by its title. */
  chart(title) {
    return this.page.getByRole('figure', { name: title, exact: true });
  }

  /** What a chart says to those who do not see it. */
  alternative(title) {
    return this.chart(title).getByRole('img').first().getAttribute('aria-label');
  }

  /** The numbers of a chart, row by row, the name of the row first. */
  async numbers(title) {
    return cells(this.chart(title).locator('table'));
  }

  /** The score, as its gauge says it. */
  async score() {
    return number((await this.alternative('Security risk score')).match(/score (\d+) of/)[1]);
  }

  /** A factor of the score. */
  factor(name) {
    return this.panel('Security risk score').getByRole('listitem').filter({ has: this.page.getByRole('heading', { name, level: 3 }) });
  }

  /** What drives a factor, such as `{ Discover: 19 }`. */
  async drivers(name) {
    const items = await this.factor(name).getByRole('list').getByRole('listitem').evaluateAll((all) =>
      all.map((item) => [item.querySelector('.label').textContent, (item.querySelector('a') ?? item.querySelector('.value')).textContent]),
    );
    return Object.fromEntries(items.map(([label, count]) => [label, number(count)]));
  }

  /** The link of a driver of the score. */
  driver(factor, label) {
    return this.factor(factor).getByRole('link', { name: new RegExp(`^${label}: `) });
  }

  /** The row of a mode. */
  mode(name) {
    return this.panel('Policy modes').getByRole('row').filter({ has: this.page.getByRole('rowheader', { name, exact: true }) });
  }

  /** Mode by mode: services, those with zero-drift, and those that are ready (`NaN` = not said). */
  async modes() {
    const rows = await cells(this.panel('Policy modes').locator('table.sums'));
    return rows.map(([, services, zeroDrift, ready]) => [services, zeroDrift, ready].map((text) => (text === '–' ? null : number(text))));
  }

  /** The link that switches a mode's services; `ready`: only those that are. */
  switch(mode, { ready = false } = {}) {
    return this.mode(mode).getByRole('link', { name: ready ? /ready…$/ : /^Switch/ });
  }

  /** The services that speak with the outside, with the texts of their row. */
  async exposed() {
    return cells(this.panel('Ingress and egress exposure').locator('table.sums:not(.small)'));
  }

  /** The link that opens an exposed service. */
  service(name) {
    return this.panel('Ingress and egress exposure').getByRole('rowheader').getByRole('link', { name, exact: true });
  }

  /** The pods of an exposed service that is open. */
  pods(service) {
    return this.page.getByRole('region', { name: `Pods of ${service}`, exact: true });
  }

  /** The clusters of the federation, row by row: the texts of the cells, of one that did not answer three only. */
  async clusters() {
    return cells(this.panel('Clusters').locator('table'));
  }

  /** A step of the ladder. */
  step(name) {
    return this.ladder.getByRole('listitem').filter({ has: this.page.getByRole('heading', { name, level: 3 }) });
  }

  /** The addresses that the page's links lead to. */
  links() {
    return this.page.getByRole('main').getByRole('link').evaluateAll((all) => all.filter((link) => link.href).map((link) => link.getAttribute('href')));
  }

  /** Waits until every panel shows what was read, and none that it is still being read. */
  async isWhole() {
    await eventually('every panel is there', async () => {
      const busy = await this.page.getByRole('main').locator('[aria-busy="true"]').count();
      const panels = await this.page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts();
      return busy === 0 && panelsOf(this.page.url()).every((name) => panels.includes(name));
    });
  }
}

/** The score and what it is made of, as the controller says it for a namespace or the cluster. */
export const metrics = (somebody, ns = '') =>
  somebody.call('GET', `/v1/system/score/metrics?isGlobalUser=${ns ? 'false' : 'true'}${ns ? `&f_domain=${ns}` : ''}`);

/** The services of a namespace, or all, that people switch, as the controller lists them. */
export async function services(somebody, ns = '') {
  const all = await somebody.groups();
  return all.filter(({ name, domain, platform_role: role }) => name.startsWith('nv.') && !role && (!ns || domain === ns));
}

/** The names of the services in a mode. */
export const inMode = (groups, mode) => groups.filter((group) => group.policy_mode === mode).map((group) => group.name).sort();
