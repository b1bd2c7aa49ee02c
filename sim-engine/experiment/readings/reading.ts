/** @module The reading interface: one number out of a run that has ended. */
import type { ReadingSpec } from '../../model/experiment.ts';
import type { Executed } from '../executed.ts';

/** A kind of reading, for specifications of its own kind. */
export interface ReadingKind<K extends ReadingSpec['kind'] = ReadingSpec['kind']> {
  readonly id: K;
  readonly summary: string;
  /** Instants at which the run has to be looked at for it, microseconds. */
  blameInstants(spec: Extract<ReadingSpec, { kind: K }>): readonly number[];
  /** @returns the value in the unit of the specification, or null when nothing was measured */
  read(spec: Extract<ReadingSpec, { kind: K }>, executed: Executed): number | null;
}
