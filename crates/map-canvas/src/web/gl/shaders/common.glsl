// What all shaders share: the view, the pen, the colours.
precision highp float;
precision highp int;
// The middle of the view on the map, and how much of the screen's half a unit is.
uniform vec4 u_view;
// Device pixels of a unit and of a CSS pixel; opacity of what appears and of what steps back.
uniform vec4 u_pen;
// Half the screen in device pixels.
uniform vec2 u_half;
// Premultiplied.
uniform vec4 u_inks[INKS];
const uint DIM = 1u, FRESH = 2u, TROUBLE = 4u, LIT = 8u;
vec4 place(vec2 at) { return vec4((at - u_view.xy) * u_view.zw, 0.0, 1.0); }
float strength(uint state) {
  return ((state & DIM) != 0u ? u_pen.w : 1.0) * ((state & FRESH) != 0u ? u_pen.z : 1.0);
}
