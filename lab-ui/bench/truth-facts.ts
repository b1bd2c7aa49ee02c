/** @module What stands behind the `i` of each chart: parts of the model it rests on, what these leave out, and the laws that hold for it. */
import { type Claim, MODELLED, NOT_MODELLED } from '../truth/model-claims.ts';

/** A law that may hold for a part of the run. */
export type LawName = 'little' | 'utilisation' | 'blast';

interface TruthFacts {
  /** Names of claims. */
  readonly modelled: readonly string[];
  readonly missing: readonly string[];
  readonly laws: readonly LawName[];
}

const LATENCY: TruthFacts = {
  modelled: ['Lines', 'Work', 'Cache', 'Database', 'Locks', 'Switching'],
  missing: ['Network', 'Sessions', 'Cold code'],
  laws: ['little', 'utilisation'],
};

const SYSTEM: TruthFacts = {
  modelled: ['Balancing', 'Lines', 'Cache', 'Database', 'Scaling', 'Switching', 'Faults'],
  missing: ['Network', 'Failover', 'Cold code'],
  laws: ['little', 'utilisation', 'blast'],
};

/** By id of the chart; those that are not listed rest on the same as latency. */
const FACTS: Readonly<Record<string, TruthFacts>> = {
  topology: SYSTEM,
  city: SYSTEM,
  timeline: {
    modelled: ['Arrivals', 'Faults', 'Switching', 'Scaling'],
    missing: ['Sessions', 'Clocks', 'Hints'],
    laws: ['little', 'utilisation'],
  },
  goodput: {
    modelled: ['Arrivals', 'Limits', 'Lines', 'Clients'],
    missing: ['Hints', 'Spread limits', 'Network'],
    laws: ['utilisation', 'little'],
  },
  'cost-harm': {
    modelled: ['Switching', 'Faults', 'Balancing', 'Scaling'],
    missing: ['Failover', 'Network'],
    laws: ['blast'],
  },
};

/** What the panel of one chart says of the model. */
export interface ChartFacts {
  readonly modelled: readonly Claim[];
  readonly missing: readonly Claim[];
  readonly laws: readonly LawName[];
}

/** @param chart  id */
export function truthFacts(chart: string): ChartFacts {
  const { modelled, missing, laws } = FACTS[chart] ?? LATENCY;
  const named = (claims: readonly Claim[], names: readonly string[]): readonly Claim[] =>
    claims.filter(({ name }) => names.includes(name));
  return { modelled: named(MODELLED, modelled), missing: named(NOT_MODELLED, missing), laws };
}

/** Every name that a chart uses, for the test that holds them against the claims. */
export const NAMED_CLAIMS: readonly string[] = [LATENCY, SYSTEM, ...Object.values(FACTS)].flatMap(
  ({ modelled, missing }) => [...modelled, ...missing],
);
