/** @module Move terms: a scenario's move with its defaults filled in. */
import type { MoveSpec } from '../model/scenario.ts';

/** What holds where a scenario does not say; `freezeIo` is one chunk. */
const DEFAULTS = {
  copyIoPerSecMax: Number.POSITIVE_INFINITY,
  bytesPerWrite: 8192,
  stalledRoundsMax: 3,
  verifyShare: 0.02,
  verifyFailureProbability: 0,
} as const;

/** Every number of a move. */
export type MoveTerms = Required<MoveSpec>;

/** @param spec  of the scenario */
export function moveTerms(spec: MoveSpec): MoveTerms {
  return { ...DEFAULTS, freezeIo: spec.chunkIo, ...spec };
}
