// An icon from the atlas, on a ground of its own where it has one.
flat in uvec4 v_style;
flat in float v_strength;
flat in float v_half;
in vec2 v_at;
out vec4 colour;
uniform sampler2D u_atlas;
const float COLUMNS = 8.0, ROWS = 4.0;
void main() {
  bool backed = v_style.z != 255u;
  // On a ground the icon leaves a border.
  vec2 at = (backed ? v_at * ((v_style.w & 15u) == 6u ? 1.3 : 1.4) : v_at) * 0.5 + 0.5;
  vec2 cell = vec2(float(v_style.x & 7u), float(v_style.x >> 3u));
  float cover = texture(u_atlas, (cell + clamp(at, 0.0, 1.0)) / vec2(COLUMNS, ROWS)).a;
  cover *= float(all(equal(at, clamp(at, 0.0, 1.0))));
  vec4 icon = u_inks[v_style.y] * cover;
  if (backed) {
    float inside = clamp((1.0 - length(v_at)) * v_half + 0.5, 0.0, 1.0);
    icon = (icon + u_inks[v_style.z] * (1.0 - icon.a)) * inside;
  }
  colour = icon * v_strength;
}
