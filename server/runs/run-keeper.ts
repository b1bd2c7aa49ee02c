/** @module Keeps what slices bring: ticks in the history, checkpoints on disk, and an eye on whether a run repeats itself. */
import { messageOf } from '../core/lab-error.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Ports } from '../core/ports.ts';
import type { SliceReply } from '../workers/slice.ts';
import { CheckpointFile } from './checkpoint-file.ts';
import type { StoredRun } from './load-run.ts';

/** The keeping side of one live run. */
export class RunKeeper {
  private readonly ports: Ports;
  private readonly stored: StoredRun;
  private readonly checkpoints: CheckpointFile;

  constructor(ports: Ports, metrics: Metrics, stored: StoredRun) {
    const { runId } = stored.ledger.created;
    this.ports = ports;
    this.stored = stored;
    this.checkpoints = new CheckpointFile(ports.disk, stored.layout.checkpoint, (error) => {
      metrics.diskRefusals.inc({ file: 'checkpoint' });
      ports.log.warn({ runId, reason: messageOf(error) }, 'the disk refused a checkpoint');
    });
  }

  /**
   * Takes ticks and checkpoint. A thread going over old ground makes the same ticks again; those are kept already.
   *
   * @param reply  a slice
   */
  keep(reply: SliceReply): void {
    const { history } = this.stored;
    const known = history.ticks.length;
    for (const tick of reply.ticks) {
      const before = history.ticks[tickIndex(tick)];
      if (before && Buffer.compare(before, tick) !== 0) this.diverged(`tick ${tickIndex(tick)} is not the one shown`);
    }
    history.add(reply.ticks.filter((tick) => tickIndex(tick) >= known));
    // A checkpoint takes the ticks before it for granted, so they go to the disk first.
    if (reply.checkpoint) this.checkpoints.offer(reply.checkpoint, () => history.sync());
    const { finished } = this.stored.ledger;
    if (finished && reply.nowUs === finished.atUs && reply.digest !== finished.digest) {
      this.diverged(`its digest is ${reply.digest}, the journal says ${finished.digest}`);
    }
  }

  /** Writes what is left and closes the run's files. */
  async close(): Promise<void> {
    await this.checkpoints.settled();
    await this.stored.history.close();
    await this.stored.journal.close();
  }

  private diverged(found: string): void {
    const { runId } = this.stored.ledger.created;
    this.ports.log.error({ runId, found }, 'a run executed again is not the same');
  }
}

function tickIndex(tick: Uint8Array): number {
  return new DataView(tick.buffer, tick.byteOffset, tick.byteLength).getUint32(0, true);
}
