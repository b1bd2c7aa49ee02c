/** @module A55: fair dispatch does not free busy workers; a cap per tenant keeps one free. */
import type { Flow } from '../network/scheduler.ts';
import { exactReport } from './exact-report.ts';
import { startTimes } from './hand-fed-servers.ts';
import type { Oracle } from './oracle.ts';

const WORKERS = 4;
const LONG = 8;
const LONG_S = 60;
const JOBS = [
  ...Array.from({ length: LONG }, () => ({ flow: 0, arrival: 0, size: LONG_S })),
  { flow: 1, arrival: 1, size: 1 },
];
const CAP: Flow = { cap: 3 };

/** Seconds that tenant B waits, and seconds until the last job of A is done. */
function schedule(discipline: string, flow: Flow): { readonly waitB: number; readonly makespanA: number } {
  const starts = startTimes({ id: discipline, params: {} }, [flow, flow], WORKERS, JOBS);
  return { waitB: starts[LONG]! - 1, makespanA: Math.max(...starts.slice(0, LONG)) + LONG_S };
}

export const a55: Oracle = {
  id: 'A55',
  title: 'Fair dispatch is not isolation',
  source: 'Worked out by hand: workers fall free at 60 s; with a cap of 3 of 4 one is always free for the other tenant',
  formula: 'workers come free at 60 s: B waits 60 s − 1 s in turn, 120 s − 1 s behind A; with one kept free, 0',
  run: () => {
    const fifo = schedule('fifo', 1);
    const turns = schedule('round-robin', 1);
    const capped = schedule('round-robin', CAP);
    return exactReport(
      a55,
      {
        B_wait_round_robin_no_cap: 59,
        B_wait_FIFO: 119,
        B_wait_with_cap_3_per_tenant: 0,
        A_makespan_FIFO: 120,
        A_makespan_round_robin: 121,
        A_makespan_cap_3: 180,
      },
      {
        B_wait_round_robin_no_cap: turns.waitB,
        B_wait_FIFO: fifo.waitB,
        B_wait_with_cap_3_per_tenant: capped.waitB,
        A_makespan_FIFO: fifo.makespanA,
        A_makespan_round_robin: turns.makespanA,
        A_makespan_cap_3: capped.makespanA,
      },
      0,
    );
  },
};
