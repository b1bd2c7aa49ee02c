/**
 * Messages whose worker is alive and slower than the visibility timeout: who works when, which delivery acknowledges and which was
 * in vain, by hand. Jobs are left behind at once, at the times of their requests; all work is fixed.
 */
import { describe, expect, it } from 'vitest';
import { type JobsSpec, Run, type RunResult, type Scenario, type TimelineItem } from '../../../sim-engine/index.ts';
import { buildScenario } from '../../support/scenario-builder.ts';

const SECOND = 1_000_000;
const MS = 1000;
const fixed = (mean: number) => ({ law: 'deterministic', mean, params: {} });
const base = buildScenario();

interface Broker {
  readonly workers: number;
  readonly visibilityMs: number;
  readonly attemptsMax?: number;
  readonly heartbeat?: boolean;
}

/** One tenant whose requests, at these times, leave a job of so long behind. */
function scenarioOf(
  timesMs: readonly number[],
  jobMs: number,
  broker: Broker,
  timeline: readonly TimelineItem[] = [],
): Scenario {
  const { workers, visibilityMs, attemptsMax = 5, heartbeat = false } = broker;
  const jobs: JobsSpec = { ...base.system.jobs, workers, visibilityUs: visibilityMs * MS, attemptsMax, heartbeat };
  return {
    ...base,
    durationUs: SECOND,
    timeline,
    objectives: [],
    operations: [
      { id: 'send', title: 'Send', steps: [{ job: fixed(jobMs * MS) }] },
      { id: 'unused', title: 'Unused', steps: [{ read: { cpu: fixed(1), io: fixed(1) } }] },
    ],
    tenants: [
      {
        ...base.tenants[0]!,
        workload: {
          arrivals: { id: 'trace', params: { repeatMs: 0 }, table: timesMs },
          mix: [{ operation: 'send', weight: 1 }],
          keys: { count: 1, alpha: 0 },
        },
      },
    ],
    system: { ...base.system, jobs },
  };
}

function runOf(scenario: Scenario): Run {
  return Run.create({ scenario, scenarioSha256: 'sha', seed: 1 });
}

function ended(scenario: Scenario): RunResult {
  const run = runOf(scenario);
  run.advanceTo(scenario.durationUs);
  return run.result();
}

const jobsOf = (result: RunResult) => result.tenants.A!.jobs;
const workedMs = (result: RunResult, workers: number) => result.tiers.jobs!.utilisation * workers * 1000;

