/** @module Checks of autoscaling: what a tier begins with lies between its fewest and its most instances. */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { AutoscalingSpec } from '../../sim-engine/model/autoscaling.ts';
import type { SystemSpec } from '../../sim-engine/model/scenario.ts';
import { type Draft, tell } from './read-sections.ts';

/** @param draft  receives what does not fit */
export function checkAutoscaling(draft: Draft): void {
  const { system } = draft.sections;
  if (system === undefined) return;
  const check = (part: 'app' | 'jobs', first: number, bounds: { min: number; max: number } | undefined): void => {
    if (bounds === undefined) return;
    const { min, max } = bounds;
    const path = ['system', part, 'autoscaling'];
    if (min > first)
      tell(
        draft,
        [...path, 'min'],
        'outside-scale',
        `found a least of ${min}, expected at most the ${first} at the beginning: lower it`,
      );
    if (max < first)
      tell(
        draft,
        [...path, 'max'],
        'outside-scale',
        `found a most of ${max}, expected at least the ${first} at the beginning: raise it`,
      );
  };
  check('app', system.app.instances, system.app.autoscaling);
  check('jobs', system.jobs.workers, system.jobs.autoscaling);
}

/** The same of a record. */
export function scaleIssues({ app, jobs }: SystemSpec): Issue[] {
  const check = (part: string, first: number, spec: AutoscalingSpec | undefined): Issue[] => {
    if (spec === undefined || (spec.instancesMin <= first && first <= spec.instancesMax)) return [];
    const found = `found ${first} at the beginning, expected ${spec.instancesMin} to ${spec.instancesMax}`;
    return [issue('bad-scenario', `system.${part}.autoscaling`, found)];
  };
  return [...check('app', app.instances, app.autoscaling), ...check('jobs', jobs.workers, jobs.autoscaling)];
}
