// Discs and grounds: as squares, an instance each; as hexagons, all corners one behind the other; as points;
// or in two parts that have a border in common, the fill within it as a fan and the ring around it as a strip, an instance each. All that is the same for a whole disc is worked out here: a processor that draws runs what is in the other
// shader for every pixel.
layout(location = 0) in vec3 a_disc;
layout(location = 1) in uvec4 a_style;
flat out uint v_look;
// The radius, how far it reaches, the ring's width, opacity.
flat out vec4 v_reach;
flat out vec4 v_ring;
flat out vec4 v_fill;
out vec2 v_at;
const uint WIDE = 1u | 4u | 8u;
#ifdef HEXAGONS
const int CORNERS[12] = int[12](0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5);
#endif
#if defined(FILLS) || defined(RINGS)
// Rings begin so many pixels from the border inwards: all that is farther in is as the fill.
const float BAND = 4.0;
vec2 spoke(int at) {
  float angle = float(at % SPOKES) * (6.2831853 / float(SPOKES));
  return vec2(cos(angle), sin(angle));
}
#endif
void main() {
  gl_Position = place(a_disc.xy);
  float pixel = u_pen.y, radius = max(a_disc.z * u_pen.x, 1.1 * pixel);
  bool wide = (a_style.z & WIDE) != 0u && radius > 3.0 * pixel;
  float reach = radius + (wide ? 8.0 : 1.0) * pixel;
  float width = radius < 3.2 * pixel ? radius : clamp(radius * 0.15, 1.0 * pixel, 2.4 * pixel);
  v_look = a_style.z;
  v_reach = vec4(radius, reach, width, strength(a_style.w));
  v_ring = u_inks[a_style.x];
  v_fill = u_inks[a_style.y];
  v_at = vec2(0.0);
#ifdef POINTS
  gl_PointSize = 2.0 * reach;
#else
#ifdef HEXAGONS
  float angle = float(CORNERS[gl_VertexID % 12]) * 1.04719755;
  v_at = vec2(cos(angle), sin(angle)) * (reach * 1.15470054);
#elif defined(FILLS)
  v_at = gl_VertexID == 0 ? vec2(0.0) : spoke(gl_VertexID - 1) * (radius - BAND * pixel);
#elif defined(RINGS)
  // Its outer border is cut into pieces too, which all lie outside.
  float outer = reach / cos(3.1415927 / float(SPOKES));
  v_at = spoke(gl_VertexID >> 1) * ((gl_VertexID & 1) == 0 ? radius - BAND * pixel : outer);
#else
  v_at = (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * reach;
#endif
  gl_Position.xy += v_at / u_half * vec2(1.0, -1.0);
#endif
}
