// The smoke run itself, on a demo controller: it passes and leaves everything as it was, and it fails where it should.
import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { startDemo } from '../support/demo.mjs';
import { ROOT } from '../support/program.mjs';

/** Runs the smoke tests as `cargo xtask smoke` does. */
function smoke(demo, password) {
  // Without NODE_TEST_CONTEXT: it is a run of its own, not a part of this one.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const run = spawn(process.execPath, [join(ROOT, 'end2end', 'run.mjs'), 'smoke'], {
    env: { ...env, CONSOLE_CONTROLLER: demo.url, SMOKE_USER: 'admin', SMOKE_PASSWORD: password },
  });
  let output = '';
  for (const stream of [run.stdout, run.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((done) => run.once('exit', (code) => done({ code, output })));
}

async function modes(demo) {
  const somebody = await demo.somebody();
  const groups = await somebody.groups();
  await somebody.leave();
  return groups.map(({ name, policy_mode, profile_mode, baseline_profile }) => [name, policy_mode, profile_mode, baseline_profile]);
}

test('a good controller passes, and is left as it was', { timeout: 120_000 }, async () => {
  const demo = await startDemo();
  try {
    await demo.lag(0);
    const before = await modes(demo);
    await demo.forget();
    const { code, output } = await smoke(demo, 'admin');
    assert.equal(code, 0, output);
    assert.match(output, /pass 5\b/);
    assert.match(output, /skipped 0\b/);
    const switched = (await demo.requests()).filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body).config.policy_mode);
    assert.deepEqual(switched, ['Monitor', 'Discover']);
    assert.deepEqual(await modes(demo), before);
    const [ins, outs] = await Promise.all([demo.count('POST', '/v1/auth'), demo.count('DELETE', '/v1/auth')]);
    assert.equal(ins, outs, 'no session is left behind');
    assert.deepEqual(await demo.unimplemented(), {}, 'the demo knows every call that the console makes');
  } finally {
    await demo.stop();
  }
});

test('a wrong password fails it, and nothing is touched', { timeout: 120_000 }, async () => {
  const demo = await startDemo();
  try {
    const { code, output } = await smoke(demo, 'wrong');
    assert.equal(code, 1, output);
    assert.equal(await demo.count('PATCH', '/v1/service/config'), 0);
  } finally {
    await demo.stop();
  }
});
