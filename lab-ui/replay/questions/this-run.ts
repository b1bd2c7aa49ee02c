/** @module Question: what a run is and what it rests on: its samples, its digest when it is executed again here. */
import type { ReplayBook } from '../book.ts';

/** Samples of one tenant over the whole run. */
export interface TenantSamples {
  readonly id: string;
  readonly completed: number;
  readonly p99Ms: number;
}

/** A run in a few numbers, as this execution measured them. */
export interface ThisRun {
  readonly simulatedUs: number;
  readonly arrived: number;
  readonly completed: number;
  readonly events: number;
  /** In the scenario's order. */
  readonly tenants: readonly TenantSamples[];
  /** Of this execution where the run has come, lowercase hex. */
  readonly digest: string;
}

/** @param book  the run */
export function thisRun(book: ReplayBook): ThisRun {
  const { run } = book.recording;
  const result = run.result();
  const tenants = book.inputs.scenario.tenants.map(({ id }) => ({ id, of: result.tenants[id]! }));
  const sum = (read: (of: (typeof tenants)[number]['of']) => number): number =>
    tenants.reduce((total, { of }) => total + read(of), 0);
  return {
    simulatedUs: run.nowUs,
    arrived: sum(({ arrived }) => arrived),
    completed: sum(({ completed }) => completed),
    events: run.events,
    tenants: tenants.map(({ id, of }) => ({ id, completed: of.completed, p99Ms: of.latencyMs.p99 })),
    digest: run.digest(),
  };
}
