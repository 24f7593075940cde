// The demo controller: what tests do to it from behind (/_demo/), and what it says to anybody who signs in.
import { Program, program } from './program.mjs';

/** Starts the demo controller as a program of its own, so that it outlives consoles. `still`: its time stands until it is moved. */
export async function startDemo({ scenario = 'small', listen = '127.0.0.1:0', tls = false, certificate, still = false } = {}) {
  const args = ['--listen', listen, '--scenario', scenario, '--control'];
  if (still) args.push('--manual-clock');
  if (tls) args.push('--tls', '--tls-cert-out', certificate);
  const running = new Program(program('demo-controller', 'DEMO_CONTROLLER_BIN'), args);
  const [, url] = await running.says(/listening on (https?:\/\/\S+)/);
  return new Demo(url, running);
}

export class Demo {
  constructor(url, running) {
    this.url = url;
    this.running = running;
  }

  async #ask(method, path, body) {
    const answer = await fetch(`${this.url}/_demo/${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} /_demo/${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async #json(method, path, body) {
    return (await this.#ask(method, path, body)).json();
  }

  /** Back to the scenario's start: world, sessions, faults, lag. */
  reset = () => this.#ask('POST', 'reset');
  /** Moves the demo's clock on, in seconds. */
  advance = (seconds) => this.#ask('POST', 'clock', { advance_s: seconds });
  /** All that goes on in the cluster happens again, so many times. */
  tick = (times = 1) => this.#ask('POST', 'tick', { times });
  /** Reads trail writes by so many milliseconds. */
  lag = (ms) => this.#ask('POST', 'lag', { ms });
  /** Makes one connection happen: `{from, to, application, port}` → `{action, effect, rule, mode}`. */
  connect = (connection) => this.#json('POST', 'connect', connection);
  /** Lets a process start: `{within, name, path}` → `{effect}`. */
  run = (process) => this.#json('POST', 'run', process);
  /** Lets calls go wrong: `{method, path, status | hang | html | drop | delay_ms, times, every}`. */
  fault = (fault) => this.#ask('POST', 'fault', fault);
  /** No call goes wrong any more; what hangs is let go. */
  mend = async () => {
    await this.#ask('DELETE', 'fault');
    await this.#ask('POST', 'release');
  };
  /** Every connection is closed without an answer, or no more. */
  gone = (gone = true) => this.#ask('POST', 'gone', { gone });
  /** Ends sessions as if their time had run out. */
  expire = (user = null) => this.#json('POST', 'expire', { user });
  /** An import takes so many polls. */
  pace = (polls, delay) => this.#ask('POST', 'import', { polls, delay_ms: delay });
  /** Merges into the cluster's settings. */
  settings = (change) => this.#ask('POST', 'settings', change);
  /** How often a path was called. */
  count = async (method, path) => (await this.#json('GET', `count?method=${method}&path=${encodeURIComponent(path)}`)).count;
  /** The calls since the last reset or `forget`. */
  requests = () => this.#json('GET', 'requests');
  /** Forgets the calls. */
  forget = () => this.#ask('DELETE', 'requests');
  /**
   * Puts it into a federation: `{role, clusters: [{name, status, score, nodes, pods, versions, cve_database, silent}]}` → the
   * joint clusters' ids by name. When it becomes the master, the sessions of `admin` end.
   */
  federation = async (federation) => (await this.#json('POST', 'federation', federation)).ids;
  /** The bytes of the backup as the controller would give it now. */
  export = async (section = 'all') => Buffer.from(await (await this.#ask('GET', `export?section=${section}`)).arrayBuffer());
  /** The routes that were called and have no handler. */
  unimplemented = () => this.#json('GET', 'unimplemented');

  /** Signs in at the controller's own API: somebody else at work on the same cluster. */
  async somebody(user = 'admin', password = user) {
    const answer = await fetch(`${this.url}/v1/auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_ip: '192.0.2.7', password: { username: user, password } }),
    });
    if (!answer.ok) throw new Error(`${user} cannot sign in at the demo: ${answer.status}`);
    return new Somebody(this.url, (await answer.json()).token.token);
  }

  /** Stops it, if it is a program of its own. */
  stop = () => this.running?.stop('SIGINT');
}

/** Somebody who is signed in at the controller. */
export class Somebody {
  constructor(url, token) {
    this.url = url;
    this.token = token;
  }

  async call(method, path, body, headers = {}) {
    const json = body !== undefined && !Buffer.isBuffer(body);
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { 'x-auth-token': this.token, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
      body: json ? JSON.stringify(body) : body,
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** A group as the controller shows it. */
  group = async (name) => (await this.call('GET', `/v1/group/${encodeURIComponent(name)}?with_cap=true`)).group;
  /** All groups as the controller lists them. */
  groups = async () => (await this.call('GET', '/v1/group?with_cap=true&brief=true')).groups;
  /** Switches services' modes: `switchModes(['cart.storefront'], {policy_mode: 'Monitor'})`. */
  switchModes = (services, modes) => this.call('PATCH', '/v1/service/config', { config: { services, ...modes } });
  /** The network rules between two groups. */
  rules = async (from, to) => (await this.call('GET', '/v1/policy/rule')).rules.filter((rule) => rule.from === from && rule.to === to);
  /** The violations, newest first. */
  violations = async () => (await this.call('GET', '/v1/log/violation')).violations;
  /** Begins to restore a configuration; the controller is then busy with it. */
  restore = (file) => this.call('POST', '/v1/file/config', file, { 'content-type': 'application/x-gzip' });
  /** Signs out: a user has 32 sessions at most. */
  leave = () => this.call('DELETE', '/v1/auth');
}
