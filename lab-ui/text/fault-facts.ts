/** @module Facts of faults that marks and tables state: what broke, since when, until when. */
import { faultItems } from '../../sim-engine/model/timeline.ts';
import type { BenchData } from '../state/bench-data.ts';

/** A fault that was, is or is planned. */
export interface FaultFact {
  /** "Zone lost", as the scenario calls it, or the kind's title. */
  readonly label: string;
  readonly fromUs: number;
  /** Planned end while it lasts or is to come, real end afterwards. */
  readonly toUs: number;
  readonly state: 'planned' | 'running' | 'over';
}

/** @returns every fault, those to come first, then the others in order */
export function faultFacts(data: BenchData): readonly FaultFact[] {
  const items = faultItems(data.scenario);
  const begun = data.log.filter((entry) => entry.kind === 'fault-start');
  const planned = items.flatMap(({ label, atUs, forUs }, number): FaultFact[] => {
    if (atUs + forUs <= data.simulatedUs || begun.some((entry) => entry.fault === number)) return [];
    return [{ label, fromUs: atUs, toUs: atUs + forUs, state: 'planned' }];
  });
  const others = begun.map((entry): FaultFact => {
    const ended = data.log.find((other) => other.kind === 'fault-end' && other.fault === entry.fault);
    const title = entry.text.split(':')[0] ?? entry.text;
    return {
      label: items[entry.fault ?? -1]?.label ?? title,
      fromUs: entry.atUs,
      toUs: ended?.atUs ?? entry.untilUs,
      state: ended ? 'over' : 'running',
    };
  });
  return [...planned, ...others];
}
