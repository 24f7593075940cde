// Our map: laid out, drawn, panned.
import init, { Bare, Cluster, Drawn } from "/built/bench.js";
import { bytes, frame, held, panned, timed } from "./frames.js";

const { memory } = await init({ module_or_path: "/built/bench_bg.wasm" });
const host = document.getElementById("host");

/** Milliseconds until the layout is at rest, and how good it is. */
export function layOut(pods, grounds) {
  const cluster = new Cluster(pods);
  const ms = timed(() => cluster.lay_out(grounds));
  const [variance, crossings] = cluster.quality();
  cluster.free();
  return { ms, variance, crossings };
}

/** How good a layout of others is. */
export function judge(pods, places) {
  const cluster = new Cluster(pods);
  const [variance, crossings] = cluster.quality_of(Float32Array.from(places));
  cluster.free();
  return { variance, crossings };
}

/** What a bare page draws of a picture. */
export async function bare(pods) {
  const picture = new Bare(await bytes(`/built/picture-${pods}.bin`));
  return { discs: [...picture.discs()], lines: [...picture.lines()] };
}

/** Shows a picture and pans it: frames, what is held, and the longest task of the main thread since the page was painted. */
export async function draw(pods) {
  await frame();
  await frame();
  const painted = performance.now();
  // What is begun in the task of that frame would not count as after it.
  await new Promise((done) => setTimeout(done));
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  host.textContent = "";
  const drawn = new Drawn(host);
  drawn.show(await bytes(`/built/picture-${pods}.bin`));
  await rest(drawn);
  const shown = performance.now() - painted;
  for (let at = 0; at < PANS; at++) {
    drawn.pan_by(at % 2 ? -20 : 20, 0);
    await frame();
  }
  await rest(drawn);
  // What was observed is told in a task of its own. Reading pixels, below, waits for all that is drawn: no task of ours.
  await new Promise((done) => setTimeout(done));
  observer.disconnect();
  const [count, longestFrame] = drawn.frames();
  const frames = await panned(host, (x, y) => drawn.pan_by(x, y));
  return {
    ...frames, longest: Math.max(0, ...tasks.filter((task) => task.startTime >= painted).map((task) => task.duration)), shown, count, longestFrame,
    backend: drawn.backend(), wasm: memory.buffer.byteLength, page: await held(),
  };
}

/** Pans while tasks are watched. */
const PANS = 60;

async function rest(drawn) {
  do await frame(); while (!drawn.at_rest());
}
