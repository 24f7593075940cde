// The heads of edges.
layout(location = 0) in vec4 a_begin;
layout(location = 1) in vec4 a_end;
layout(location = 2) in uvec4 a_style;
uniform vec4 u_extra;
flat out vec4 v_colour;
out vec3 v_corner;
void main() {
  vec2 to = a_end.zw;
  vec2 way = to - a_end.xy;
  way = dot(way, way) > 1e-9 ? normalize(way) : normalize(to - a_begin.xy + vec2(1e-6, 0.0));
  float width = max(float(a_style.y) / 16.0 * u_extra.y, 0.9) * u_pen.y;
  float head = (u_extra.w * u_pen.y + 1.8 * width) / u_pen.x;
  // No longer than half of a short edge.
  head = min(head, distance(a_begin.xy, to) * 0.5 + 1e-4);
  vec2 side = vec2(-way.y, way.x) * head * 0.42;
  int corner = gl_VertexID;
  vec2 at = corner == 0 ? to : to - way * head + (corner == 1 ? side : -side);
  v_corner = vec3(corner == 0, corner == 1, corner == 2);
  gl_Position = place(at);
  uint state = a_style.w;
  v_colour = u_inks[a_style.x] * strength(state) * ((state & LIT) != 0u ? 1.0 : min(1.0, u_extra.z * 1.2));
}
