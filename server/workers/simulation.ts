/** @module The simulation as a session sees it: slices in, slices out, on whatever thread. */
import type { NeedWorld, RecordReply, RecordRequest, SliceReply, SliceRequest } from './slice.ts';

/** Simulates runs. Implemented by threads, and in tests by a few lines in memory. */
export interface Simulation {
  /**
   * Advances a run; requests of one run come one at a time.
   *
   * @throws LabError `worker-lost` or `worker-late`: the run may be asked for again, and starts from its checkpoint
   */
  slice(request: SliceRequest): Promise<SliceReply | NeedWorld>;
  /** @param runId  run that is not needed any more */
  forget(runId: string): void;
  /**
   * Executes a finished run again.
   *
   * @throws LabError `busy` when too many are waiting, `worker-lost` or `worker-late`
   */
  record(request: RecordRequest): Promise<RecordReply>;
  /** Ends every thread. */
  close(): Promise<void>;
}
