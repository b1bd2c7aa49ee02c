/** @module Magnitude: ember for durations, slate for counts; both sequential and strictly monotone in luminance. */
import { interpolateRgb, piecewise, scaleLog } from 'd3';

const EMBER_LIGHT = ['#f4f1ea', '#ecd9bb', '#e2b57f', '#d3874b', '#b5572f', '#84302a', '#4b1422'];
const EMBER_DARK = ['#1d1f23', '#3d2723', '#703125', '#a94b2a', '#d97c3d', '#efb570', '#fdeccb'];
const SLATE_LIGHT = ['#ffffff', '#c6d0da', '#8799ad', '#4b637d', '#16293c'];
const SLATE_DARK = ['#16191d', '#2a3947', '#4b657e', '#8aa8c2', '#e4eff9'];

/** Domain of ember unless two runs need another: 30 ms to 1.1 s, microseconds. */
export const EMBER_FROM_US = 30_000;
export const EMBER_TO_US = 1_100_000;
/** The lowest count that is not zero starts here, so that one request is visible. */
const SLATE_FLOOR = 0.16;

/** Colours are looked up, not blended, per cell. */
const STEPS = 64;

function table(stops: readonly string[]): readonly string[] {
  const blend = piecewise(interpolateRgb, [...stops]);
  return Array.from({ length: STEPS + 1 }, (_, at) => blend(at / STEPS));
}

const TABLES = {
  ember: { light: table(EMBER_LIGHT), dark: table(EMBER_DARK) },
  slate: { light: table(SLATE_LIGHT), dark: table(SLATE_DARK) },
};

const emberScale = scaleLog().domain([EMBER_FROM_US, EMBER_TO_US]).range([0, 1]).clamp(true);

/** @returns place of a latency on the ember ramp, 0..1 */
export function emberShare(latencyUs: number): number {
  return latencyUs <= EMBER_FROM_US ? 0 : emberScale(latencyUs);
}

/**
 * @param name   which ramp
 * @param share  place on it, 0..1
 */
export function rampColour(name: 'ember' | 'slate', share: number, dark: boolean): string {
  const colours = TABLES[name][dark ? 'dark' : 'light'];
  return colours[Math.round(Math.min(1, Math.max(0, share)) * STEPS)] ?? '#000000';
}

/**
 * @param count     requests, >= 1
 * @param countMax  the largest count of the drawing
 * @returns place on the slate ramp, 0.16..1
 */
export function slateShare(count: number, countMax: number): number {
  if (countMax <= 1) return SLATE_FLOOR;
  return SLATE_FLOOR + (1 - SLATE_FLOOR) * (Math.log(count) / Math.log(countMax));
}
