/** @module Warm-up curve: how long the k-th request of a run that starts empty waits, on average over many runs. */
import { Network } from '../../sim-engine/index.ts';
import { mser5 } from '../../sim-engine/statistics/warm-up.ts';
import { mm1MeanResponse } from '../../sim-engine/theory/m-m-1.ts';
import { PageMisuse } from '../parts/page-misuse.ts';
import type { WarmUpCurve } from './oracle-messages.ts';

/** One server, four fifths busy: requests per second. */
const QUEUE = { arrivalRate: 80, serviceRate: 100 };
/** Requests that are followed from the beginning of each run. */
const REQUESTS = 600;
const RUNS = 1500;
/** The curve is told after so many runs. */
const EVERY = 100;
const FIRST_SEED = 60_000;
/** A look at how many have completed comes after this long, microseconds of simulated time. */
const LOOK_US = 1_000_000;

/** @yields the curve so far, every {@link EVERY} runs, and at last the whole one */
export function* warmUpCurves(): Generator<WarmUpCurve> {
  const sums = new Float64Array(REQUESTS);
  for (let run = 1; run <= RUNS; run++) {
    const waits = waitsOf(FIRST_SEED + run);
    for (let at = 0; at < REQUESTS; at++) sums[at]! += (waits[at] ?? 0) / 1e6;
    if (run % EVERY === 0) yield curveOf(sums, run);
  }
}

/** One server first come, first served: requests complete in the order in which they came. */
function waitsOf(seed: number): readonly number[] {
  const made = Network.create({
    seed,
    stations: [{ id: 'server', servers: 1 }],
    routes: [
      {
        tenant: 'all',
        arrivals: { id: 'poisson', params: { ratePerSec: QUEUE.arrivalRate } },
        steps: [{ visit: 'server', demand: { law: 'exponential', meanUs: 1e6 / QUEUE.serviceRate } }],
      },
    ],
    keepLatencies: true,
    traceInputs: false,
    blame: false,
  });
  if (!made.ok) throw new PageMisuse('model-refused', made.issues.map((each) => each.message).join('; '));
  const network = made.value;
  while (network.tenant('all').completed < REQUESTS) network.advanceTo(network.nowUs + LOOK_US);
  return network.tenant('all').waits;
}

function curveOf(sums: Float64Array, runs: number): WarmUpCurve {
  const meanWaitSec = Array.from(sums, (sum) => sum / runs);
  const steady = mser5(meanWaitSec);
  return {
    runs,
    runsWanted: RUNS,
    meanWaitSec,
    closedFormSec: mm1MeanResponse(QUEUE) - 1 / QUEUE.serviceRate,
    leftOut: steady.kind === 'found' ? steady.truncate : null,
  };
}
