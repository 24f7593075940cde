// Edges as bands along their curves.
layout(location = 0) in vec4 a_begin;
layout(location = 1) in vec4 a_end;
layout(location = 2) in uvec4 a_style;
// In how many pieces; how much wider or thinner than in the style; opacity; how long the heads of thin ones are.
uniform vec4 u_extra;
flat out vec4 v_colour;
flat out vec2 v_band;
flat out uint v_pattern;
out vec2 v_at;
void main() {
  vec2 from = a_begin.xy, first = a_begin.zw, second = a_end.xy, to = a_end.zw;
  float chord = distance(from, to);
  float all = (distance(from, first) + distance(first, second) + distance(second, to) + chord) * 0.5;
  float width = max(float(a_style.y) / 16.0 * u_extra.y, 0.9) * u_pen.y;
  // The line ends inside of its arrow.
  float head = u_extra.w > 0.0 ? (0.7 * u_extra.w * u_pen.y + 1.2 * width) / u_pen.x : 0.0;
  float t = float(gl_VertexID >> 1) / u_extra.x * (1.0 - min(0.5, head / max(all, 1e-3)));
  float s = 1.0 - t;
  vec2 at = from * (s * s * s) + first * (3.0 * s * s * t) + second * (3.0 * s * t * t) + to * (t * t * t);
  vec2 way = (first - from) * (s * s) + (second - first) * (2.0 * s * t) + (to - second) * (t * t);
  way = dot(way, way) > 1e-9 ? normalize(way) : vec2(1.0, 0.0);
  float half_band = width * 0.5 + 1.0;
  float side = (gl_VertexID & 1) == 0 ? half_band : -half_band;
  gl_Position = place(at + vec2(-way.y, way.x) * side / u_pen.x);
  v_at = vec2(t * all * u_pen.x, side);
  v_band = vec2(width, u_pen.y);
  v_pattern = a_style.z;
  uint state = a_style.w;
  v_colour = u_inks[a_style.x] * strength(state) * ((state & LIT) != 0u ? 1.0 : u_extra.z);
}
