/** @module Conducts an experiment: one setting, one run, and everything that is read off it. */
import { assert } from '../kernel/assert.ts';
import type { Experiment, ReadingSpec, Trial, ViewData, ViewSpec } from '../model/experiment.ts';
import type { Objective } from '../model/objective.ts';
import type { BlameCharge } from '../model/run-result.ts';
import type { Scenario } from '../model/scenario.ts';
import { Run } from '../run/run.ts';
import { CONTROLS } from './controls/index.ts';
import type { Executed } from './executed.ts';
import { READINGS } from './readings/index.ts';
import type { ReadingKind } from './readings/reading.ts';
import { VIEWS } from './views/index.ts';
import type { ViewKind } from './views/view.ts';

/**
 * Executes an experiment under one setting, from beginning to end.
 *
 * @param experiment  checked when its course was read
 * @param at          index of the setting
 * @returns what was measured; the same on every machine
 */
export function conduct(experiment: Experiment, at: number): Trial {
  const scenario = { ...settled(experiment, at), objectives: asObjectives(experiment.readings), guards: [] };
  const run = Run.create({ scenario, scenarioSha256: '', seed: experiment.seed, keepLatencies: true });
  const instants = new Set(experiment.readings.flatMap((spec) => kindOf(spec).blameInstants(spec)));
  const blameAt = new Map<number, readonly BlameCharge[]>();
  for (const instantUs of [...instants].sort((a, b) => a - b)) {
    run.advanceTo(instantUs);
    blameAt.set(instantUs, run.blame());
  }
  run.advanceTo(scenario.durationUs);
  const executed: Executed = {
    scenario,
    requests: run.requests(),
    metrics: new Map(run.objectives().map(({ id, measured }) => [id, measured])),
    blameAt,
    answers: new Map(),
  };
  return {
    at,
    digest: run.digest(),
    events: run.events,
    readings: Object.fromEntries(experiment.readings.map((spec) => [spec.id, kindOf(spec).read(spec, executed)])),
    views: experiment.views.map((spec) => viewData(spec, executed)),
  };
}

/** @returns the world of an experiment under one of its settings */
export function settled({ scenario, control }: Experiment, at: number): Scenario {
  const kind = CONTROLS.find(({ id }) => id === control.kind);
  const setting = control.settings[at];
  assert(kind !== undefined && setting !== undefined, `no setting ${at} of a control ${control.kind}`);
  return kind.settle(scenario, control, setting);
}

/** Metrics are measured by the run itself, as what objectives bound; nothing is won here. */
function asObjectives(readings: readonly ReadingSpec[]): Objective[] {
  return readings.flatMap((spec) => {
    if (spec.kind !== 'metric') return [];
    const { id, title, metric, params, scope, fromUs, toUs } = spec;
    return [{ id, title, points: 0, metric, params, scope, fromUs, toUs, bound: 'at-most', threshold: 0 }];
  });
}

/** A kind is only ever given specifications of itself. */
function kindOf(spec: ReadingSpec): ReadingKind {
  return READINGS[spec.kind] as ReadingKind;
}

function viewData(spec: ViewSpec, executed: Executed): ViewData | null {
  const kind = VIEWS[spec.kind] as ViewKind;
  return kind === null ? null : kind(spec, executed);
}
