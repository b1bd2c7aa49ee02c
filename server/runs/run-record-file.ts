/** @module The record of a finished run, kept beside its journal once it was made. */
import { LabError, systemCodeOf } from '../core/lab-error.ts';
import type { Ports } from '../core/ports.ts';
import { replaceFile } from '../core/replace-file.ts';
import { type DataLayout, runLayout } from '../data/data-layout.ts';
import type { Simulation } from '../workers/simulation.ts';
import type { RecordReply, RecordRequest } from '../workers/slice.ts';
import type { RunLedger } from './run-ledger.ts';

/**
 * @param ledger  a finished run
 * @returns the record's text
 * @throws LabError `record-diverged` when executing the run again gives another digest than the live run had; nothing is
 *   kept then, because such a record would be worth nothing
 */
export async function finishedRecord(
  ports: Ports,
  data: DataLayout,
  simulation: Simulation,
  ledger: RunLedger,
): Promise<string> {
  const { created } = ledger;
  const { record } = runLayout(data, created.runId);
  try {
    return new TextDecoder().decode(await ports.disk.read(record));
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
  const made = await executedAgain(simulation, ledger);
  await replaceFile(ports.disk, record, new TextEncoder().encode(made.text));
  return made.text;
}

/**
 * Executes a finished run again, from its journal alone.
 *
 * @param ledger    a finished run
 * @param judgedBy  the scenario to grade it by; not graded without
 * @throws LabError `record-diverged` when the digest is not that of the live run
 */
export async function executedAgain(
  simulation: Simulation,
  ledger: RunLedger,
  judgedBy?: RecordRequest['judgedBy'],
): Promise<RecordReply> {
  const { created, finished, actions } = ledger;
  if (!finished) throw new LabError('record-diverged', 'the run is not finished');
  const { scenario, scenarioSha256, seed } = created;
  const made = await simulation.record({
    from: { scenario, scenarioSha256, seed },
    actions,
    untilUs: finished.atUs,
    ...(judgedBy ? { judgedBy } : {}),
  });
  if (made.digest === finished.digest) return made;
  const message = `Executing run ${created.runId} again gave digest ${made.digest}, but it ended with ${finished.digest}. No record was made.`;
  throw new LabError('record-diverged', message);
}
