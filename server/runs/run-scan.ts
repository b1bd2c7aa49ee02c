/** @module What a data directory holds when the server starts: every run's line, without opening it. */
import { join } from 'node:path';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { systemCodeOf } from '../core/lab-error.ts';
import type { Ports } from '../core/ports.ts';
import { TEMPORARY_SUFFIX } from '../core/replace-file.ts';
import { type DataLayout, ID_PATTERN, runLayout } from '../data/data-layout.ts';
import { readCheckpoint } from './checkpoint-file.ts';
import { readHistory } from './history-file.ts';
import { readJournal } from './journal-reader.ts';
import { emptyJournal, journalName, unfit } from './load-run.ts';
import { RunLedger } from './run-ledger.ts';
import { runListing } from './run-listing.ts';
import { statusOf } from './run-machine.ts';

/** A run that was found. */
export interface FoundRun {
  readonly learnerId: string;
  readonly listing: RunListing;
  /** Why it cannot be opened, when it cannot. */
  readonly issue: Issue | undefined;
}

/** What {@link scanRuns} found. */
export interface RunScan {
  readonly runs: readonly FoundRun[];
  /** Journals whose owner cannot even be told: file and line of each. */
  readonly lost: readonly Issue[];
}

/**
 * Reads every journal. Leftovers of writes that never finished are cleared away; anything else is left as it is.
 *
 * @param ports  disk and log
 * @param data   the data directory, owned by this process
 */
export async function scanRuns(ports: Ports, data: DataLayout): Promise<RunScan> {
  const { disk, log } = ports;
  const runs: FoundRun[] = [];
  const lost: Issue[] = [];
  for (const runId of await disk.list(data.runs)) {
    if (!ID_PATTERN.test(runId)) {
      log.warn({ name: runId }, 'not a run: left alone');
      continue;
    }
    const folder = runLayout(data, runId).folder;
    for (const name of await disk.list(folder)) {
      if (name.endsWith(TEMPORARY_SUFFIX)) await disk.unlink(join(folder, name));
    }
    const found = await scanRun(ports, data, runId);
    if (found === 'never-made') {
      log.warn({ runId }, 'a run whose making was cut short, and of which nobody was told, is removed');
      await disk.removeFolder(folder);
    } else if ('learnerId' in found) {
      runs.push(found);
    } else {
      lost.push(found);
    }
  }
  return { runs, lost };
}

async function scanRun(ports: Ports, data: DataLayout, runId: string): Promise<FoundRun | Issue | 'never-made'> {
  const layout = runLayout(data, runId);
  const bytes = await readOr(ports, layout.journal);
  const content = readJournal(bytes, journalName(runId));
  const ledger = RunLedger.of(content.entries);
  if (!ledger) {
    if (content.damage) return content.damage;
    const names = await ports.disk.list(layout.folder);
    // Ticks and checkpoints come after the first entry; with them there, the journal has lost what it held.
    return names.every((name) => layout.journal.endsWith(name)) ? 'never-made' : emptyJournal(runId);
  }
  const { created, finished, life } = ledger;
  const issue = content.damage ?? (finished ? undefined : unfit(ledger));
  const checkpoint = finished ? undefined : await readCheckpoint(ports.disk, layout.checkpoint);
  const header = checkpoint && 'header' in checkpoint ? checkpoint.header : undefined;
  const ticks = finished ? [] : readHistory(await readOr(ports, layout.history)).ticks;
  return {
    learnerId: created.learnerId,
    issue,
    listing: runListing(ledger, {
      status: issue ? 'failed' : statusOf(life),
      simulatedUs: Math.max(ticks.length * TICK_US, header?.nowUs ?? 0, ledger.stampedUs),
      points: header?.points,
    }),
  };
}

async function readOr(ports: Ports, path: string): Promise<Uint8Array> {
  try {
    return await ports.disk.read(path);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return new Uint8Array();
    throw error;
  }
}
