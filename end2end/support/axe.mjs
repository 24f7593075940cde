// Accessibility as far as a program can judge it: axe-core, run in the page.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The rules: WCAG 2.2 A and AA, and axe's own best practices. */
const RULES = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };

/** What axe finds on the page as it is now, a text for each rule that is broken; `where` says what was looked at. */
export async function violations(page, where) {
  // Evaluated, not added as a script: the page's policy lets no script in.
  await page.evaluate(`window.axe || (() => { ${await source} })()`);
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ target, failureSummary }) => `\n    ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`);
    return `${where}: ${id}: ${help} (${nodes.length})${places.join('')}`;
  });
}
