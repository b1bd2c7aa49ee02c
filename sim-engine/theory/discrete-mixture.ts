/** @module Discrete mixtures: figures of tenants whose times are each one of a few values. */

/** So many samples of one value. */
export interface Atom {
  readonly value: number;
  readonly count: number;
}

/** @returns mean over all samples */
export function mixtureMean(atoms: readonly Atom[]): number {
  const count = atoms.reduce((sum, atom) => sum + atom.count, 0);
  return atoms.reduce((sum, atom) => sum + atom.value * atom.count, 0) / count;
}

/**
 * @param perMille  percentile in thousandths, so that the rank is computed in whole numbers: 990 for p99
 * @returns the smallest value that at least that part of all samples do not exceed
 * @source Hyndman and Fan, Sample quantiles in statistical packages, 1996, definition 1
 */
export function mixtureQuantile(atoms: readonly Atom[], perMille: number): number {
  const ascending = [...atoms].sort((a, b) => a.value - b.value);
  const count = atoms.reduce((sum, atom) => sum + atom.count, 0);
  let seen = 0;
  for (const atom of ascending) {
    seen += atom.count;
    if (seen * 1000 >= count * perMille) return atom.value;
  }
  return ascending.at(-1)?.value ?? 0;
}