describe('a job that takes longer than it is hidden', () => {
  it('is delivered again and again beside itself, and no delivery ever acknowledges it: it ends as a dead letter', () => {
    // Deliveries at 0, 50 and 100 ms work until 80, 130 and 180 ms; each is too old by then. At 150 ms the third was in vain.
    const result = ended(scenarioOf([0], 80, { workers: 3, visibilityMs: 50, attemptsMax: 3 }));
    expect(jobsOf(result)).toEqual({
      ...{ enqueued: 1, done: 0, rejected: 0, deadLettered: 1, redelivered: 2, duplicated: 3, waiting: 0 },
    });
    expect(workedMs(result, 3)).toBeCloseTo(3 * 80, 6);
    expect(result.tenants.A!.completed).toBe(1);
  });

  it('is where the result says at any time between', () => {
    const run = runOf(scenarioOf([0], 80, { workers: 3, visibilityMs: 50, attemptsMax: 3 }));
    const at = (ms: number) => {
      run.advanceTo(ms * MS);
      const { done, deadLettered, redelivered, duplicated, waiting } = jobsOf(run.result());
      return { done, deadLettered, redelivered, duplicated, waiting };
    };
    expect(at(49)).toEqual({ done: 0, deadLettered: 0, redelivered: 0, duplicated: 0, waiting: 1 });
    expect(at(60)).toEqual({ done: 0, deadLettered: 0, redelivered: 1, duplicated: 0, waiting: 1 });
    expect(at(90)).toEqual({ done: 0, deadLettered: 0, redelivered: 1, duplicated: 1, waiting: 1 });
    expect(at(140)).toEqual({ done: 0, deadLettered: 0, redelivered: 2, duplicated: 2, waiting: 1 });
    expect(at(160)).toEqual({ done: 0, deadLettered: 1, redelivered: 2, duplicated: 2, waiting: 0 });
    expect(at(190)).toEqual({ done: 0, deadLettered: 1, redelivered: 2, duplicated: 3, waiting: 0 });
  });

  it('is acknowledged by its first delivery when nobody has taken it again, and leaves the line', () => {
    // One worker: the message is back in the line at 50 ms; the delivery ends at 80 ms, before anybody is free to take it.
    const result = ended(scenarioOf([0], 80, { workers: 1, visibilityMs: 50 }));
    expect(jobsOf(result)).toMatchObject({ done: 1, redelivered: 1, duplicated: 0, deadLettered: 0, waiting: 0 });
    expect(workedMs(result, 1)).toBeCloseTo(80, 6);
    expect(result.tiers.jobs!.queueLengthMax).toBe(1);
  });

  it('comes back behind everybody, into a full line as well', () => {
    // Two workers until 80 and 90 ms, a third job in the only place of the line. Both messages come back at 50 and 60 ms, and both are
    // acknowledged while they still stand behind the third.
    const scenario = scenarioOf([0, 10, 20], 80, { workers: 2, visibilityMs: 50 });
    const result = ended({
      ...scenario,
      system: { ...scenario.system, jobs: { ...scenario.system.jobs, waitingMax: 1 } },
    });
    expect(jobsOf(result)).toMatchObject({ enqueued: 3, rejected: 0, done: 2, deadLettered: 1 });
  });

  it('is one that is slow only once: the second delivery acknowledges, the first was in vain', () => {
    // The first worker is three times as slow: 120 ms for 40. The second has the message at 50 ms and is done at 90.
    const slow: TimelineItem = {
      ...{ id: 'slow', label: 'Slow', atUs: 0, forUs: 500 * MS },
      ...{ fault: { id: 'slow', params: { factor: 3 } }, target: { tier: 'jobs', count: 1 } },
    };
    const result = ended(scenarioOf([1], 40, { workers: 2, visibilityMs: 50 }, [slow]));
    expect(jobsOf(result)).toMatchObject({ done: 1, redelivered: 1, duplicated: 1, deadLettered: 0 });
    expect(workedMs(result, 2)).toBeCloseTo(120 + 40, 6);
  });

  it('is lost with its worker only when the message is still that worker’s', () => {
    // Both workers crash at 60 ms: the old delivery is gone for good, the message comes back at 100 ms, when one works again.
    const crash: TimelineItem = {
      ...{ id: 'crash', label: 'Crash', atUs: 60 * MS, forUs: 20 * MS },
      ...{ fault: { id: 'instance-down', params: { warmUpMs: 0 } }, target: { tier: 'jobs', count: 2 } },
    };
    const result = ended(scenarioOf([0], 80, { workers: 2, visibilityMs: 50, attemptsMax: 3 }, [crash]));
    // Deliveries at 0, 50 and 100 ms; the third ends at 180 ms, 30 ms after its message has become a dead letter.
    expect(jobsOf(result)).toMatchObject({ done: 0, redelivered: 2, duplicated: 1, deadLettered: 1 });
  });
});

describe('a job that is done in time', () => {
  it.each([49, 50])('of %i ms under 50 ms is delivered once', (jobMs) => {
    const result = ended(scenarioOf([0, 5, 10], jobMs, { workers: 2, visibilityMs: 50 }));
    expect(jobsOf(result)).toMatchObject({ done: 3, redelivered: 0, duplicated: 0 });
  });

  it('is every one where workers have a heartbeat, and nothing is said of duplicates', () => {
    const result = ended(scenarioOf([0, 5, 10], 80, { workers: 2, visibilityMs: 50, heartbeat: true }));
    expect(jobsOf(result)).toEqual({
      ...{ enqueued: 3, done: 3, rejected: 0, deadLettered: 0, redelivered: 0, waiting: 0 },
    });
  });

  it('is the same whether there is a heartbeat or not, event by event', () => {
    const scenario = buildScenario({ durationUs: 8 * SECOND, timeline: [] });
    const withHeartbeat = (heartbeat: boolean) => {
      const run = runOf({ ...scenario, system: { ...scenario.system, jobs: { ...scenario.system.jobs, heartbeat } } });
      run.advanceTo(scenario.durationUs);
      return run;
    };
    expect(withHeartbeat(false).digest()).toBe(withHeartbeat(true).digest());
  });
});

it('a run in the middle of a second delivery is saved and goes on the same', () => {
  const scenario = scenarioOf([0, 10, 20, 60], 80, { workers: 2, visibilityMs: 50, attemptsMax: 4 });
  const whole = ended(scenario);
  for (const ms of [30, 55, 75, 85, 120]) {
    const run = runOf(scenario);
    run.advanceTo(ms * MS);
    const restored = Run.restore({ scenario, scenarioSha256: 'sha', seed: 1 }, run.snapshot());
    if (!restored.ok) throw new TypeError(JSON.stringify(restored.issues));
    restored.value.advanceTo(scenario.durationUs);
    expect(restored.value.result()).toEqual(whole);
  }
});
