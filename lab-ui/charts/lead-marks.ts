/** @module Steps of the guide on the timeline: each where it was done, the first one where it will be. */
import type { BenchData } from '../state/bench-data.ts';
import { noiseFacts } from '../text/run-facts.ts';
import type { Focus } from './chart.ts';
import { STEP_SIDE } from './draw-step.ts';

/** A step and its moment. */
export interface LeadMark {
  readonly step: number;
  readonly atUs: number;
  /** True while it is still to be done. */
  readonly current: boolean;
}

/** What each step was, once it is done. */
const DONE = ['the flood begins', 'a neighbour waits', 'the system is shared another way', 'neighbours heal'] as const;

/** Room between two marks, px. */
const APART = 2;

/** @returns the marks in the order of their moments; none without a guide */
export function leadMarks(data: BenchData, { lead }: Focus): readonly LeadMark[] {
  if (!lead) return [];
  const done = lead.moments.map(({ step, atUs }): LeadMark => ({ step, atUs, current: false }));
  const planned = lead.step === 1 ? noiseFacts(data).find(({ state }) => state === 'planned') : undefined;
  return planned ? [...done, { step: 1, atUs: planned.fromUs, current: true }] : done;
}

/** @returns what the guide's moments were in words, for table and sentence */
export function leadWords(step: number): string {
  return `Step ${step} of the guide: ${DONE[step - 1] ?? 'done'}`;
}

/**
 * @param moments  where each mark belongs, ascending, px
 * @returns left edges: before their moments, none on another
 */
export function leadPlaces(moments: readonly number[]): readonly number[] {
  let free = Number.NEGATIVE_INFINITY;
  return moments.map((at) => {
    const left = Math.max(at - STEP_SIDE - APART, free);
    free = left + STEP_SIDE + APART;
    return left;
  });
}
