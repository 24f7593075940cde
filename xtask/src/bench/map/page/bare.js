// A bare WebGL2 page: the same points and lines, panned by a uniform, and nothing else.
import { panned } from "./frames.js";

const POINT = `#version 300 es
uniform vec3 view; uniform vec2 size;
layout(location = 0) in vec3 disc;
void main() {
  gl_Position = vec4((disc.xy - view.xy) * view.z * 2.0 / size * vec2(1, -1), 0, 1);
  gl_PointSize = disc.z * 2.0 * view.z;
}`;
const ROUND = `#version 300 es
precision mediump float;
out vec4 colour;
void main() {
  if (length(gl_PointCoord - 0.5) > 0.5) discard;
  colour = vec4(0.1, 0.4, 0.6, 1);
}`;
const LINE = `#version 300 es
uniform vec3 view; uniform vec2 size;
layout(location = 0) in vec2 end;
void main() { gl_Position = vec4((end - view.xy) * view.z * 2.0 / size * vec2(1, -1), 0, 1); }`;
const PLAIN = `#version 300 es
precision mediump float;
out vec4 colour;
void main() { colour = vec4(0.3, 0.3, 0.3, 0.4); }`;

function program(gl, vertex, fragment) {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
  return { program, view: gl.getUniformLocation(program, "view"), size: gl.getUniformLocation(program, "size") };
}

function buffer(gl, numbers, width) {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, Float32Array.from(numbers), gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, width, gl.FLOAT, false, 0, 0);
  return { array, count: numbers.length / width };
}

/** Draws and pans discs (x, y, radius) and lines (x, y of both ends). */
export async function draw({ discs, lines }) {
  const host = document.getElementById("host");
  host.textContent = "";
  const canvas = host.appendChild(document.createElement("canvas"));
  canvas.width = innerWidth * devicePixelRatio;
  canvas.height = innerHeight * devicePixelRatio;
  const gl = canvas.getContext("webgl2", { antialias: false, depth: false });
  const [points, segments] = [program(gl, POINT, ROUND), program(gl, LINE, PLAIN)];
  const [disc, line] = [buffer(gl, discs, 3), buffer(gl, lines, 2)];
  const [xs, ys] = [0, 1].map((axis) => discs.filter((_, at) => at % 3 === axis));
  const span = (list) => list.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [1e9, -1e9]);
  const [[left, right], [top, bottom]] = [span(xs), span(ys)];
  const zoom = Math.min((canvas.width - 96) / (right - left), (canvas.height - 96) / (bottom - top));
  const view = [(left + right) / 2, (top + bottom) / 2, Math.min(zoom, 2.5)];
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  const paint = () => {
    gl.clearColor(0.99, 0.99, 0.99, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    for (const [{ program, view: at, size }, { array, count }, mode] of
      [[segments, line, gl.LINES], [points, disc, gl.POINTS]]) {
      gl.useProgram(program);
      gl.uniform3fv(at, view);
      gl.uniform2f(size, canvas.width, canvas.height);
      gl.bindVertexArray(array);
      gl.drawArrays(mode, 0, count);
    }
  };
  return panned(host, (x, y) => {
    view[0] -= x / view[2];
    view[1] -= y / view[2];
    requestAnimationFrame(paint);
  });
}
