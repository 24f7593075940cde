// A disc: fill and ring, and what is around it.
flat in uvec4 v_style;
flat in vec2 v_reach;
in vec2 v_at;
out vec4 colour;
const uint QUARANTINED = 1u, MIXED = 2u, HOLDS = 4u, HALO = 8u, GROUND = 16u, DASHED = 32u;
const float TURN = 6.2831853;
// How much of a ring of this width is here, so far from it.
float band(float far, float width) { return clamp(0.5 + width * 0.5 - abs(far), 0.0, 1.0); }
// Whether here is a dash of so many around.
float dashes(float angle, float count) { return step(fract(angle / TURN * count), 0.6); }
void main() {
#ifdef POINTS
  vec2 at = (gl_PointCoord * 2.0 - 1.0) * v_reach.y;
#else
  vec2 at = v_at;
#endif
  float radius = v_reach.x, pixel = u_pen.y;
  float far = length(at) - radius;
  uint look = v_style.z;
  vec4 ring = u_inks[v_style.x], fill = u_inks[v_style.y];
  if ((look & GROUND) != 0u) {
    // Much of the screen is ground, so it is the first and the cheapest.
    colour = mix(fill, ring, clamp(far + 1.25 * pixel + 0.5, 0.0, 1.0));
    colour *= clamp(0.5 - far, 0.0, 1.0) * strength(v_style.w);
    return;
  }
  float angle = (look & (MIXED | DASHED | QUARANTINED)) != 0u ? atan(at.y, at.x) + TURN * 0.5 : 0.0;
  if ((look & HALO) != 0u) {
    float glow = clamp(1.0 - abs(far - 4.0 * pixel) / (4.0 * pixel), 0.0, 1.0);
    colour = ring * max(band(far - 4.0 * pixel, 2.0 * pixel), glow * 0.3);
    return;
  }
  float width = clamp(radius * 0.15, 1.0 * pixel, 2.4 * pixel);
  if (radius < 3.2 * pixel) width = radius;
  if ((look & MIXED) != 0u) {
    float third = angle / TURN * 3.0;
    ring = u_inks[third < 1.0 ? MODE_ONE : third < 2.0 ? MODE_TWO : MODE_THREE];
  }
  float inside = clamp(0.5 - far, 0.0, 1.0);
  float rim = clamp(far + width + 0.5, 0.0, 1.0);
  if ((look & DASHED) != 0u && radius > 5.0 * pixel) rim *= dashes(angle, 10.0);
  colour = mix(fill, ring, rim) * inside;
  if (radius > 3.0 * pixel) {
    if ((look & HOLDS) != 0u) {
      vec4 second = ring * 0.4 * band(far - 3.0 * pixel, 1.2 * pixel);
      colour += second * (1.0 - colour.a);
    }
    if ((look & QUARANTINED) != 0u) {
      float count = max(8.0, floor(radius / pixel * 0.8));
      vec4 lock = u_inks[LOCKED] * band(far - 4.5 * pixel, 2.2 * pixel) * dashes(angle, count);
      colour = lock + colour * (1.0 - lock.a);
    }
  }
  colour *= strength(v_style.w);
}
