/** @module The trace format interface: the traces of a run in, a file's text out. */
import type { TraceReport } from '../model/trace.ts';

/** What the traces are of. */
export interface TracedRun {
  readonly scenario: string;
  readonly scenarioSha256: string;
  readonly seed: number;
  readonly engineVersion: string;
  /** Digest of the run, lowercase hex. */
  readonly digest: string;
  /** Tenant ids in order. */
  readonly tenants: readonly string[];
}

/** A format that other programs read. */
export interface TraceFormat {
  /** Value of `run --trace-format`. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** @returns one JSON document, the same for the same run */
  export(report: TraceReport, run: TracedRun): string;
}
