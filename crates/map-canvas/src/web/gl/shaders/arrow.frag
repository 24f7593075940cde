// A head with smooth sides.
flat in vec4 v_colour;
in vec3 v_corner;
out vec4 colour;
void main() {
  vec3 sides = v_corner / max(fwidth(v_corner), vec3(1e-5));
  colour = v_colour * clamp(min(sides.x, min(sides.y, sides.z)) + 0.25, 0.0, 1.0);
}
