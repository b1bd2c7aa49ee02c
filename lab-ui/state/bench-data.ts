/** @module What the bench knows of one run; plain data, filled by the frame store, read by charts, scene, tables and sentences. */
import type { GuardResult, LogEntry, ObjectiveResult } from '../../sim-engine/model/run-result.ts';
import type { Action, Scenario } from '../../sim-engine/model/scenario.ts';
import type { TopologyView } from '../../sim-engine/model/topology.ts';
import type { Spot } from '../../sim-engine/model/trace.ts';
import type { StateView, Tick } from '../../sim-engine/protocol/frame-codec.ts';
import type { RunStatus } from '../../sim-engine/protocol/messages.ts';

/** One isolation model as the ladder shows it: known before anything runs. */
export interface IsolationRung {
  readonly id: string;
  readonly title: string;
  /** What it means in two or three words: "rate limits". */
  readonly meaning: string;
  /** One sentence for the tooltip and the truth panel. */
  readonly summary: string;
  /** True for a step between the main ones, which is shown on request. */
  readonly finer: boolean;
  /** Into how many parts the tier is divided: 1 = one for all. */
  readonly parts: { readonly app: number; readonly cache: number; readonly database: number };
  readonly priceMicroUsdPerHour: number;
}

/** Everything the bench draws from; replaced, never mutated, except that `ticks` grows in place. */
export interface BenchData {
  readonly scenario: Scenario;
  readonly ladder: readonly IsolationRung[];
  readonly status: RunStatus;
  /** Simulated time of the newest frame, microseconds. */
  readonly simulatedUs: number;
  readonly events: number;
  readonly speed: number;
  readonly actualSpeed: number;
  /** All ticks so far, `ticks[i].index === i`. */
  readonly ticks: readonly Tick[];
  readonly state: StateView | null;
  readonly topology: TopologyView | null;
  readonly log: readonly LogEntry[];
  readonly objectives: readonly ObjectiveResult[];
  /** Empty before the first is known, and where the scenario has none. */
  readonly guards: readonly GuardResult[];
  readonly actions: readonly { readonly atUs: number; readonly action: Action }[];
  readonly movesUsed: number;
  readonly digest: string | null;
  /** Places of the request that is followed, in a moment of the past; absent or null where it has none. */
  readonly followed?: readonly Spot[] | null;
  /** The newest data while a moment in the past is shown; null when this is the newest. */
  readonly head: BenchData | null;
}
