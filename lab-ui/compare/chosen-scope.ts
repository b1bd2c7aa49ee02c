/** @module Whose difference is drawn: the tenant chosen, or the neighbours together, and the promise that all of them have. */
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { ComparedPair, ComparedScope } from '../replay/questions/compare.ts';
import { listWords } from '../text/format.ts';

/** @returns the tenants whose difference is drawn, and what they are called */
export function chosenScope(
  pair: ComparedPair,
  { scenario }: RunInputs,
  tenant: string | null,
): { scope: ComparedScope; whose: string } {
  const own = tenant === null ? undefined : pair.tenants[tenant];
  if (own !== undefined) {
    const name = scenario.tenants.find(({ id }) => id === tenant)?.name ?? '';
    return { scope: own, whose: `${tenant} ${name}` };
  }
  const whose = pair.noisy.length === 0 ? 'all tenants' : `neighbours of ${listWords(pair.noisy)}`;
  return { scope: pair.neighbours, whose };
}

/** @returns the promise that all of them have, milliseconds, or null where it differs */
export function commonSlo({ ids }: ComparedScope, runs: readonly RunInputs[]): number | null {
  const slos = runs.flatMap(({ scenario }) =>
    scenario.tenants
      .filter(({ id }) => ids.includes(id))
      .map(({ plan }) => scenario.plans.find(({ id }) => id === plan)?.sloLatencyUs ?? 0),
  );
  return new Set(slos).size === 1 ? slos[0]! / 1000 : null;
}
