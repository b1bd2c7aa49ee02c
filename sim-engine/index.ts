/** @module The engine's public surface. */
export { conduct } from './experiment/conduct.ts';
export { CONTROLS } from './experiment/controls/index.ts';
export { attribute } from './grading/attribution.ts';
export { combined, isAsked, isCombined } from './grading/condition.ts';
export { type Configuration, finalConfiguration } from './grading/configuration.ts';
export { gradeAttempt, rubricOf } from './grading/grade-attempt.ts';
export { judgeProof, type ProofResult, type SeedScore, scoreOnSeed } from './grading/prove.ts';
export { QUESTION_TENANTS_MAX } from './grading/question-answer.ts';
export { shrink } from './grading/shrink.ts';
export { AssertionFailure } from './kernel/assert.ts';
export { RandomStream, StreamBank } from './kernel/random-stream.ts';
export { fail, type Issue, issue, ok, type Result } from './kernel/result.ts';
export type { StampedAction } from './model/action-log.ts';
export { SYSTEM_CULPRIT } from './model/answers.ts';
export type * from './model/experiment.ts';
export type * from './model/grade.ts';
export { LEDGER_RESOURCES } from './model/ledger-resources.ts';
export type * from './model/operation.ts';
export { branchesOf, demandsOf } from './model/operation-work.ts';
export type { Choice, Definition, ParamSpec, ParamValues } from './model/registry.ts';
export { withDefaults } from './model/registry.ts';
export type * from './model/run-result.ts';
export type * from './model/scenario.ts';
export type { TopologyView } from './model/topology.ts';
export type * from './model/trace.ts';
export { Network } from './network/network.ts';
export type * from './network/network-spec.ts';
export { NetworkUseError } from './network/network-use-error.ts';
export {
  createCache,
  createLimiter,
  createPartitionedStore,
  createPopularity,
} from './network/parts.ts';
export { createScheduler, type Flow, type Scheduler } from './network/scheduler.ts';
export { catalogue } from './policies/catalogue.ts';
export { checkAction, spendsMove } from './run/check-action.ts';
export { checkIsolation } from './run/check-isolation.ts';
export { completeAction } from './run/complete-action.ts';
export { type Difference, firstDifference } from './run/first-difference.ts';
export type { EventKind, NextEvent } from './run/next-event.ts';
export { type IsolationPreview, previewIsolation } from './run/preview-isolation.ts';
export { type Fork, Recording, type RecordingRule } from './run/recording.ts';
export { type RecordedDigests, type ReplayVerdict, replay } from './run/replay.ts';
export { Run, TRAIL_EVERY } from './run/run.ts';
export type { RunOptions } from './run/run-options.ts';
export { planRunTraces, type RunTraces } from './run/run-traces.ts';
export type { StationReading } from './run/station-readings.ts';
export { ENGINE_VERSION } from './version.ts';
