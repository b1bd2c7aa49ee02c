/** @module The words of the first-run lead, computed from the run. */

import { noiseItems } from '../../sim-engine/model/timeline.ts';
import type { BenchData, IsolationRung } from '../state/bench-data.ts';
import { hurtNeighbours, noisyTenants } from '../state/harm.ts';
import { capitalised, countWord } from '../text/format.ts';
import { isolationTitle } from '../text/run-facts.ts';
import { labelOr } from '../text/tenant-label.ts';

/**
 * @param data  the run
 * @param step  1 to 4
 */
export function leadSentence(data: BenchData, step: number): string {
  const tenants = data.scenario.tenants.length;
  const noisy = noisyTenants(data);
  const flooder = labelOr(noiseItems(data.scenario)[0]?.tenant, 'One');
  const neighbours = tenants - noisy.size;
  const hurt = hurtNeighbours(data, -1, noisy).length;
  const model = isolationTitle(data, data.topology?.isolation ?? data.scenario.isolation.id);
  switch (step) {
    case 1:
      return `${capitalised(countWord(tenants))} companies share one system. Let one of them flood it.`;
    case 2:
      return hurt === 0
        ? `${flooder} floods. Watch the others: they send what they always sent.`
        : `${flooder} floods, and ${countWord(hurt)} of ${countWord(neighbours)} neighbours wait for it.`;
    case 3:
      return `${capitalised(countWord(hurt))} of ${countWord(neighbours)} neighbours wait. Change how they share the system.`;
    default:
      return hurt === 0
        ? `Under ${model} no neighbour waits any more.`
        : `${model}: ${countWord(hurt)} of ${countWord(neighbours)} neighbours still wait. See who heals.`;
  }
}

/** @returns the middle way between one for all and one for each that the exercise allows, if there is one */
export function suggestedRung(data: BenchData): IsolationRung | undefined {
  const current = data.topology?.isolation ?? data.scenario.isolation.id;
  const allowed = data.ladder.filter((rung) => rung.id !== current && data.scenario.rights.isolation.includes(rung.id));
  return allowed.find((rung) => rung.id === 'cells') ?? allowed.at(-1);
}
