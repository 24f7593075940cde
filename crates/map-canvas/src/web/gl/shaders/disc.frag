// A disc with all that may be around it.
flat in uint v_look;
flat in vec4 v_reach;
flat in vec4 v_ring;
flat in vec4 v_fill;
in vec2 v_at;
out vec4 colour;
const uint QUARANTINED = 1u, MIXED = 2u, HOLDS = 4u, HALO = 8u, DASHED = 32u;
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
  float radius = v_reach.x, width = v_reach.z, pixel = u_pen.y;
  float far = length(at) - radius;
  vec4 ring = v_ring;
  if ((v_look & HALO) != 0u) {
    float glow = clamp(1.0 - abs(far - 4.0 * pixel) / (4.0 * pixel), 0.0, 1.0);
    colour = ring * max(band(far - 4.0 * pixel, 2.0 * pixel), glow * 0.3);
    return;
  }
  float angle = (v_look & (MIXED | DASHED | QUARANTINED)) != 0u ? atan(at.y, at.x) + TURN * 0.5 : 0.0;
  if ((v_look & MIXED) != 0u) {
    float third = angle / TURN * 3.0;
    ring = third < 1.0 ? u_inks[MODE_ONE] : third < 2.0 ? u_inks[MODE_TWO] : u_inks[MODE_THREE];
  }
  float inside = clamp(0.5 - far, 0.0, 1.0);
  float rim = clamp(far + width + 0.5, 0.0, 1.0);
  if ((v_look & DASHED) != 0u && radius > 5.0 * pixel) rim *= dashes(angle, 10.0);
  colour = mix(v_fill, ring, rim) * inside;
  if (radius > 3.0 * pixel) {
    if ((v_look & HOLDS) != 0u) {
      vec4 second = ring * 0.4 * band(far - 3.0 * pixel, 1.2 * pixel);
      colour += second * (1.0 - colour.a);
    }
    if ((v_look & QUARANTINED) != 0u) {
      float count = max(8.0, floor(radius / pixel * 0.8));
      vec4 lock = u_inks[LOCKED] * band(far - 4.5 * pixel, 2.2 * pixel) * dashes(angle, count);
      colour = lock + colour * (1.0 - lock.a);
    }
  }
  colour *= v_reach.w;
}
