/** @module A04: the price of isolation in waiting: ten dedicated servers, ten pooled ones, and one ten times as fast. */
import type { NetworkSpec, NetworkTenantStats } from '../network/network-spec.ts';
import { mm1MeanResponse } from '../theory/m-m-1.ts';
import { erlangC, type MMC, mmcMeanResponse, mmcMeanWait } from '../theory/m-m-c.ts';
import { poissonRoute } from './one-station.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';
import { warmedNetwork } from './warmed-network.ts';

const EACH = { arrivalRate: 7, serviceRate: 10 };
const COUNT = 10;
const ALL = EACH.arrivalRate * COUNT;
const TENANTS = Array.from({ length: COUNT }, (_, at) => `t${at}`);

const siloResponse = mm1MeanResponse(EACH);
const siloWait = siloResponse - 1 / EACH.serviceRate;
const pool: MMC = { arrivalRate: ALL, serviceRate: EACH.serviceRate, servers: COUNT };

const silos = (seed: number): NetworkSpec => ({
  seed,
  stations: TENANTS.map((tenant) => ({ id: `own-${tenant}`, servers: 1 })),
  routes: TENANTS.map((tenant) => poissonRoute(tenant, `own-${tenant}`, EACH)),
  traceInputs: false,
});

const together = (seed: number, servers: number, serviceRate: number): NetworkSpec => ({
  seed,
  stations: [{ id: 'pool', servers }],
  routes: TENANTS.map((tenant) => poissonRoute(tenant, 'pool', { ...EACH, serviceRate })),
  traceInputs: false,
});

/** Mean over all completed jobs of all tenants, seconds. */
function meanSeconds(tenants: readonly NetworkTenantStats[], read: (tenant: NetworkTenantStats) => number): number {
  const completed = tenants.reduce((sum, tenant) => sum + tenant.completed, 0);
  return tenants.reduce((sum, tenant) => sum + read(tenant) * tenant.completed, 0) / completed / 1e6;
}

export const a04: Oracle = {
  id: 'A04',
  title: 'Cost of isolation: ten silos or one shared pool',
  source: 'Kleinrock, Queueing Systems II, 1976, section 5.1 (scaling); Cooper 1981, section 3.6 (Erlang C)',
  formula: 'silo 1/(μ−λ); pool C(10,10ρ)/(10μ−10λ) + 1/μ; one fast server 1/(10μ−10λ)',
  run: () =>
    replicatedEstimate({
      id: 'A04',
      title: a04.title,
      expected: {
        silo_W: siloResponse,
        pool_W: mmcMeanResponse(pool),
        pool_pwait: erlangC(pool),
        pool_Wq: mmcMeanWait(pool),
        fast_single_W: mm1MeanResponse({ arrivalRate: ALL, serviceRate: EACH.serviceRate * COUNT }),
        silo_over_pool: siloResponse / mmcMeanResponse(pool),
        silo_Wq_over_pool_Wq: siloWait / mmcMeanWait(pool),
      },
      jobs: 360_000,
      widest: 0.04,
      firstSeed: 4000,
      measure: (seed, jobs) => {
        const read = (spec: NetworkSpec) => {
          const network = warmedNetwork(spec, jobs, ALL, TENANTS);
          const tenants = TENANTS.map((tenant) => network.tenant(tenant));
          return {
            network,
            response: meanSeconds(tenants, (tenant) => tenant.latencyMeanUs),
            wait: meanSeconds(tenants, (tenant) => tenant.waitMeanUs),
          };
        };
        const own = read(silos(seed));
        const shared = read(together(seed, COUNT, EACH.serviceRate));
        const fast = read(together(seed, 1, EACH.serviceRate * COUNT));
        return {
          silo_W: own.response,
          pool_W: shared.response,
          pool_pwait: shared.network.station('pool').delayedShare,
          pool_Wq: shared.wait,
          fast_single_W: fast.response,
          silo_over_pool: own.response / shared.response,
          silo_Wq_over_pool_Wq: own.wait / shared.wait,
        };
      },
    }),
};
