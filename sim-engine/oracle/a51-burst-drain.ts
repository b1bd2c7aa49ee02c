/** @module A51: a burst of 6000 jobs before one server while others go on coming, until the server first has nothing to do. */
import { assert } from '../kernel/assert.ts';
import { Network } from '../network/network.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { type Burst, drainTime, servedWhileDraining } from '../theory/burst-drain.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const CALM: Burst = { jobs: 6000, arrivalRate: 60, serviceRate: 100 };
const BUSY: Burst = { ...CALM, arrivalRate: 95 };
const LOOK_US = 50_000;
/** Bursts further on in a replication are seeded beyond those of the other replications. */
const SEED_STEP = 10_000_000;

/**
 * The burst is exactly so many requests, 10 us apart, and the server is busy from the first of them on. Each job begins a busy period of its own kind, so that the fluid's time is the
 * exact mean under Poisson arrivals and exponential services, too.
 */
function burstOf({ jobs, arrivalRate, serviceRate }: Burst, seed: number): NetworkSpec {
  const demand = { law: 'exponential', meanUs: 1e6 / serviceRate };
  const steps = [{ visit: 'server', demand }];
  // The burst ticks every 10 us from time 0 on; it ends just before the tick that would be one too many.
  const burst = { id: 'deterministic', params: { ratePerSec: 100_000, phase: 0 } };
  const steady = { id: 'poisson', params: { ratePerSec: arrivalRate } };
  return {
    seed,
    stations: [{ id: 'server', servers: 1 }],
    routes: [
      { tenant: 'burst', arrivals: burst, steps, untilUs: 10 * jobs },
      { tenant: 'steady', arrivals: steady, steps },
    ],
    blame: false,
    traceInputs: false,
  };
}

/** Runs until the server first idles after the burst. */
function drain(burst: Burst, seed: number): { readonly seconds: number; readonly served: number } {
  const made = Network.create(burstOf(burst, seed));
  assert(made.ok, 'A51: the model is refused');
  const network = made.value;
  const idleUs = (): number => network.nowUs * (1 - network.station('server').utilisation);
  network.advanceTo(LOOK_US);
  const before = idleUs();
  let idle = before;
  while (idle < before + 0.5) {
    network.advanceTo(network.nowUs + LOOK_US);
    idle = idleUs();
  }
  return { seconds: (network.nowUs - (idle - before)) / 1e6, served: network.station('server').served };
}

/** @param widest  of the half-width: what a service near its limit takes to drain varies much more */
function drains(name: string, burst: Burst, widest: number, firstSeed: number, long: boolean): OracleReport {
  const { id, title } = a51;
  return replicatedEstimate({
    id,
    title,
    expected: { [`drain_s ${name}`]: drainTime(burst), [`served meanwhile ${name}`]: servedWhileDraining(burst) },
    jobs: (long ? 20 : 1) * burst.jobs,
    widest,
    firstSeed,
    measure: (seed, jobs) => {
      const bursts = jobs / burst.jobs;
      let seconds = 0;
      let served = 0;
      for (let at = 0; at < bursts; at++) {
        const drained = drain(burst, seed + at * SEED_STEP);
        seconds += drained.seconds / bursts;
        served += drained.served / bursts;
      }
      return { [`drain_s ${name}`]: seconds, [`served meanwhile ${name}`]: served };
    },
  });
}

export const a51: Oracle = {
  id: 'A51',
  title: 'Backlog after a burst drains at the spare rate',
  source:
    'Kleinrock, Queueing Systems I, 1975, section 5.8 (busy period begun by many jobs); II, 1976, section 2.7 (fluid)',
  formula: 'drained after N/(μ−λ); served meanwhile μN/(μ−λ)',
  run: ({ long }) =>
    joinedReport(a51, [drains('at 60/s', CALM, 0.025, 51_000, long), drains('at 95/s', BUSY, 0.1, 51_500, long)]),
};
