/** @module A run from disk: journal first, then checkpoint and history as far as they agree with it. */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import { ENGINE_VERSION } from '../../sim-engine/version.ts';
import { messageOf } from '../core/lab-error.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Ports } from '../core/ports.ts';
import { type DataLayout, type RunLayout, runLayout } from '../data/data-layout.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint-file.ts';
import { History } from './history-file.ts';
import { Journal } from './journal.ts';
import type { CreatedEntry } from './journal-entry.ts';
import { RunLedger } from './run-ledger.ts';

/** Everything kept of one run, open for more. */
export interface StoredRun {
  readonly layout: RunLayout;
  readonly journal: Journal;
  readonly ledger: RunLedger;
  readonly history: History;
  readonly checkpoint: Checkpoint | undefined;
}

/** Name of a run's journal in messages: relative, because paths of the machine are nobody's business. */
export function journalName(runId: string): string {
  return `runs/${runId}/journal.jsonl`;
}

/**
 * Makes a new run; it exists once this resolves, and not at all before.
 *
 * @throws the system's error, or LabError `journal-write-failed`
 */
export async function createRun(
  ports: Ports,
  metrics: Metrics,
  data: DataLayout,
  created: CreatedEntry,
): Promise<StoredRun> {
  const layout = runLayout(data, created.runId);
  await ports.disk.makeFolder(layout.folder);
  const journal = await Journal.create(ports.disk, layout.journal);
  let history: History;
  try {
    await journal.append(created);
    await ports.disk.syncFolder(layout.folder);
    await ports.disk.syncFolder(data.runs);
    history = await openHistory(ports, metrics, layout, created.runId);
  } catch (error) {
    await journal.close();
    await ports.disk.removeFolder(layout.folder);
    throw error;
  }
  return { layout, journal, ledger: new RunLedger(created), history, checkpoint: undefined };
}

/**
 * Opens a run that was left behind by an earlier session or server.
 *
 * @returns the run, or why it cannot be taken up; its files are then as they were
 */
export async function openRun(
  ports: Ports,
  metrics: Metrics,
  data: DataLayout,
  runId: string,
): Promise<StoredRun | { readonly issue: Issue }> {
  const layout = runLayout(data, runId);
  const { content, journal } = await Journal.open(ports.disk, layout.journal, journalName(runId));
  if (content.damage || !journal) return { issue: content.damage ?? emptyJournal(runId) };
  if (content.tornBytes > 0) {
    metrics.tornTails.inc();
    ports.log.warn({ runId, tornBytes: content.tornBytes }, 'an unfinished last line was cut off the journal');
  }
  const ledger = RunLedger.of(content.entries);
  const problem = ledger ? unfit(ledger) : emptyJournal(runId);
  if (!ledger || problem) {
    await journal.close();
    return { issue: problem ?? emptyJournal(runId) };
  }
  const history = await openHistory(ports, metrics, layout, runId);
  const checkpoint = await usableCheckpoint(ports, layout, ledger, history);
  if (checkpoint && 'issue' in checkpoint) {
    await history.close();
    await journal.close();
    return checkpoint;
  }
  return { layout, journal, ledger, history, checkpoint };
}

/** @returns why this server cannot go on with a run, or undefined */
export function unfit(ledger: RunLedger): Issue | undefined {
  const { engineVersion, scenario } = ledger.created;
  if (engineVersion === ENGINE_VERSION) return undefined;
  return issue(
    'engine-changed',
    'engineVersion',
    `"${scenario.title}" was run on engine ${engineVersion}; this server has engine ${ENGINE_VERSION}. Start a new run.`,
  );
}

/** @param runId  run whose journal has no first entry */
export function emptyJournal(runId: string): Issue {
  const file = journalName(runId);
  return issue('journal-damaged', `${file}:1`, `${file} is empty or missing. Restore it from a backup.`);
}

async function openHistory(ports: Ports, metrics: Metrics, layout: RunLayout, runId: string): Promise<History> {
  return History.open(ports.disk, layout.history, (error) => {
    metrics.diskRefusals.inc({ file: 'history' });
    ports.log.warn({ runId, reason: messageOf(error) }, 'the disk refused ticks; they are kept in memory');
  });
}

async function usableCheckpoint(
  ports: Ports,
  layout: RunLayout,
  ledger: RunLedger,
  history: History,
): Promise<Checkpoint | { readonly issue: Issue } | undefined> {
  const { runId } = ledger.created;
  const read = await readCheckpoint(ports.disk, layout.checkpoint);
  if (read === undefined) return undefined;
  const drop = (reason: string): undefined => {
    ports.log.warn({ runId, reason }, 'checkpoint dropped: the run is executed again from its journal');
    return undefined;
  };
  if ('unusable' in read) return drop(read.unusable);
  const { header } = read;
  if (header.runId !== runId) return drop(`it belongs to run ${header.runId}`);
  if (header.engineVersion !== ledger.created.engineVersion) return drop(`it is of engine ${header.engineVersion}`);
  if (header.actionCount > ledger.actions.length) {
    // A checkpoint only ever holds actions that were durable, so the journal has lost its end.
    const found = `holds ${ledger.actions.length} actions, but its checkpoint was made after ${header.actionCount}`;
    const file = journalName(runId);
    return { issue: issue('journal-damaged', file, `${file} ${found}. Restore it from a backup.`) };
  }
  if (history.ticks.length * TICK_US + TICK_US <= header.nowUs) return drop('the history does not reach up to it');
  return read;
}
