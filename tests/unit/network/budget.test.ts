/** What a network may cost, and models without a steady state: each is refused by name, never a hang. */
import { describe, expect, it } from 'vitest';
import { Network, type NetworkSpec, NetworkUseError } from '../../../sim-engine/index.ts';

function queue(ratePerSec: number, changes: Partial<NetworkSpec> = {}): NetworkSpec {
  return {
    seed: 1,
    stations: [
      { id: 'front', servers: 4 },
      { id: 'back', servers: 1 },
    ],
    routes: [
      {
        tenant: 'A',
        arrivals: { id: 'poisson', params: { ratePerSec } },
        steps: [
          { visit: 'front', demand: { law: 'exponential', meanUs: 1000 } },
          { branch: 0.5, to: 0 },
          { visit: 'back', demand: { law: 'exponential', meanUs: 10_000 } },
        ],
      },
    ],
    ...changes,
  };
}

function made(spec: NetworkSpec): Network {
  const created = Network.create(spec);
  if (!created.ok) expect.fail(JSON.stringify(created.issues));
  return created.value;
}

function issueOf(work: () => void): NetworkUseError['issue'] {
  try {
    work();
  } catch (error) {
    if (error instanceof NetworkUseError) return error.issue;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

function codes(spec: NetworkSpec): string[] {
  const created = Network.create(spec);
  return created.ok ? [] : created.issues.map((each) => `${each.code} ${each.path}`);
}

describe('a step budget', () => {
  it('stops a run that would take more events, and names where requests are', () => {
    const network = made(queue(500, { budget: { steps: 10_000 } }));
    const found = issueOf(() => network.advanceTo(1e12));
    expect(found).toMatchObject({ code: 'step-budget', path: 'stations.1' });
    expect(found.message).toContain('found 10001 events');
    expect(found.message).toContain('at station back');
  });

  it('is not exceeded by as many events as it allows', () => {
    const counted = made(queue(50, { routes: queue(50).routes.map((route) => ({ ...route, untilUs: 1_000_000 })) }));
    counted.drain();
    const { events } = counted;
    const routes = queue(50).routes.map((route) => ({ ...route, untilUs: 1_000_000 }));
    made(queue(50, { routes, budget: { steps: events } })).drain();
    const found = issueOf(() => made(queue(50, { routes, budget: { steps: events - 1 } })).drain());
    expect(found.code).toBe('step-budget');
  });
});

describe('a memory budget', () => {
  it('stops a line that grows without end', () => {
    const network = made(queue(500, { budget: { memoryBytes: 1024 ** 2 } }));
    const found = issueOf(() => network.advanceTo(1e12));
    expect(found).toMatchObject({ code: 'memory-budget', path: 'stations.1' });
  });

  it('refuses to be no number', () => {
    expect(codes(queue(50, { budget: { memoryBytes: 0.5, steps: 0 } }))).toEqual([
      'impossible-number budget.steps',
      'impossible-number budget.memoryBytes',
    ]);
  });
});

describe('a steady state', () => {
  it('is refused where a station is offered what it can do, or more', () => {
    expect(codes(queue(100, { steadyState: true }))).toEqual(['unstable stations.1']);
    expect(codes(queue(2500, { steadyState: true }))).toEqual(['unstable stations.0', 'unstable stations.1']);
    const created = Network.create(queue(2500, { steadyState: true }));
    expect(created.ok ? '' : created.issues[0]!.message).toContain(
      'found 5 seconds of work per second for station front',
    );
  });

  it('is there where work stays below, is limited, turned away or asked for by users who wait', () => {
    expect(codes(queue(99, { steadyState: true }))).toEqual([]);
    expect(codes(queue(2500, { steadyState: true, limits: { A: { ratePerSec: 90, burst: 5 } } }))).toEqual([]);
    const bounded = queue(2500).stations.map((station) => ({ ...station, bound: 10 }));
    expect(codes(queue(2500, { steadyState: true, stations: bounded }))).toEqual([]);
    const users = queue(1).routes.map((route) => ({
      ...route,
      arrivals: { users: 900, think: { law: 'exponential', meanUs: 1000 } },
    }));
    expect(codes(queue(1, { steadyState: true, routes: users }))).toEqual([]);
  });

  it('is not there where a request never leaves', () => {
    const routes = queue(1).routes.map((route) => ({
      ...route,
      steps: [
        { visit: 'front', demand: { law: 'exponential', meanUs: 1000 } },
        { branch: 1, to: 0 },
      ],
    }));
    expect(codes(queue(1, { steadyState: true, routes }))).toEqual(['unstable stations.0']);
  });
});
