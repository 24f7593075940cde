// Icons in discs, marks at their borders and on edges.
layout(location = 0) in vec3 a_disc;
layout(location = 1) in uvec4 a_style;
flat out uvec4 v_style;
flat out float v_strength;
flat out float v_half;
out vec2 v_at;
const uint MIDDLE = 0u, UPPER = 1u, EDGE = 6u;
void main() {
  float pixel = u_pen.y, radius = a_disc.z * u_pen.x;
  uint slot = a_style.w & 15u;
  float half_size;
  vec2 offset = vec2(0.0);
  if (slot == EDGE) {
    half_size = 7.0 * pixel;
  } else if (slot <= UPPER) {
    bool number = slot == UPPER && radius >= 14.0 * pixel;
    half_size = min(radius * (number ? 0.46 : 0.64), 32.0 * pixel);
    offset.y = number ? -radius * 0.22 : 0.0;
  } else {
    half_size = clamp(radius * 0.36, 4.5 * pixel, 8.5 * pixel);
    float out_by = radius * 0.74 + half_size * 0.1;
    offset = vec2(slot <= 3u ? out_by : -out_by, slot == 2u || slot == 5u ? -out_by : out_by);
  }
  float seen = slot == EDGE ? 1.0 : clamp((radius / pixel - 6.0) / 2.0, 0.0, 1.0);
  if (slot > UPPER && slot != EDGE) seen *= clamp((radius / pixel - 8.0) / 2.0, 0.0, 1.0);
  v_strength = seen * ((a_style.w & 16u) != 0u ? u_pen.w : 1.0);
  v_style = a_style;
  v_half = half_size;
  v_at = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0;
  gl_Position = place(a_disc.xy);
  gl_Position.xy += (offset + v_at * half_size) / u_half * vec2(1.0, -1.0);
  if (seen <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
