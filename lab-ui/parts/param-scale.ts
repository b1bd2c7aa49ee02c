/** @module Slider positions for a parameter: logarithmic where the range spans decades, linear otherwise. */
import type { ParamSpec } from '../../sim-engine/model/registry.ts';

/** Positions of a slider. */
export const STEPS = 200;

/** A range wider than this factor is logarithmic. */
const DECADES_FROM = 50;

type Range = Pick<ParamSpec, 'min' | 'max' | 'integer'>;

/**
 * @param spec   range of the parameter
 * @param value  within it
 * @returns 0..{@link STEPS}
 */
export function positionOf(spec: Range, value: number): number {
  const share = isLogarithmic(spec)
    ? Math.log(value / spec.min) / Math.log(spec.max / spec.min)
    : (value - spec.min) / (spec.max - spec.min);
  return Math.round(Math.min(1, Math.max(0, share)) * STEPS);
}

/**
 * @param spec      range of the parameter
 * @param position  0..{@link STEPS}
 * @returns a value of two significant digits within the range; the ends are exact
 */
export function valueAt(spec: Range, position: number): number {
  if (position <= 0) return spec.min;
  if (position >= STEPS) return spec.max;
  const share = position / STEPS;
  const raw = isLogarithmic(spec)
    ? spec.min * (spec.max / spec.min) ** share
    : spec.min + share * (spec.max - spec.min);
  return clampTo(spec, Number(raw.toPrecision(2)));
}

/**
 * @param spec   range of the parameter
 * @param value  any number
 * @returns the nearest value that the parameter may have
 */
export function clampTo(spec: Range, value: number): number {
  const whole = spec.integer ? Math.round(value) : value;
  return Math.min(spec.max, Math.max(spec.min, whole));
}

function isLogarithmic(spec: Range): boolean {
  return spec.min > 0 && spec.max / spec.min >= DECADES_FROM;
}
