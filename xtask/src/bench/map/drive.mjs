// Measures the map and its peers in a browser, in pages of their own: for Node.js, in the folder of the browser tests.
// Arguments: the pages' scripts, what was built, the peers' packages, and the numbers of pods.
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const { chromium } = createRequire(join(process.cwd(), "package.json"))("playwright-core");

const [page, built, npm, ...sizes] = process.argv.slice(2);
const roots = { page, built, npm };
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

// Places of the peer are random at first, so a small graph is laid out from several; the middle one counts.
const STARTS = [1, 22, 333, 4444, 55555];
// How often the map and the bare page are drawn.
const ROUNDS = 3;
// What the server compresses with while somebody waits.
const QUALITY = 5;

const server = createServer(async (request, answer) => {
  const [, root, ...path] = normalize(new URL(request.url, "http://localhost").pathname).split("/");
  try {
    const body = await readFile(join(roots[root], ...path));
    // Isolated, so that clocks are exact and memory can be asked for.
    answer.writeHead(200, {
      "content-type": TYPES[extname(request.url)] ?? "application/octet-stream",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    }).end(body);
  } catch {
    answer.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const home = `http://127.0.0.1:${server.address().port}/page/page.html`;

// Frames as fast as they come: a frame's time is what it costs, not the screen's.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-frame-rate-limit",
    "--disable-gpu-vsync", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--enable-blink-features=ForceEagerMeasureMemory"],
});

/** Calls what a script of a fresh page exports. */
async function on(script, name, ...given) {
  const fresh = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await fresh.goto(home);
    if (script === "peer") {
      for (const url of ["/npm/graphology/dist/graphology.umd.min.js", "/npm/sigma/dist/sigma.min.js"]) {
        await fresh.addScriptTag({ url });
      }
    }
    return await fresh.evaluate(async ([script, name, given]) => {
      return (await import(`/page/${script}.js`))[name](...given);
    }, [script, name, given]);
  } finally {
    await fresh.close();
  }
}

/** The middle of each number. */
const merged = (rounds) => Object.fromEntries(Object.entries(rounds[0]).map(([name, value]) =>
  [name, typeof value === "number" ? middle(rounds, (round) => round[name])[name] : value]));

const middle = (list, of) => list.toSorted((one, two) => of(one) - of(two))[Math.floor(list.length / 2)];

async function measure(pods) {
  const told = (what) => process.stderr.write(`  ${pods} pods: ${what}\n`);
  const raw = await readFile(join(built, `picture-${pods}.bin`));
  const sent = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } }).length;
  // In turn, so that what else the machine does meets both.
  const runs = [], laidOut = { true: [], false: [] };
  for (const seed of pods > 1000 ? STARTS.slice(0, 1) : STARTS) {
    told("our layouts");
    for (const grounds of [true, false]) laidOut[grounds].push(await on("ours", "layOut", pods, grounds));
    told(`ForceAtlas2 from ${seed}`);
    const run = await on("peer", "layOut", pods, seed);
    runs.push({ ...run, ...await on("ours", "judge", pods, run.places) });
  }
  const [grounds, plain] = [true, false].map((grounds) => merged(laidOut[grounds]));
  const peer = {
    ms: middle(runs, (run) => run.ms).ms,
    iterations: middle(runs, (run) => run.iterations).iterations,
    variance: middle(runs, (run) => run.variance).variance,
    crossings: middle(runs, (run) => run.crossings).crossings,
  };
  told("drawing");
  const picture = await on("ours", "bare", pods);
  const bares = [], drawings = [];
  for (let round = 0; round < ROUNDS; round++) {
    bares.push(await on("bare", "draw", picture));
    drawings.push(await on("ours", "draw", pods));
  }
  const [bare, drawn] = [bares, drawings].map((rounds) => merged(rounds));
  const sigma = await on("peer", "draw", pods, runs[0].places);
  return { pods, sent, raw: raw.length, grounds, plain, peer, bare, drawn, sigma };
}

try {
  const measured = [];
  for (const pods of sizes) measured.push(await measure(Number(pods)));
  console.log(JSON.stringify(measured));
} finally {
  await browser.close();
  server.close();
}
