// What is kept, pixel by pixel, from a corner of it on.
uniform sampler2D u_plate;
uniform vec4 u_extra;
out vec4 colour;
void main() { colour = texelFetch(u_plate, ivec2(gl_FragCoord.xy) + ivec2(u_extra.xy), 0); }
