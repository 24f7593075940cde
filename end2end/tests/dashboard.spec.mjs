// The dashboard: every number is the controller's, every link leads to what it counts, and the namespace in the address
// is everybody's.
import { strict as assert } from 'node:assert';
import { address, frameScrolled, reload, visit } from '../support/browser.mjs';
import { Dashboard, MODES, PANELS, PATH, inMode, metrics, services } from '../support/dashboard.mjs';
import { Groups } from '../support/groups.mjs';
import { signInFirst } from '../support/session.mjs';
import { suite } from '../support/suite.mjs';
import { appears, eventually, settles, vanishes } from '../support/wait.mjs';

const test = suite();
const admin = { user: 'admin' };

/** A reading is shown again for 15 s, while the cluster lives on. */
const READING = 40_000;

/** Loads the page until `look` says that it shows what the controller says. */
async function agrees(page, demo, path, what, look) {
  const somebody = await demo.somebody();
  try {
    return await eventually(what, async () => {
      await visit(page, path);
      return look(somebody);
    }, READING);
  } finally {
    await somebody.leave();
  }
}

const same = (one, other) => {
  assert.deepEqual(one, other);
  return true;
};

test('the score and its factors are the controller’s', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await agrees(page, demo, PATH, 'the score', async (somebody) => {
    const { security_scores: scores, metrics: counted } = await metrics(somebody);
    const { groups, workloads, cves } = counted;
    assert.ok(scores.security_risk_score > 0 && groups.discover_groups > 0 && cves.host_cves > 0, 'the demo has something to count');
    assert.equal(await dashboard.score(), scores.security_risk_score);
    const [discover, monitor, protect] = [groups.discover_groups, groups.monitor_groups, groups.protect_groups];
    assert.deepEqual(await dashboard.drivers('Service connections'), { Discover: discover, Monitor: monitor, Protect: protect });
    assert.deepEqual(await dashboard.drivers('Ingress and egress exposure'), {
      'Pods with threats': workloads.threat_ext_eps,
      'Pods with violations': workloads.violate_ext_eps,
      'In Discover': workloads.discover_ext_eps,
    });
    return same(await dashboard.drivers('Vulnerabilities'), {
      'In Discover': cves.discover_cves,
      'In Monitor': cves.monitor_cves,
      'In Protect': cves.protect_cves,
      'On nodes': cves.host_cves,
      'In the platform': cves.platform_cves,
    });
  });
  await appears(dashboard.factor('Service connections').getByText('What it means'));
  await dashboard.factor('Service connections').getByText('What it means').click();
  await appears(dashboard.factor('Service connections').getByText('lets every connection pass'));
});

test('each mode of the score leads to exactly those groups', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  const groups = new Groups(page);
  for (const mode of MODES) {
    await visit(page, PATH);
    const { [mode]: count } = await dashboard.drivers('Service connections');
    await dashboard.driver('Service connections', mode).click();
    await appears(page.getByRole('heading', { level: 1, name: 'Groups' }));
    await appears(groups.table);
    await settles(`groups in ${mode}`, async () => (await groups.names()).length, count);
    assert.deepEqual([...new Set(await groups.column('Network'))], [mode]);
  }
});

test('each mode of the panel leads to exactly those services', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const groups = new Groups(page);
  const somebody = await demo.somebody();
  const all = await services(somebody, 'storefront');
  await somebody.leave();
  for (const mode of ['Discover', 'Monitor']) {
    await visit(page, `${PATH}?ns=storefront`);
    await dashboard.mode(mode).getByRole('link', { name: new RegExp(`^${mode}: `) }).click();
    await appears(groups.table);
    await groups.lists(inMode(all, mode));
  }
});

/** Which exposed pods a count of the score counts. */
const COUNTED = {
  'Pods with threats': (pod) => pod.severity !== '',
  'Pods with violations': (pod) => ['violate', 'deny'].includes(pod.policy_action),
  'In Discover': (pod) => pod.policy_mode === 'Discover',
};

