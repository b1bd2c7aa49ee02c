/** @module What the author's page and its lab workers say to each other: one run of a draft, or one score of a solution. */
import type { ConditionResult, GuardResult, LogEntry, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import type { Tick } from '../../sim-engine/protocol/frame-codec.ts';

/** A whole run of a draft. */
export interface PreviewRun {
  readonly scenario: Scenario;
  readonly actions: readonly TimedAction[];
  readonly ticks: readonly Tick[];
  readonly log: readonly LogEntry[];
  readonly objectives: readonly ObjectiveResult[];
  readonly guards: readonly GuardResult[];
  readonly events: number;
  /** Every metric over the whole run and everybody, by its id; those that need a narrower scope are left out. */
  readonly metrics: Readonly<Record<string, Pick<ConditionResult, 'measured' | 'unit'>>>;
  readonly tookMs: number;
}

/** What one solution scored in one world. */
export interface ScoredSeed {
  readonly seed: number;
  readonly points: number;
  readonly refused: string | null;
}

export type LabRequest =
  | {
      readonly id: number;
      readonly type: 'preview';
      readonly scenario: Scenario;
      readonly actions: readonly TimedAction[];
      readonly seed: number;
    }
  | { readonly id: number; readonly type: 'scenario'; readonly scenario: Scenario }
  | { readonly id: number; readonly type: 'score'; readonly proof: number; readonly seed: number };

export type LabReply =
  | { readonly id: number; readonly type: 'preview'; readonly run: PreviewRun }
  | { readonly id: number; readonly type: 'score'; readonly score: ScoredSeed };
