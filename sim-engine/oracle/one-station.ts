/** @module One station: the network of a single M/M/c queue, for the oracles that need no more. */
import type { NetworkRoute, NetworkSpec } from '../network/network-spec.ts';

/** Rates per second. */
interface Rates {
  readonly arrivalRate: number;
  readonly serviceRate: number;
}

/** @returns a Poisson stream of a tenant that asks one station for exponential work */
export function poissonRoute(tenant: string, station: string, { arrivalRate, serviceRate }: Rates): NetworkRoute {
  return {
    tenant,
    arrivals: { id: 'poisson', params: { ratePerSec: arrivalRate } },
    steps: [{ visit: station, demand: { law: 'exponential', meanUs: 1e6 / serviceRate } }],
  };
}

/** @returns an M/M/c queue with the tenant `all` at the station `server` */
export function oneStation(rates: Rates, servers: number, seed: number): NetworkSpec {
  return {
    seed,
    stations: [{ id: 'server', servers }],
    routes: [poissonRoute('all', 'server', rates)],
    traceInputs: false,
  };
}
