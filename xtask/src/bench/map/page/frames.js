// Frames while panning: from asking for one until its pixels are there. The same for every page that is measured.

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

/** What the page holds in all, in bytes: the engine's heap, WebAssembly's memory, the document. */
export async function held() {
  return (await performance.measureUserAgentSpecificMemory()).bytes;
}

export async function bytes(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}
