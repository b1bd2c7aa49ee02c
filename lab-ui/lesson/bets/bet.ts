/** @module The bet interface: what is committed to, and what is said once it is known. */
import type { BetSpec, Experiment, Trial } from '../../../sim-engine/model/experiment.ts';
import type { StateName } from '../../marks/state-glyph.ts';

/** One thing to bet on. */
export interface BetOption {
  readonly label: string;
  /** Tenant whose mark stands before it, or null. */
  readonly tenant: number | null;
}

/** What became of a bet. */
export interface BetVerdict {
  readonly state: StateName;
  /** A few words. */
  readonly head: string;
  /** The comparison, every number of it computed. */
  readonly body: string;
}

/** Runs by index of their setting. */
export type Trials = ReadonlyMap<number, Trial>;

/** A kind of bet; one with options is on the index of one, one without on a number. */
export interface BetKind<K extends BetSpec['kind'] = BetSpec['kind']> {
  /** @returns what can be chosen, or null where a number is bet on */
  options(spec: Extract<BetSpec, { kind: K }>, experiment: Experiment): readonly BetOption[] | null;
  /** Settings whose runs it takes to judge. */
  needs(spec: Extract<BetSpec, { kind: K }>, experiment: Experiment): readonly number[];
  /**
   * @param bet  what was committed to; null for nothing, and then only what was measured is said
   * @returns the verdict, or null where the runs measured nothing
   */
  judge(
    spec: Extract<BetSpec, { kind: K }>,
    bet: number | null,
    experiment: Experiment,
    trials: Trials,
  ): BetVerdict | null;
}

/** @returns the reading of an experiment, which was checked to exist when its course was read */
export function readingOf({ readings }: Experiment, id: string) {
  return readings.find((each) => each.id === id)!;
}
