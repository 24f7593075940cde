// A ground: a fill and a border, and nothing else, since much of the screen is ground; or the fill alone.
flat in vec4 v_reach;
flat in vec4 v_ring;
flat in vec4 v_fill;
in vec2 v_at;
out vec4 colour;
void main() {
#ifdef FILLS
  colour = v_fill * v_reach.w;
#else
  // How far from the border, as good as exact within some pixels of it, and without a root, which takes a processor long.
  float far = (dot(v_at, v_at) - v_reach.x * v_reach.x) * (0.5 / v_reach.x);
  float inside = clamp(0.5 - far, 0.0, 1.0);
  colour = mix(v_fill, v_ring, clamp(far + 1.25 * u_pen.y + 0.5, 0.0, 1.0)) * (inside * v_reach.w);
#endif
}
