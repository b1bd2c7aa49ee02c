/** @module A34: a thousand jobs at once before everybody else's: first come first served against turns. */
import { exactReport } from './exact-report.ts';
import { startTimes } from './hand-fed-servers.ts';
import type { Oracle } from './oracle.ts';

const SERVICE_MS = 10;
const BURST = 1000;
const VISITS = 9;
const FIFO_WAIT_S = [8.995, 8.005, 7.015, 6.025, 5.035, 4.045, 3.055, 2.065, 1.075];
const TURNS_WAIT_S = 0.005;

const visitMs = (visit: number): number => 1005 + 1000 * visit;
const JOBS = [
  ...Array.from({ length: BURST }, () => ({ flow: 0, arrival: 0, size: SERVICE_MS })),
  ...Array.from({ length: VISITS }, (_, visit) => ({ flow: 1, arrival: visitMs(visit), size: SERVICE_MS })),
];

function schedule(discipline: string): Record<string, number> {
  const starts = startTimes({ id: discipline, params: {} }, [1, 1], 1, JOBS);
  const waits = Array.from({ length: VISITS }, (_, visit) => (starts[BURST + visit]! - visitMs(visit)) / 1000);
  return figures(discipline, waits, (Math.max(...starts.slice(0, BURST)) + SERVICE_MS) / 1000);
}

function figures(discipline: string, waits: readonly number[], lastFinish: number): Record<string, number> {
  return {
    ...Object.fromEntries(waits.map((wait, visit) => [`${discipline}: wait of B ${visit + 1}`, wait])),
    [`${discipline}: last finish of A`]: lastFinish,
  };
}

export const a34: Oracle = {
  id: 'A34',
  title: 'Queue flood: FIFO against round robin between tenants',
  source: 'D/D/1 by hand: under FIFO the i-th visitor waits 10 + 0.01 (i - 1) seconds less its arrival time',
  formula: 'FIFO: wait of visitor i = 10 s + 0.01 s·(i−1) − its arrival; in turn: the rest of one job',
  run: () =>
    exactReport(
      a34,
      {
        ...figures('fifo', FIFO_WAIT_S, 10),
        ...figures(
          'round-robin',
          FIFO_WAIT_S.map(() => TURNS_WAIT_S),
          10.09,
        ),
      },
      { ...schedule('fifo'), ...schedule('round-robin') },
      1e-9,
    ),
};
