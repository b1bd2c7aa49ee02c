/** @module A run's line in a list, the same whether the run is live or was only found on disk. */
import type { RunListing, RunStatus } from '../../sim-engine/protocol/messages.ts';
import { branchOf } from './journal-entry.ts';
import type { RunLedger } from './run-ledger.ts';

/** What the ledger alone does not tell. */
export interface ListingState {
  readonly status: RunStatus;
  /** How far the run has come, microseconds. */
  readonly simulatedUs: number;
  /** Points as they stand, where they are known. */
  readonly points: number | undefined;
}

/**
 * @param ledger  the run
 * @param state   how it stands
 */
export function runListing(ledger: RunLedger, state: ListingState): RunListing {
  const { created, finished, finishAtUs } = ledger;
  const { scenario } = created;
  return {
    runId: created.runId,
    scenarioId: created.scenarioId,
    title: scenario.title,
    seed: created.seed,
    status: state.status,
    simulatedUs: finished?.atUs ?? Math.min(finishAtUs ?? scenario.durationUs, state.simulatedUs),
    durationUs: scenario.durationUs,
    createdAt: created.createdAt,
    branchOf: branchOf(created),
    points: finished?.points ?? state.points ?? 0,
    pointsMax: scenario.objectives.reduce((sum, objective) => sum + objective.points, 0),
  };
}
