// The watch over a page: whatever the browser complains of fails the test, unless the test said that it would come.
import { AssertionError } from 'node:assert';

/** The console's messages that tell of trouble. */
const TROUBLE = new Set(['error', 'warning', 'assert']);

/** What the driver of the graphics processor notes about its own speed: here a program that draws in its place. */
const DRIVER = /GL Driver Message \(OpenGL, Performance/;

/** What a browser calls a request that the page itself gave up, because it was left or because it became a download. */
const GIVEN_UP = 'net::ERR_ABORTED';

export class Watch {
  #seen = [];
  #expected = [];

  constructor(page, script = true) {
    // Where scripts are switched off, the browser refuses to load them ahead, and says so as if by our policy.
    if (!script) this.#expected.push({ pattern: /^request failed: GET \S+\.js csp$/, reason: 'no scripts', met: true });
    // What it did load ahead it then misses, if the page stands for long.
    if (!script) this.#expected.push({ pattern: /was preloaded using link preload but not used/, reason: 'no scripts', met: true });
    this.add(page);
  }

  /** Watches one more page. */
  add(page) {
    page.on('console', (message) => {
      if (TROUBLE.has(message.type()) && !DRIVER.test(message.text())) this.#note(`console.${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.#note(`page error: ${error.stack ?? error}`));
    page.on('crash', () => this.#note('the page crashed'));
    page.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      if (why !== GIVEN_UP) this.#note(`request failed: ${request.method()} ${request.url()} ${why}`);
    });
    page.on('response', (answer) => {
      if (answer.status() >= 400) this.#note(`answer: ${answer.status()} ${answer.request().method()} ${answer.url()}`);
    });
  }

  #note(text) {
    this.#seen.push(text);
  }

  /** This trouble belongs to the test: each message that matches is fine, and at least one must come. */
  expect(pattern, reason) {
    if (!reason) throw new Error('say why this is expected');
    this.#expected.push({ pattern, reason, met: false });
  }

  /** Fails if there was trouble that nobody expected, or none where it was. */
  verify() {
    const unexpected = this.#seen.filter((text) => {
      const fitting = this.#expected.filter(({ pattern }) => pattern.test(text));
      fitting.forEach((expected) => (expected.met = true));
      return fitting.length === 0;
    });
    if (unexpected.length) throw new AssertionError({ message: `the browser complained:\n  ${unexpected.join('\n  ')}` });
    const missed = this.#expected.filter((expected) => !expected.met);
    if (missed.length) {
      throw new AssertionError({ message: `never came: ${missed.map(({ pattern, reason }) => `${pattern} (${reason})`).join('; ')}` });
    }
  }
}
