// An edge's line in its pattern.
flat in vec4 v_colour;
flat in vec2 v_band;
flat in uint v_pattern;
in vec2 v_at;
out vec4 colour;
void main() {
  float width = v_band.x, pixel = v_band.y;
  float cover = clamp(width * 0.5 + 0.5 - abs(v_at.y), 0.0, 1.0);
  if (v_pattern == 1u && width > 2.0 * pixel) {
    cover *= clamp(abs(v_at.y) - width * 0.17 + 0.5, 0.0, 1.0);
  } else if (v_pattern >= 2u) {
    float dash = (v_pattern == 2u ? 9.0 : 3.5) * pixel, gap = (v_pattern == 2u ? 5.0 : 3.5) * pixel;
    float here = mod(v_at.x, dash + gap);
    cover *= clamp(0.5 + min(here, dash - here), 0.0, 1.0);
  }
  colour = v_colour * cover;
}
