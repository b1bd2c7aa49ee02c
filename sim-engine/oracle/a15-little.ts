/** @module A15: Little's law on a sample path, per tenant, per station and for the whole system, on a run that drains. */
import { assert } from '../kernel/assert.ts';
import { Network } from '../network/network.ts';
import type { NetworkRoute, NetworkSpec } from '../network/network-spec.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const ARRIVALS_UNTIL_US = 120_000_000;
const TOLERANCE = 1e-9;
const TENANTS = ['A', 'B', 'C'];

/** A path through parallel servers, a bounded fair station that turns requests away, and a loop back. */
function route(tenant: string, ratePerSec: number): NetworkRoute {
  const work = (meanUs: number, law = 'exponential') => ({ law, meanUs });
  return {
    tenant,
    arrivals: { id: 'poisson', params: { ratePerSec } },
    steps: [
      { visit: ['front-1', 'front-2'], balancing: 'least-outstanding', demand: work(9_000) },
      { visit: 'fair', demand: work(6_000, 'lognormal') },
      { branch: 0.2, to: 0 },
      { visit: 'back', demand: work(20_000, 'deterministic') },
    ],
    untilUs: ARRIVALS_UNTIL_US,
  };
}

const SPEC: NetworkSpec = {
  seed: 15_000,
  stations: [
    { id: 'front-1', servers: 1 },
    { id: 'front-2', servers: 1 },
    { id: 'fair', servers: 1, bound: 6, discipline: { id: 'drr', params: { quantumUs: 6_000 } } },
    { id: 'back', servers: 3 },
  ],
  routes: [route('A', 30), route('B', 45), route('C', 60)],
  trackTenants: true,
};

export const a15: Oracle = {
  id: 'A15',
  title: 'Little’s law holds path-wise',
  source: 'Stidham, A last word on L = lambda W, Operations Research 22(2), 1974: the sample-path form',
  formula: 'L = λW over one path that drains',
  run: () => {
    const made = Network.create(SPEC);
    assert(made.ok, 'A15: the model is refused');
    const network = made.value;
    network.drain();
    const expected: Record<string, number> = {};
    const measured: Record<string, number> = {};
    const compare = (name: string, both: { presentAreaUs: number; sojournSumUs: number }): void => {
      expected[name] = both.sojournSumUs;
      measured[name] = both.presentAreaUs;
    };
    for (const tenant of TENANTS) compare(`system ${tenant}`, network.tenant(tenant));
    for (const { id } of SPEC.stations) {
      const station = network.station(id);
      compare(id, station);
      for (const tenant of TENANTS) compare(`${id} ${tenant}`, station.tenants[tenant]!);
    }
    return exactReport(a15, expected, measured, TOLERANCE);
  },
};
