/** @module Colours as the graphics context wants them: three parts of 0..1, from the tokens of the page. */

/** Red, green and blue, 0..1. */
export type Parts = readonly [number, number, number];

const known = new Map<string, Parts>();

/** @param colour  `#rrggbb`, `#rgb` (as built style sheets write it) or `rgb(r, g, b)`; anything else is black */
export function partsOf(colour: string): Parts {
  const found = known.get(colour);
  if (found) return found;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  const hex = short
    ? short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')
    : /^#([0-9a-f]{6})$/i.exec(colour)?.[1];
  const bits = Number.parseInt(hex ?? '0', 16);
  const numbers = hex
    ? [bits >> 16, (bits >> 8) & 0xff, bits & 0xff]
    : (colour.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  const parts: Parts = [(numbers[0] ?? 0) / 255, (numbers[1] ?? 0) / 255, (numbers[2] ?? 0) / 255];
  known.set(colour, parts);
  return parts;
}

/**
 * @param share  0 leaves the colour as it is, 1 makes it the other one
 * @returns `rgb(r, g, b)` in whole numbers
 */
export function mixed(colour: string, other: string, share: number): string {
  const [a, b] = [partsOf(colour), partsOf(other)];
  const parts = a.map((part, at) => Math.round(255 * (part + ((b[at] ?? 0) - part) * share)));
  return `rgb(${parts.join(', ')})`;
}
