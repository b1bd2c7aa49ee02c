/** @module Hand-fed servers: a few servers around a scheduler, for schedules that can be worked out by hand. */
import { assert } from '../kernel/assert.ts';
import type { Choice } from '../model/registry.ts';
import { createScheduler, type Flow } from '../network/scheduler.ts';

/** One job; times in any unit, as long as it is the same one. */
export interface HandFedJob {
  readonly flow: number;
  readonly arrival: number;
  readonly size: number;
}

/**
 * Whoever completes leaves before whoever arrives at the same instant comes, and a free server takes the next at once.
 *
 * @param discipline  with its parameters
 * @param flows       every flow
 * @param jobs        in order of arrival
 * @returns when each job starts, in the unit of the jobs
 */
export function startTimes(
  discipline: Choice,
  flows: readonly Flow[],
  servers: number,
  jobs: readonly HandFedJob[],
): number[] {
  const made = createScheduler(discipline, flows);
  assert(made.ok, `hand-fed servers: ${discipline.id} is refused`);
  const scheduler = made.value;
  const starts = jobs.map(() => Number.NaN);
  const running: { readonly job: number; readonly endsAt: number }[] = [];
  const fill = (now: number): void => {
    while (running.length < servers) {
      const job = scheduler.dequeue();
      if (job < 0) return;
      scheduler.started(jobs[job]!.flow);
      starts[job] = now;
      running.push({ job, endsAt: now + jobs[job]!.size });
      running.sort((a, b) => a.endsAt - b.endsAt);
    }
  };
  let arrived = 0;
  while (arrived < jobs.length || running.length > 0) {
    const arrival = jobs[arrived]?.arrival ?? Number.POSITIVE_INFINITY;
    const first = running[0];
    if (first !== undefined && first.endsAt <= arrival) {
      running.shift();
      scheduler.finished(jobs[first.job]!.flow);
      fill(first.endsAt);
    } else {
      scheduler.enqueue(arrived, jobs[arrived]!.flow, jobs[arrived]!.size);
      arrived++;
      fill(arrival);
    }
  }
  return starts;
}
