// The console under test: the real server with the real browser bundle, on a port and with data of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Demo } from './demo.mjs';
import { Program, ROOT, program } from './program.mjs';
import { eventually } from './wait.mjs';

const DIST = resolve(process.env.CONSOLE_DIST ?? join(ROOT, 'dist'));

/** A directory that is gone with `discard`. */
export async function scratch() {
  const path = await mkdtemp(join(tmpdir(), 'console-end2end-'));
  return { path, discard: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Starts a console.
 * `demo`: the scenario of the demo controller within it; or `options`: its own command line, such as `--controller`.
 */
export async function startConsole({ demo, options = [] }) {
  const data = await scratch();
  const console = new Console(data, demo ? ['--demo', demo, '--demo-control', ...options] : options);
  await console.start();
  return console;
}

export class Console {
  constructor(data, options) {
    this.data = data;
    this.options = options;
    this.listen = '127.0.0.1:0';
  }

  async start() {
    const args = ['--listen', this.listen, '--data', join(this.data.path, 'data'), '--dist', DIST, ...this.options];
    this.running = new Program(program('console', 'CONSOLE_BIN'), args);
    const [, url] = await this.running.says(/ready at (http:\/\/[\d.:]+)/);
    this.url = url;
    // The same address after a restart: that is what a browser knows the session by.
    this.listen = url.replace('http://', '');
    const demo = this.running.output.match(/demo controller runs.*url="?(http:\/\/[\d.:]+)/);
    this.demo = demo ? new Demo(demo[1]) : undefined;
    await eventually('the console answers', async () => (await fetch(`${url}/healthz`)).ok);
  }

  /** Stops and starts again, on the same address with the same data. */
  async restart() {
    await this.running.stop();
    await this.start();
  }

  /** What it has written to its log. */
  get log() {
    return this.running.output;
  }

  async stop() {
    const end = await this.running.stop();
    await this.data.discard();
    return end;
  }
}
