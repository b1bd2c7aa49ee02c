/** @module What a run is made of so far, as its journal has it. */
import type { RunInputs, RunListing } from '../../sim-engine/protocol/messages.ts';
import { branchOf } from './journal-entry.ts';
import type { RunLedger } from './run-ledger.ts';

/**
 * @param ledger   of the run
 * @param listing  how it stands now
 */
export function runInputs(ledger: RunLedger, listing: RunListing): RunInputs {
  const { created, actions, finished } = ledger;
  const { runId, engineVersion, scenarioSha256, scenario, seed } = created;
  return {
    runId,
    branchOf: branchOf(created),
    status: listing.status,
    engineVersion,
    scenarioSha256,
    scenario: { ...scenario, proofs: [] },
    seed,
    actions: [...actions],
    simulatedUs: finished?.atUs ?? listing.simulatedUs,
    digest: finished?.digest ?? null,
  };
}
