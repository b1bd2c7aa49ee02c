/** @module The closed form beside the measurement: mean response time of one server in front of all tenants. */
import type { Operation } from '../../model/operation.ts';
import type { Scenario } from '../../model/scenario.ts';
import { mm1MeanResponse } from '../../theory/m-m-1.ts';
import type { ReadingKind } from './reading.ts';

export const theoryMm1: ReadingKind<'theory-mm1'> = {
  id: 'theory-mm1',
  summary:
    'Mean response time of an M/M/1 queue with the arrivals of all tenants and the app time of one operation, ms.',
  blameInstants: () => [],
  read: ({ operation }, { scenario }) => {
    const meanUs = appMeanUs(scenario.operations.find(({ id }) => id === operation));
    const arrivalRate = arrivalsPerSec(scenario);
    const ms =
      meanUs === null ? Number.POSITIVE_INFINITY : 1000 * mm1MeanResponse({ arrivalRate, serviceRate: 1e6 / meanUs });
    return Number.isFinite(ms) ? ms : null;
  },
};

function arrivalsPerSec({ tenants }: Scenario): number {
  return tenants.reduce((sum, { workload }) => sum + (workload.arrivals.params.ratePerSec ?? 0), 0);
}

function appMeanUs(operation: Operation | undefined): number | null {
  if (operation === undefined) return null;
  if (!('steps' in operation)) return operation.app.mean;
  const first = operation.steps.find((step) => 'app' in step);
  return first === undefined ? null : first.app.mean;
}
