/** @module Executes a run once without each tenant, on threads. */
import { Piscina } from 'piscina';
import type { Execution } from '../headless/execute.ts';
import type { WithoutTenant } from '../headless/interference.ts';
import { workerFile } from './worker-file.ts';

/**
 * @param execution  the run with everybody
 * @param workers    threads, >= 1; however many, the answer is the same
 * @returns one answer per tenant, in tenant order
 */
export async function withoutEach(execution: Execution, workers: number): Promise<WithoutTenant[]> {
  const { tenants } = execution.scenario;
  const pool = new Piscina<Execution, WithoutTenant>({
    filename: workerFile('without-worker'),
    minThreads: 1,
    maxThreads: Math.min(workers, tenants.length),
    concurrentTasksPerWorker: 1,
  });
  try {
    return await Promise.all(tenants.map(({ id }) => pool.run({ ...execution, without: id })));
  } finally {
    await pool.destroy();
  }
}
