/** @module The two kinds of things that a scenario brings by itself; each is numbered apart, in the order of the timeline. */
import type { FaultItem, NoiseItem, Scenario } from './scenario.ts';

/** @returns the noise, by its number in a run */
export function noiseItems(scenario: Pick<Scenario, 'timeline'>): NoiseItem[] {
  return scenario.timeline.filter((item) => 'noise' in item);
}

/** @returns the faults, by their number in a run */
export function faultItems(scenario: Pick<Scenario, 'timeline'>): FaultItem[] {
  return scenario.timeline.filter((item) => 'fault' in item);
}
