// The peers: graphology's ForceAtlas2, and sigma. Both are scripts of the page already, or fetched as they are published.
import { bytes, frame, held, panned, timed } from "./frames.js";

/** Nodes move less than this in an iteration, as a share of the picture's radius, both in the mean: it has settled. */
const SETTLED = 5e-4;
/** It is ended after so many iterations, settled or not. */
const MOST = 500;
/** Numbers a node has in its matrix; x and y are the first two. */
const WIDTH = 10;

/** A module of the package as it is published, for Node.js; what it requires of others is not used here. */
async function required(name) {
  const text = await (await fetch(`/npm/graphology-layout-forceatlas2/${name}.js`)).text();
  const module = { exports: {} };
  new Function("module", "exports", "require", text)(module, module.exports, () => ({}));
  return module.exports;
}

/** The same numbers from the same seed. */
function random(seed) {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

async function graphOf(pods) {
  const ends = new Uint32Array((await bytes(`/built/graph-${pods}.bin`)).buffer);
  const graph = new graphology.MultiDirectedGraph();
  for (const node of [...new Set(ends)].sort((one, two) => one - two)) graph.addNode(node, { size: 1 });
  for (let at = 0; at < ends.length; at += 2) if (ends[at] !== ends[at + 1]) graph.addEdge(ends[at], ends[at + 1]);
  return { graph, count: ends.reduce((most, end) => Math.max(most, end), 0) + 1 };
}

/** ForceAtlas2 from random places until it has settled: milliseconds, iterations, and where each node is. */
export async function layOut(pods, seed) {
  const [{ inferSettings }, iterate, helpers, defaults] =
    await Promise.all(["index", "iterate", "helpers", "defaults"].map(required));
  const { graph, count } = await graphOf(pods);
  const fraction = random(seed);
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, { x: fraction(), y: fraction() }));
  let iterations, last;
  const ms = timed(() => {
    const settings = { ...defaults, ...inferSettings(graph.order) };
    // From the same places each time: those found are given to the graph at last.
    const { nodes, edges } = helpers.graphToByteArrays(graph, () => 1);
    const before = nodes.slice();
    iterations = 0;
    do {
      before.set(nodes);
      iterate(settings, nodes, edges);
      iterations++;
    } while (iterations < MOST && moved(before, nodes) >= SETTLED);
    last = nodes;
  });
  helpers.assignLayoutChanges(graph, last, null);
  const places = new Array(count * 2).fill(0);
  graph.forEachNode((node, { x, y }) => [places[node * 2], places[node * 2 + 1]] = [x, y]);
  return { ms, iterations, places };
}

function moved(before, after) {
  let x = 0, y = 0, way = 0, radius = 0;
  for (let at = 0; at < after.length; at += WIDTH) [x, y] = [x + after[at], y + after[at + 1]];
  const count = after.length / WIDTH;
  [x, y] = [x / count, y / count];
  for (let at = 0; at < after.length; at += WIDTH) {
    way += Math.hypot(after[at] - before[at], after[at + 1] - before[at + 1]);
    radius += Math.hypot(after[at] - x, after[at + 1] - y);
  }
  return way / radius;
}

/** Sigma with the graph in these places, panned. */
export async function draw(pods, places) {
  const { graph } = await graphOf(pods);
  graph.forEachNode((node) => graph.mergeNodeAttributes(node, { x: places[node * 2], y: places[node * 2 + 1], size: 3 }));
  const host = document.getElementById("host");
  host.textContent = "";
  const sigma = new Sigma(graph, host);
  await frame();
  await frame();
  const camera = sigma.getCamera();
  const frames = await panned(host, (x, y) => {
    const state = camera.getState();
    camera.setState({ x: state.x - x / innerHeight, y: state.y + y / innerHeight });
  });
  return { ...frames, page: await held() };
}
