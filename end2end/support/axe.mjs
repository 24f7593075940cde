// Accessibility as far as a program can judge it: axe-core, run in the page.
import { AssertionError } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules: WCAG 2.2 A and AA, and axe's own best practices. */
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

/** Fails if axe finds anything on the page as it is now; `where` says what was looked at. */
export async function accessible(page, where) {
  // Evaluated, not added as a script: the page's policy lets no script in.
  await page.evaluate(`window.axe || (() => { ${await source} })()`);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
  if (violations.length === 0) return;
  const found = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `    ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`);
    return `  ${id}: ${help} (${nodes.length})\n${places.join('\n')}`;
  });
  throw new AssertionError({ message: `axe on ${where}:\n${found.join('\n')}` });
}
