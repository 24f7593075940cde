// Discs and grounds: as squares, an instance each, or as points.
layout(location = 0) in vec3 a_disc;
layout(location = 1) in uvec4 a_style;
flat out uvec4 v_style;
flat out vec2 v_reach;
out vec2 v_at;
const uint WIDE = 1u | 4u | 8u;
void main() {
  gl_Position = place(a_disc.xy);
  float radius = max(a_disc.z * u_pen.x, 1.1 * u_pen.y);
  bool wide = (a_style.z & WIDE) != 0u && radius > 3.0 * u_pen.y;
  float reach = radius + (wide ? 8.0 : 1.0) * u_pen.y;
  v_style = a_style;
  v_reach = vec2(radius, reach);
  v_at = vec2(0.0);
#ifdef POINTS
  gl_PointSize = 2.0 * reach;
#else
  v_at = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * reach;
  gl_Position.xy += v_at / u_half * vec2(1.0, -1.0);
#endif
}
