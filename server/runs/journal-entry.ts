/** @module What a run's journal holds: everything that was ever acknowledged, in the order in which it took effect. */
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { Action, Scenario } from '../../sim-engine/model/scenario.ts';
import type { BranchPoint, Control } from '../../sim-engine/protocol/messages.ts';

/** First entry of every journal. */
export interface CreatedEntry {
  readonly type: 'created';
  readonly runId: string;
  readonly learnerId: string;
  readonly scenarioId: string;
  /** SHA-256 of the scenario's canonical JSON, lowercase hex. */
  readonly scenarioSha256: string;
  /** Whole scenario, so that the run outlives a change of the library. */
  readonly scenario: Scenario;
  /** 0..2^53-1. */
  readonly seed: number;
  readonly engineVersion: string;
  /** ISO 8601; for people only, never read by the run. */
  readonly createdAt: string;
  /** For a run that left another: where, and what had been done before; it stands paused there. Absent for any other. */
  readonly branch?: Branch;
}

/** The past that a branch shares with the run it left. One line of the journal, so that it is there whole or not at all. */
export interface Branch extends BranchPoint {
  /** The other run's actions before the instant; one at the very instant had not taken effect. */
  readonly actions: readonly StampedAction[];
}

/** A learner's action, stamped. */
export interface ActionEntry {
  readonly type: 'action';
  /** 0, 1, 2, ... among the run's actions. */
  readonly sequence: number;
  /** Simulated time, microseconds. */
  readonly atUs: number;
  readonly action: Action;
  readonly clientId: string;
}

/** A change of the run's life. */
export interface ControlEntry {
  readonly type: 'control';
  readonly control: Control;
  /** Simulated time, microseconds. */
  readonly atUs: number;
  readonly clientId: string;
}

/** The run is over; its digest is what a replay must reach. */
export interface FinishedEntry {
  readonly type: 'finished';
  /** Simulated time covered, microseconds. */
  readonly atUs: number;
  readonly events: number;
  /** Lowercase hex. */
  readonly digest: string;
  readonly points: number;
  readonly pointsMax: number;
}

/** The run cannot go on. */
export interface FailedEntry {
  readonly type: 'failed';
  readonly atUs: number;
  readonly code: string;
  readonly message: string;
}

/** One entry. */
export type JournalEntry = CreatedEntry | ActionEntry | ControlEntry | FinishedEntry | FailedEntry;

/** @returns where a run left another, or null */
export function branchOf({ branch }: CreatedEntry): BranchPoint | null {
  return branch === undefined ? null : { runId: branch.runId, atUs: branch.atUs };
}