test('each count of the exposure leads to the pods that it counts', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const panel = dashboard.panel('Ingress and egress exposure');
  const inSight = () => panel.evaluate((panel) => panel.getBoundingClientRect().top < innerHeight);
  for (const [label, counts] of Object.entries(COUNTED)) {
    await agrees(page, demo, PATH, label, async (somebody) => {
      assert.equal(await inSight(), false, 'it is below at first');
      await dashboard.driver('Ingress and egress exposure', label).click();
      await eventually('the panel is in sight', inSight);
      assert.deepEqual(await frameScrolled(page), [0, 0, 0], 'the frame stands');
      await appears(panel.getByRole('link', { name: 'All that speak with the outside' }));
      const { [new URL(page.url()).searchParams.get('exposure')]: pods } = await metrics(somebody);
      const theirs = pods.filter(counts);
      assert.ok(theirs.length > 0, label);
      const shown = (await dashboard.exposed()).map(([service, , , , pods]) => [service, Number(pods)]);
      const services = [...new Set(theirs.map((pod) => pod.service))];
      return same(shown.sort(), services.map((service) => [service, theirs.filter((pod) => pod.service === service).length]).sort());
    });
  }
  await panel.getByRole('link', { name: 'All that speak with the outside' }).click();
  await settles('the address', () => new URL(page.url()).searchParams.get('only'), null);
});

test('an address that ends at a part of the page moves the page within its frame', admin, async ({ page }) => {
  const panel = new Dashboard(page).panel('Ingress and egress exposure');
  for (const query of ['', '?exposure=egress']) {
    await visit(page, `${PATH}${query}#exposure`);
    await eventually('it is in sight', () => panel.evaluate((panel) => panel.getBoundingClientRect().top < innerHeight));
    assert.deepEqual(await frameScrolled(page), [0, 0, 0], 'the frame stands');
  }
});

test('services and pods stand in their modes, and what the platform has is not counted', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await agrees(page, demo, PATH, 'the modes', async (somebody) => {
    const all = await services(somebody);
    const counted = MODES.map((mode) => all.filter((group) => group.policy_mode === mode));
    assert.deepEqual(
      (await dashboard.modes()).map(([count, zeroDrift]) => [count, zeroDrift]),
      counted.map((groups) => [groups.length, groups.filter((group) => group.baseline_profile === 'zero-drift').length]),
    );
    return same(await dashboard.numbers('Services'), MODES.map((mode, at) => [mode, String(counted[at].length)]));
  });
  assert.match(await dashboard.alternative('Pods'), /^Pods\. Discover: \d+, Monitor: \d+, Protect: \d+$/);
});

test('a namespace is in the address, every panel obeys it, and every link keeps it', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const ns = 'payments';
  const here = `${PATH}?ns=${ns}`;
  await visit(page, PATH);
  const protocols = await dashboard.numbers('Conversations');
  await agrees(page, demo, here, 'the namespace’s numbers', async (somebody) => {
    const { security_scores: scores } = await metrics(somebody, ns);
    assert.equal(await dashboard.score(), scores.security_risk_score);
    const all = await services(somebody, ns);
    return same((await dashboard.modes()).map(([count]) => count), MODES.map((mode) => inMode(all, mode).length));
  });
  const exposed = await dashboard.exposed();
  assert.ok(exposed.length > 0 && exposed.every(([name]) => name.endsWith(`.${ns}`)), `${exposed.map(([name]) => name)}`);
  const worst = await dashboard.numbers('Most vulnerable pods');
  const somebody = await demo.somebody();
  const { workloads } = await somebody.call('GET', '/v1/workload?view=pod&brief=true');
  await somebody.leave();
  const inside = new Set(workloads.filter((pod) => pod.domain === ns).map((pod) => pod.pod_name || pod.display_name));
  assert.ok(worst.length > 0 && worst.every(([name]) => inside.has(name)), `${worst}`);
  assert.equal(await dashboard.chart('Most vulnerable nodes').count(), 0, 'nodes are no namespace’s');
  assert.notDeepEqual(await dashboard.numbers('Conversations'), protocols);
  assert.match(await dashboard.panel('Security events').innerText(), /The log holds \d+ event/);

  const scoped = (await dashboard.links()).filter((link) => /^\/(dashboard|files)/.test(link) || /^\/policy\/groups\?mode/.test(link));
  assert.ok(scoped.length > 12, `${scoped.length} links`);
  // But the one that takes it off.
  const lost = scoped.filter((link) => !new URL(link, 'http://x').searchParams.getAll('ns').includes(ns));
  assert.deepEqual(lost, [PATH]);
});

