// Edges as thin lines.
layout(location = 0) in vec2 a_at;
layout(location = 1) in uvec4 a_style;
// Opacity of harmless edges, and of the others.
uniform vec4 u_extra;
flat out vec4 v_colour;
void main() {
  gl_Position = place(a_at);
  uint state = a_style.y;
  float opacity = (state & LIT) != 0u ? 1.0 : (state & TROUBLE) != 0u ? u_extra.y : u_extra.x;
  if ((state & DIM) != 0u) opacity *= u_pen.w * 0.6;
  if ((state & FRESH) != 0u) opacity *= u_pen.z;
  v_colour = u_inks[a_style.x] * opacity;
}
