// A disc of a fill and a ring, as a point. The shader of all discs draws the same; a processor takes that many times longer,
// since it runs every branch of it for every pixel.
flat in vec4 v_reach;
flat in vec4 v_ring;
flat in vec4 v_fill;
out vec4 colour;
void main() {
  float far = length(gl_PointCoord * 2.0 - 1.0) * v_reach.y - v_reach.x;
  float inside = clamp(0.5 - far, 0.0, 1.0);
  colour = mix(v_fill, v_ring, clamp(far + v_reach.z + 0.5, 0.0, 1.0)) * (inside * v_reach.w);
}
