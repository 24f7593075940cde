// The pages and states that are looked at as a whole: by axe, for scrolling, for words left in another language, and
// in the screenshots.
import { visit } from './browser.mjs';
import { appears } from './wait.mjs';

const dialog = (page) => page.getByRole('dialog');

/** Where one is signed in. `act` leads from the address to the state; `ready` is there when it is. */
export const STOPS = [
  { name: 'dashboard', path: '/dashboard', ready: (page) => page.getByRole('main').getByText('42', { exact: true }) },
  {
    name: 'dashboard-tables',
    path: '/dashboard?ns=storefront&events=hours',
    act: (page) => page.locator('figure details').evaluateAll((all) => all.forEach((one) => (one.open = true))),
    ready: (page) => page.getByRole('figure').getByRole('table').last(),
  },
  { name: 'dashboard-service', path: '/dashboard?service=frontend.storefront', ready: (page) => page.getByRole('main').getByRole('rowheader').locator('code') },
  { name: 'dashboard-egress', path: '/dashboard?exposure=egress', ready: (page) => page.getByRole('main').getByText('42', { exact: true }) },
  { name: 'dashboard-ladder', path: '/dashboard?improve=1', ready: (page) => page.getByRole('complementary').getByRole('listitem') },
  { name: 'dashboard-switch', path: '/dashboard?change=mode&from=monitor', ready: dialog },
  { name: 'dashboard-report', path: '/dashboard/report?ns=storefront', ready: (page) => page.locator('#worst-pods') },
  { name: 'groups', path: '/policy/groups', ready: (page) => page.getByRole('row').nth(20) },
  {
    name: 'groups-filtered-selected',
    path: '/policy/groups?ns=payments&mode=protect&sel=nv.ledger-db.payments&sort=members',
    ready: (page) => page.getByRole('checkbox', { checked: true }),
  },
  { name: 'groups-none', path: '/policy/groups?q=no-group-is-called-so', ready: (page) => page.getByRole('main').getByRole('heading', { level: 2 }) },
  { name: 'group-panel', path: '/policy/groups?group=nv.frontend.storefront', ready: (page) => page.getByRole('complementary').getByRole('table') },
  { name: 'group-panel-wide', path: '/policy/groups?group=nv.payment-api.payments&wide=1', ready: (page) => page.getByRole('complementary').getByRole('table') },
  { name: 'group-panel-closed', path: '/policy/groups?group=nv.warehouse.storefront', ready: (page) => page.getByRole('complementary').getByRole('table') },
  { name: 'mode-dialog', path: '/policy/groups?sel=nv.cart.storefront&sel=nv.ledger-db.payments&sel=nv.warehouse.storefront&change=mode', ready: dialog },
  {
    name: 'mode-dialog-protect',
    path: '/policy/groups?sel=nv.cart.storefront&sel=nodes&change=mode',
    act: async (page) => {
      for (const group of [0, 1]) await dialog(page).getByRole('group').nth(group).getByRole('radio').last().check();
    },
    ready: dialog,
  },
  { name: 'configuration', path: '/settings/configuration', ready: (page) => page.getByText('demo', { exact: false }).first() },
  { name: 'backup-failed', path: '/settings/configuration?backup=failed', ready: (page) => page.getByRole('alert') },
  { name: 'profile', path: '/profile', ready: (page) => page.getByRole('radio').first() },
  { name: 'map', path: '/network', ready: (page) => page.locator('.map-canvas[data-ready][data-rest]') },
  { name: 'map-namespaces', path: '/network?detail=namespaces', ready: (page) => page.locator('.map-canvas[data-ready][data-rest]') },
  { name: 'map-wrong', path: '/network?q=ns:payments+status:fine', ready: (page) => page.getByRole('main').getByRole('alert') },
  { name: 'map-table', path: '/network?view=table', ready: (page) => page.getByRole('row').nth(20) },
  { name: 'map-table-edges', path: '/network?view=table&list=edges&status=blocked', ready: (page) => page.getByRole('row').nth(2) },
  { name: 'map-found', path: '/network?find=ledger', ready: (page) => page.locator('.map-found a').first() },
  { name: 'map-hidden', path: '/network?hidden=1', ready: (page) => page.getByRole('complementary').getByRole('button').first() },
  { name: 'events', path: '/activity/security-events', ready: (page) => page.getByRole('row').nth(20) },
  { name: 'events-grouped', path: '/activity/security-events?window=86400&by=kind&kind=violation&from=30d', ready: (page) => page.getByRole('row').nth(3) },
  { name: 'events-none', path: '/activity/security-events?q=nothing-says-this', ready: (page) => page.getByRole('main').getByRole('heading', { level: 2 }) },
  { name: 'events-filters', path: '/activity/security-events?more=filters&ns=payments', ready: dialog },
  { name: 'events-save-view', path: '/activity/security-events?more=save-view', ready: dialog },
  {
    name: 'event-panel',
    path: '/activity/security-events?kind=threat',
    act: (page) => page.getByRole('rowheader').first().getByRole('link').click(),
    ready: (page) => page.locator('#entry-panel .sentence'),
  },
  {
    name: 'event-panel-rule',
    path: '/activity/security-events?kind=violation&profile=&behind=0',
    act: (page) => page.getByRole('rowheader').first().getByRole('link').click(),
    ready: (page) => page.locator('#entry-panel .triage'),
  },
  { name: 'product-events', path: '/activity/events', ready: (page) => page.getByRole('row').nth(10) },
  {
    name: 'risk-reports',
    path: '/activity/risk-reports?name=Container.Scan.Report&level=critical',
    act: (page) => page.getByRole('rowheader').first().getByRole('link').click(),
    ready: (page) => page.locator('#entry-panel .findings').first(),
  },
  { name: 'events-print', path: '/activity/security-events/print?kind=violation&ns=payments', ready: (page) => page.locator('.printed').getByRole('row').nth(1) },
  { name: 'reports-print', path: '/activity/risk-reports/print', ready: (page) => page.locator('.printed').getByRole('row').nth(20) },
  { name: 'coming', path: '/assets/platforms', ready: (page) => page.getByRole('main').getByRole('heading', { level: 2 }) },
  { name: 'missing', path: '/no/such/page', ready: (page) => page.getByRole('main').getByRole('heading', { level: 2 }), status: 404 },
  { name: 'palette', path: '/policy/groups', act: (page) => page.keyboard.press('Control+k'), ready: dialog },
  { name: 'keys', path: '/policy/groups', act: (page) => page.keyboard.press('?'), ready: dialog },
  { name: 'account-menu', path: '/dashboard', act: (page) => page.getByRole('banner').getByRole('button').last().click(), ready: (page) => page.getByRole('menu') },
  { name: 'filter-menu', path: '/policy/groups', act: (page) => page.getByRole('main').getByRole('button').nth(0).click(), ready: (page) => page.getByRole('menu') },
];

/** The same where nobody is signed in. */
export const GATE = [
  { name: 'sign-in', path: '/sign-in', ready: (page) => page.getByRole('textbox').first() },
  {
    name: 'sign-in-refused',
    path: '/sign-in',
    act: async (page) => {
      await page.getByRole('textbox').first().fill('admin');
      await page.getByRole('textbox').nth(1).fill('wrong');
      await page.getByRole('textbox').nth(1).press('Enter');
    },
    ready: (page) => page.getByRole('alert'),
  },
  {
    name: 'new-password',
    path: '/sign-in',
    act: async (page) => {
      await page.getByRole('textbox').first().fill('reset');
      await page.getByRole('textbox').nth(1).fill('reset');
      await page.getByRole('textbox').nth(1).press('Enter');
      await page.locator('#new-password').fill('Abcdef');
    },
    ready: (page) => page.getByRole('list').first(),
  },
];

/** Goes to a stop and waits until it is there. */
export async function goTo(page, stop) {
  await visit(page, stop.path);
  await stop.act?.(page);
  await appears(stop.ready(page));
}
