/** @module Ember under text: each step with the letter colour that stands at 4.5:1 on it; steps where none does are left out. */
import { rgb } from 'd3';
import { rampColour } from './ramps.ts';

/** A fill and what is written on it. */
export interface ReadableFill {
  readonly fill: string;
  readonly text: string;
}

const CONTRAST_MIN = 4.5;
const STEPS = 64;
/** Ink and white per theme; the first that can be read is taken. */
const LETTERS = { light: ['#16181c', '#ffffff'], dark: ['#ffffff', '#111316'] } as const;

function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const linear = (channel: number): number => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** @returns contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance) */
export function contrastOf(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function table(dark: boolean): readonly ReadableFill[] {
  const steps: ReadableFill[] = [];
  for (let at = 0; at <= STEPS; at++) {
    const fill = rampColour('ember', at / STEPS, dark);
    const text = LETTERS[dark ? 'dark' : 'light'].find((letter) => contrastOf(letter, fill) >= CONTRAST_MIN);
    // A 64th of the ramp cannot be seen; a number that cannot be read can.
    const before = steps[at - 1];
    if (text !== undefined) steps.push({ fill, text });
    else if (before !== undefined) steps.push(before);
  }
  return steps;
}

const TABLES = { light: table(false), dark: table(true) };

/** @param share  place on the ember ramp, 0..1 */
export function readableEmber(share: number, dark: boolean): ReadableFill {
  const steps = TABLES[dark ? 'dark' : 'light'];
  return steps[Math.round(Math.min(1, Math.max(0, share)) * STEPS)] ?? { fill: '#000000', text: '#ffffff' };
}
