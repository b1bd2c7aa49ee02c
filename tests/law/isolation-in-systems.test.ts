/** What the mechanisms of isolation do to a system that is flooded: who holds what, who hardly notices, and how far a flood reaches. */
import { describe, expect, it } from 'vitest';
import { Run } from '../../sim-engine/index.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { buildScenario, flood } from '../support/scenario-builder.ts';

const SECOND = 1_000_000;

describe('what the mechanisms do to a running system', () => {
  const END_US = 12 * SECOND;
  const flooded = (id: string, params: Record<string, number>, changes: Partial<Scenario> = {}) => {
    const base = buildScenario({ durationUs: END_US, objectives: [], timeline: [flood('G', 2 * SECOND, 10 * SECOND)] });
    return Run.create({ scenario: { ...base, ...changes, isolation: { id, params } }, scenarioSha256: 'x', seed: 8 });
  };
  const GANTRY = 6;

  /** @returns most servers of a station that one tenant held at any of the instants looked at */
  function mostHeld(run: Run, tier: string, tenant: number): number {
    let most = 0;
    for (let atUs = 0; atUs <= END_US; atUs += SECOND / 20) {
      run.advanceTo(atUs);
      const { stations } = run.state();
      for (const pool of run.topology().pools.filter((each) => each.tier === tier)) {
        for (const { index } of pool.stations) {
          most = Math.max(most, stations[index]!.servers.filter((holder) => holder === tenant).length);
        }
      }
    }
    return most;
  }

  it('capped: a flood holds its part of the connections and no more, or as many as its plan says', () => {
    expect(mostHeld(flooded('shared', {}), 'database', GANTRY)).toBeGreaterThan(6);
    expect(mostHeld(flooded('concurrency', { share: 0.3 }), 'database', GANTRY)).toBe(3);
    const plans = buildScenario().plans.map((each) => (each.id === 'team' ? { ...each, cap: 2 } : each));
    expect(mostHeld(flooded('concurrency', { share: 0.3 }, { plans }), 'database', GANTRY)).toBe(2);
    expect(mostHeld(flooded('concurrency', { share: 0.01 }), 'jobs', GANTRY)).toBe(1);
  });

  it('priority: those who pay for the higher rank hardly notice a flood of the lowest', () => {
    const p99 = (id: string, tenant: string, plans = buildScenario().plans) => {
      const run = flooded(id, {}, { plans });
      run.advanceTo(END_US);
      return run.result().tenants[tenant]!.latencyMs.p99;
    };
    expect(p99('priority', 'A')).toBeLessThan(p99('shared', 'A') / 2);
    expect(p99('priority', 'L')).toBeGreaterThan(p99('priority', 'A') * 2);
    // The other way round when the plans say so.
    const turned = buildScenario().plans.map((each, at) => ({ ...each, priority: 2 - at }));
    expect(p99('priority', 'A', turned)).toBeGreaterThan(p99('shared', 'A') / 2);
  });

  it('shuffle: each tenant is seen at so many servers as its shard has, whatever balancing is chosen', () => {
    const seenAt = (id: string, params: Record<string, number>) => {
      const run = flooded(id, params);
      run.submit({ sequence: 0, atUs: SECOND, action: { type: 'set-balancing', policy: 'least-outstanding' } });
      const seen = new Set<number>();
      for (let atUs = 0; atUs <= END_US; atUs += SECOND / 50) {
        run.advanceTo(atUs);
        const app = run.topology().pools.find((pool) => pool.tier === 'app')!;
        for (const { index } of app.stations) {
          if (run.state().stations[index]!.servers.includes(GANTRY)) seen.add(index);
        }
      }
      return seen.size;
    };
    expect(seenAt('shuffle', { shardSize: 3 })).toBe(3);
    expect(seenAt('shared', {})).toBeGreaterThan(3);
  });
});