test('a namespace is typed, kept by a reload and the links, and taken off by its chip', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?events=hours`);
  const whole = await dashboard.score();
  await dashboard.namespace.fill('storefront');
  await dashboard.namespace.press('Enter');
  await settles('the address', () => new URL(page.url()).searchParams.get('ns'), 'storefront');
  assert.equal(new URL(page.url()).searchParams.get('events'), 'hours', 'what else was chosen stays');
  await eventually('another score', async () => (await dashboard.score()) !== whole);
  await eventually('its services only', async () => (await dashboard.exposed()).every(([name]) => name.endsWith('.storefront')));
  await reload(page);
  assert.equal(await dashboard.namespace.inputValue(), 'storefront');
  await dashboard.panel('Security events').getByRole('link', { name: 'By day' }).click();
  await settles('the namespace', () => new URL(page.url()).searchParams.get('ns'), 'storefront');

  await page.getByRole('link', { name: 'All namespaces' }).click();
  await settles('the address', () => new URL(page.url()).search, '');
  await settles('the score of all', () => dashboard.score(), whole);
  await settles('the field', () => dashboard.namespace.inputValue(), '');
  const offered = await page.locator('datalist#namespaces option').evaluateAll((all) => all.map((one) => one.value));
  assert.ok(offered.includes('payments') && !offered.some((name) => name.startsWith('_')), `${offered}`);
});

test('a namespace that there is not has nothing in it, and no panel fails', admin, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await visit(page, `${PATH}?ns=no-such-namespace`);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
  await appears(dashboard.panel('Ingress and egress exposure').getByText('No pod speaks with the outside.').first());
  assert.deepEqual((await dashboard.modes()).map(([count]) => count), [0, 0, 0]);
});

test('exposure shows each direction, and opens a service with those it speaks to', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const panel = dashboard.panel('Ingress and egress exposure');
  const tab = (name) => panel.getByRole('link', { name: new RegExp(`^${name} `) });
  await agrees(page, demo, PATH, 'the exposed services', async (somebody) => {
    const { ingress } = await metrics(somebody);
    return same((await dashboard.exposed()).map(([name]) => name).sort(), [...new Set(ingress.map((pod) => pod.service))].sort());
  });
  await tab('Egress').click();
  await settles('the address', () => new URL(page.url()).searchParams.get('exposure'), 'egress');
  await settles('the tab', () => tab('Egress').getAttribute('aria-current'), 'page');
  const somebody = await demo.somebody();
  const { egress, ingress } = await metrics(somebody);
  await somebody.leave();
  await settles('the services', async () => (await dashboard.exposed()).map(([name]) => name).sort(), [...new Set(egress.map((pod) => pod.service))].sort());

  await tab('Ingress').click();
  const [service] = (await eventually('services', async () => (await dashboard.exposed()).filter(([name]) => ingress.some((pod) => pod.service === name))))[0];
  await dashboard.service(service).click();
  const pods = dashboard.pods(service);
  await appears(pods);
  assert.equal(new URL(page.url()).searchParams.get('service'), service);
  const known = ingress.filter((pod) => pod.service === service);
  const shown = await pods.locator('strong').allInnerTexts();
  assert.deepEqual(shown.sort(), known.map((pod) => pod.display_name).sort());
  const peers = (await pods.locator('table').evaluateAll((tables) => tables.flatMap((table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim())))));
  const said = new Set(known.flatMap((pod) => pod.entries.map((entry) => entry.client_ip)));
  for (const [peer, country, application, deed, sessions] of peers) {
    assert.ok(said.has(peer.split(/\s/)[0]), `${peer} is one that the controller names`);
    assert.ok(application && deed && /^\d/.test(sessions), `${peer}: ${application}, ${deed}, ${sessions}`);
    const inside = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(peer);
    if (inside) assert.equal(country, '–', `${peer} is nobody’s`);
  }
  assert.ok(peers.some(([, country]) => /^\p{L}.* \([A-Z]{2}\)$/u.test(country)), `a public address has a country: ${peers.map(([, country]) => country)}`);

  await dashboard.service(service).click();
  await vanishes(pods);
  assert.equal(new URL(page.url()).searchParams.get('service'), null);
});

test('security events are counted by day and by hour', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const sum = (rows, at) => rows.reduce((sum, row) => sum + Number(row[at]), 0);
  await agrees(page, demo, PATH, 'the log', async (somebody) => {
    const logs = await Promise.all(['threat', 'violation', 'incident'].map((log) => somebody.call('GET', `/v1/log/${log}`)));
    const all = logs.flatMap((log) => Object.values(log)[0]);
    const said = (await dashboard.panel('Security events').getByText('The log holds').innerText()).match(/holds (\d+) event/)[1];
    assert.ok(all.length > 20);
    return same(Number(said), all.length);
  });
  const days = await dashboard.numbers('Security events');
  assert.equal(days.length, 14);
  const [critical, warning] = (await dashboard.alternative('Security events')).match(/\d+/g).map(Number);
  assert.deepEqual([sum(days, 1), sum(days, 2)], [critical, warning]);
  await dashboard.panel('Security events').getByRole('link', { name: 'By hour' }).click();
  await settles('hours', async () => (await dashboard.numbers('Security events')).length, 48);
  assert.equal(new URL(page.url()).searchParams.get('events'), 'hours');
  const hours = await dashboard.numbers('Security events');
  assert.ok(sum(hours, 1) + sum(hours, 2) <= critical + warning && /\d\d:00$/.test(hours[0][0]), hours[0][0]);
  for (const title of ['Top sources', 'Top targets']) {
    const rows = await dashboard.numbers(title);
    const counts = rows.map((row) => Number(row[1]) + Number(row[2]));
    assert.ok(rows.length > 0 && rows.length <= 5);
    assert.deepEqual(counts, [...counts].sort((a, b) => b - a), `${title} begins with the worst`);
  }
});

test('the most vulnerable pods and nodes are those in which most was found', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const found = (summary) => (summary?.status === 'finished' ? [summary.critical ?? 0, summary.high, summary.medium] : [0, 0, 0]);
  const worst = (things) =>
    things
      .filter(([, counts]) => counts.some((count) => count > 0))
      .sort(([a, x], [b, y]) => y[0] - x[0] || y[1] - x[1] || y[2] - x[2] || (a < b ? -1 : 1))
      .slice(0, 5)
      .map(([name, counts]) => [name, ...counts.map(String)]);
  await agrees(page, demo, PATH, 'what scans found', async (somebody) => {
    const { workloads } = await somebody.call('GET', '/v1/workload?view=pod&brief=true');
    const { hosts } = await somebody.call('GET', '/v1/host');
    const pods = workloads
      .filter((pod) => pod.state !== 'exit')
      .map((pod) => [pod.pod_name || pod.display_name, found(pod.scan_summary)]);
    assert.deepEqual(await dashboard.numbers('Most vulnerable pods'), worst(pods));
    return same(await dashboard.numbers('Most vulnerable nodes'), worst(hosts.map((host) => [host.name, found(host.scan_summary)])));
  });
  await appears(dashboard.panel('Vulnerabilities').getByText(/Vulnerability database \d/));
});

test('applications are counted by conversation and by byte', admin, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await agrees(page, demo, PATH, 'the conversations', async (somebody) => {
    const { conversations } = await somebody.call('GET', '/v1/conversation');
    const counts = new Map();
    for (const { applications, ports } of conversations) {
      for (const name of applications?.length ? applications : (ports ?? [])) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const expected = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 6);
    return same((await dashboard.numbers('Conversations')).slice(0, 6), expected.map(([name, count]) => [name, String(count)]));
  });
  const bytes = await dashboard.numbers('Bytes');
  assert.ok(bytes.length > 1 && bytes.every(([, said]) => /^[\d.]+ (B|KB|MB|GB)$/.test(said)), `${bytes}`);
});

test('whoever sees no scans is told so in their place, and sees the rest', { user: 'netops' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  await dashboard.isWhole();
  await appears(dashboard.panel('Vulnerabilities').getByText('You need the permission to see: runtime scans.'));
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.equal(await demo.count('GET', '/v1/scan/config'), 0);
});

test('a namespace user sees their share, without a failure', { user: 'dev' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  await visit(page, PATH);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
  const mine = /\.(storefront|monitoring)$/;
  assert.ok((await dashboard.exposed()).every(([name]) => mine.test(name)));
  assert.equal(await dashboard.chart('Most vulnerable nodes').count(), 0, 'nodes are the cluster’s');
  assert.equal(await dashboard.autoScan.count(), 0, 'so are scans');
  const somebody = await demo.somebody('dev');
  const all = await services(somebody);
  await somebody.leave();
  assert.ok(all.every((group) => mine.test(group.name)));
  assert.deepEqual((await dashboard.modes()).map(([count]) => count), MODES.map((mode) => inMode(all, mode).length));
  assert.doesNotMatch(await page.getByRole('main').innerText(), /report-job|rabbitmq/, 'nothing of other namespaces');

  // A namespace that is not theirs is empty for them.
  await visit(page, `${PATH}?ns=payments`);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual((await dashboard.modes()).map(([count]) => count), [0, 0, 0]);
});

test('a cluster under attack shows it', { ...admin, scenario: 'attack' }, async ({ page, demo }) => {
  const dashboard = new Dashboard(page);
  const somebody = await demo.somebody();
  await demo.tick(5);
  const logs = await Promise.all(['threat', 'violation', 'incident'].map((log) => somebody.call('GET', `/v1/log/${log}`)));
  await somebody.leave();
  const before = logs.flatMap((log) => Object.values(log)[0]).length;
  await visit(page, PATH);
  const said = await dashboard.panel('Security events').getByText('The log holds').innerText();
  assert.ok(Number(said.match(/holds ([\d,]+) event/)[1].replace(',', '')) >= before, said);
  const today = (await dashboard.numbers('Security events')).at(-1);
  assert.ok(Number(today[1]) + Number(today[2]) >= 5, `${today}`);
  assert.ok((await dashboard.drivers('Ingress and egress exposure'))['Pods with violations'] > 0);
});

test('a cluster in which nothing was seen yet has a whole page', { scenario: 'empty' }, async ({ page }) => {
  const dashboard = new Dashboard(page);
  await signInFirst(page);
  assert.equal(address(page), PATH);
  await dashboard.isWhole();
  assert.equal(await page.getByRole('alert').count(), 0);
  for (const text of ['No services yet', 'No security events', 'No pod speaks with the outside.', 'No conversations yet']) await appears(page.getByText(text).first());
  assert.deepEqual((await dashboard.modes()).map(([count]) => count), [0, 0, 0]);
  assert.deepEqual(PANELS, await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts());
});
