/** @module What a run did that its exercise does not allow, although it can be executed. */
import type { Attempt } from '../model/grade.ts';
import { noiseItems } from '../model/timeline.ts';
import { checkAction, spendsMove } from '../run/check-action.ts';

/** @returns a sentence for each thing that speaks against the run; empty when nothing does */
export function brokenRules({ scenario, isolation, actions, untilUs }: Attempt): string[] {
  const remarks: string[] = [];
  if (isolation !== null) remarks.push(`the run began under ${isolation.id}, set from outside`);
  if (untilUs < scenario.durationUs)
    remarks.push(`the run ended at ${untilUs / 1e6} s of ${scenario.durationUs / 1e6} s`);
  const scripted = noiseItems(scenario).length;
  let movesUsed = 0;
  for (const { action, sequence, atUs } of actions) {
    for (const each of checkAction(scenario, action, movesUsed, atUs))
      remarks.push(`action ${sequence}: ${each.message}`);
    if (spendsMove(action)) movesUsed++;
    if (action.type === 'stop-noise' && action.noise < scripted)
      remarks.push(`action ${sequence}: called off the scenario's own noise, which is what the exercise is about`);
  }
  return remarks;
}
