/** @module Shaders of the two kinds of marks: blocks with drawn edges, and round dots. */

/** Block: three faces are enough, the others are never seen from the front right. */
export const BLOCK_VERTEX = `
in vec3 position;
in vec2 uv;
in float face;
in mat4 instanceMatrix;
in vec3 top;
in vec3 wall;
in float line;
uniform mat4 projectionMatrix;
uniform vec3 shade;
out vec2 vAcross;
out vec3 vColour;
out float vHeight;
flat out float vLine;
void main() {
  vec4 place = instanceMatrix * vec4(position, 1.0);
  vAcross = uv;
  vColour = face < 0.5 ? top : wall * (face < 1.5 ? shade.y : shade.z);
  vHeight = position.y * instanceMatrix[1][1];
  vLine = face < 0.5 ? -1.0 : line;
  gl_Position = projectionMatrix * place;
}`;

/** Edges are drawn inside the faces, one pixel wide at any size; faces too small for them have none. */
export const BLOCK_FRAGMENT = `
precision highp float;
in vec2 vAcross;
in vec3 vColour;
in float vHeight;
flat in float vLine;
uniform vec3 edge;
uniform vec3 slo;
uniform vec3 halo;
uniform float strength;
out vec4 colour;
void main() {
  vec2 size = 1.0 / max(fwidth(vAcross), vec2(1e-6));
  vec2 inside = min(vAcross, 1.0 - vAcross) * size;
  float line = 1.0 - smoothstep(0.4, 1.1, min(inside.x, inside.y));
  float room = smoothstep(2.0, 6.0, min(size.x, size.y));
  vec3 shown = mix(vColour, edge, line * room * strength);
  if (vLine > 0.0) {
    float away = abs(vHeight - vLine) / max(fwidth(vHeight), 1e-6);
    shown = mix(halo, shown, smoothstep(1.6, 2.2, away));
    shown = mix(slo, shown, smoothstep(0.5, 1.0, away));
  }
  colour = vec4(shown, 1.0);
}`;

/** Dot: its size is a length of space, so that it stays in its place when the window grows. */
export const DOT_VERTEX = `
in vec3 position;
in vec3 fill;
in float size;
in float hollow;
uniform mat4 projectionMatrix;
uniform float pixels;
out vec3 vFill;
flat out float vRadius;
flat out float vHollow;
void main() {
  vFill = fill;
  float width = max(size * pixels, 2.0);
  vRadius = width * 0.5;
  vHollow = hollow;
  gl_PointSize = width + 2.0;
  gl_Position = projectionMatrix * vec4(position, 1.0);
}`;

/** Dots of tenants without a hue are rings, as everywhere. */
export const DOT_FRAGMENT = `
precision highp float;
in vec3 vFill;
flat in float vRadius;
flat in float vHollow;
out vec4 colour;
void main() {
  float away = length(gl_PointCoord - 0.5) * (vRadius * 2.0 + 2.0);
  float inside = 1.0 - smoothstep(vRadius - 0.5, vRadius + 0.5, away);
  float hole = vHollow * step(2.5, vRadius) * (1.0 - smoothstep(vRadius * 0.45 - 0.5, vRadius * 0.45 + 0.5, away));
  float alpha = inside * (1.0 - hole);
  if (alpha < 0.02) discard;
  colour = vec4(vFill * alpha, alpha);
}`;
