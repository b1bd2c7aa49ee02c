/** @module Two classes: the queue of one server before which one tenant is more urgent than the other, for several oracles. */
import type { NetworkSpec } from '../network/network-spec.ts';
import type { PriorityClass } from '../theory/priority-queue.ts';
import { poissonRoute } from './one-station.ts';

const SERVICE_RATE = 10;
/** The more urgent first. */
const TENANTS: readonly { readonly id: string; readonly arrivalRate: number }[] = [
  { id: 'high', arrivalRate: 3 },
  { id: 'low', arrivalRate: 5 },
];

/** What theory is told of them: exponential services of 0.1 s. */
export const CLASSES: readonly PriorityClass[] = TENANTS.map(({ arrivalRate }) => ({
  arrivalRate,
  meanService: 1 / SERVICE_RATE,
  meanSquareService: 2 / (SERVICE_RATE * SERVICE_RATE),
}));

/** Arrivals per second, and who they are. */
export const BOTH_RATE = TENANTS.reduce((sum, each) => sum + each.arrivalRate, 0);
export const BOTH: readonly string[] = TENANTS.map((each) => each.id);

/** @returns the queue under a discipline */
export function twoClasses(discipline: string, seed: number): NetworkSpec {
  return {
    seed,
    stations: [{ id: 'server', servers: 1, discipline: { id: discipline, params: {} } }],
    routes: TENANTS.map(({ id, arrivalRate }) =>
      poissonRoute(id, 'server', { arrivalRate, serviceRate: SERVICE_RATE }),
    ),
    priorities: Object.fromEntries(TENANTS.map(({ id }, at) => [id, at])),
  };
}
