// Frames while panning: from asking for one until its pixels are there. The same for every page that is measured.

/** Milliseconds of running until something is compiled well. */
const COMPILED = 1000;
const WARM = 10, FEWEST = 30, MOST = 200, LONGEST = 6000, REACH = 30;

export const frame = () => new Promise(requestAnimationFrame);

/** Pans to and fro by `pan(x, y)`, in pixels; milliseconds of each frame. */
export async function panned(host, pan) {
  const contexts = [...host.querySelectorAll("canvas")].map((canvas) => canvas.getContext("webgl2")).filter(Boolean);
  if (contexts.length === 0) throw new Error("nothing draws by WebGL2");
  const pixel = new Uint8Array(4);
  const times = [];
  const start = performance.now();
  for (let at = 0; times.length < FEWEST || times.length < MOST && performance.now() - start < LONGEST; at++) {
    const way = Math.floor(at / REACH) % 2 ? -2 : 2;
    const begin = performance.now();
    pan(way, way / 2);
    // Whoever draws has asked for this frame before us.
    await frame();
    // A pixel can only be read when all is drawn.
    for (const gl of contexts) gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    if (at >= WARM) times.push(performance.now() - begin);
  }
  times.sort((one, two) => one - two);
  return { median: times[Math.floor(times.length / 2)], late: times[Math.floor(times.length * 0.95)] };
}

/**
 * Milliseconds of something that comes out the same each time, once the browser has compiled it as well as it can, which it does
 * beside what runs often: the middle one of a second's, after a second's. What takes longer than that is run once.
 */
export function timed(run) {
  const times = [];
  const start = performance.now();
  const gone = () => performance.now() - start;
  let cold = 0;
  do {
    const begin = gone();
    run();
    times.push(gone() - begin);
    if (gone() < COMPILED) cold = times.length;
  } while (gone() < 2 * COMPILED);
  const warm = times.slice(Math.min(cold, times.length - 1)).sort((one, two) => one - two);
  return warm[Math.floor(warm.length / 2)];
}

/** What the page holds in all, in bytes: the engine's heap, WebAssembly's memory, the document. */
export async function held() {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}

export async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
