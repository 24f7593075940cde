// A program under test: started, its output kept, a line of it waited for, stopped.
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** How long a program may take to say that it is ready, in milliseconds. */
const PATIENCE = 30_000;

/** The path of one of our programs: from the environment, else what was built last. */
export function program(name, variable) {
  const given = process.env[variable];
  const places = given ? [resolve(given)] : ['release', 'debug'].map((kind) => join(ROOT, 'target', kind, name));
  const [found] = places.filter((place) => existsSync(place)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!found) throw new Error(`there is no program at ${places.join(' or ')}: build it, or say where it is in ${variable}`);
  return found;
}

/** Started programs that were not stopped yet: they must not outlive this process. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class Program {
  /** Starts `file` with `args`; nothing of our own environment reaches it but what programs need to run. */
  constructor(file, args) {
    this.name = `${file} ${args.join(' ')}`;
    this.output = '';
    const { PATH, HOME, TMPDIR } = process.env;
    const env = Object.fromEntries(Object.entries({ PATH, HOME, TMPDIR, NO_COLOR: '1' }).filter(([, value]) => value !== undefined));
    this.child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: ROOT, env });
    running.add(this.child);
    this.ended = new Promise((done) => {
      this.child.once('exit', (code, signal) => done({ code, signal }));
      this.child.once('error', (error) => done({ error }));
    }).then((end) => {
      running.delete(this.child);
      return end;
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.output += text;
        this.child.emit('said');
      });
    }
  }

  /** Waits for a line that matches and gives the match. */
  async says(pattern) {
    const said = new Promise((done) => {
      const look = () => {
        const match = this.output.match(pattern);
        if (match) {
          this.child.off('said', look);
          done(match);
        }
      };
      this.child.on('said', look);
      look();
    });
    let timer;
    const late = new Promise((_, fail) => {
      timer = setTimeout(() => fail(new Error(`${this.name} did not say ${pattern}:\n${this.output}`)), PATIENCE);
    });
    const early = this.ended.then((end) => {
      throw new Error(`${this.name} ended (${JSON.stringify(end)}) before it said ${pattern}:\n${this.output}`);
    });
    try {
      return await Promise.race([said, late, early]);
    } finally {
      clearTimeout(timer);
      early.catch(() => {});
    }
  }

  /** Tells it to stop, and waits until it has. */
  async stop(signal = 'SIGTERM') {
    this.child.kill(signal);
    return this.ended;
  }
}
