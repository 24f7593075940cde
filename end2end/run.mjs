// Runs the tests: all of them, or the files that are named (`node run.mjs groups backup`), or `smoke` on a real
// controller (see README.md). Prints each test and, at the end, the counts.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const TESTS = join(dirname(fileURLToPath(import.meta.url)), 'tests');
const SUFFIX = '.spec.mjs';

const inFolder = (folder) => readdirSync(folder).filter((file) => file.endsWith(SUFFIX)).map((file) => join(folder, file));

function wanted(names) {
  if (names.length === 0) return inFolder(TESTS);
  if (names.length === 1 && names[0] === 'smoke') return inFolder(join(TESTS, 'smoke'));
  return names.map((name) => join(TESTS, name.endsWith(SUFFIX) ? name : name + SUFFIX));
}

const files = wanted(process.argv.slice(2));
// Two at a time: while one waits for its console, the other draws. More would make slow machines miss deadlines.
const results = run({ files, concurrency: Number(process.env.END2END_AT_ONCE ?? 2) });
results.on('test:fail', () => {
  process.exitCode = 1;
});
results.compose(new spec()).pipe(process.stdout);
