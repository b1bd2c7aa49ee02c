/** @module `tenantlab run`: the contract of its JSON, the same digest everywhere, and what the flood does under each model. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReplicatedResult } from '../../server/headless/replicate.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { commandLine, NOISY_FILE, temporaryFolder, tenantlab } from './support.ts';

async function run<T extends RunResult = RunResult>(...args: string[]): Promise<T> {
  const { code, out, err } = await commandLine(['run', 'noisy-neighbour', '--json', ...args]);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out) as T;
}

/** Worst p99 of a window over everybody but the noisy one, milliseconds. */
function worstP99(result: RunResult, window: number): number {
  const tenants = Object.entries(result.windows[window]!.tenants).filter(([id]) => id !== 'G');
  return Math.max(...tenants.map(([, tenant]) => tenant.latencyMs.p99));
}

const shared = await run('--seed', '7');

describe('run --json', () => {
  it('has the fields of the contract', () => {
    expect(shared.scenario).toEqual({ id: 'noisy-neighbour', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(shared).toMatchObject({
      engineVersion: expect.any(String),
      seed: 7,
      simulatedMs: 120_000,
      isolation: 'shared',
    });
    expect(shared.digest).toMatch(/^[0-9a-f]+$/);
    expect(Object.keys(shared.tenants).join('')).toBe('ABCDEFGHIJKL');
    for (const tenant of Object.values(shared.tenants)) {
      const { arrived, completed, rejected, timedOut, failed, inFlight } = tenant;
      expect(arrived).toBe(completed + rejected + timedOut + failed + inFlight);
      expect(Object.keys(tenant.latencyMs)).toEqual(['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max']);
    }
    for (const tier of Object.values(shared.tiers)) {
      expect(tier).toEqual({
        utilisation: expect.any(Number),
        queueLengthMean: expect.any(Number),
        queueLengthMax: expect.any(Number),
      });
    }
    expect(shared.windows.slice(0, 2).map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 30_000],
      [30_000, 84_000],
    ]);
    expect(shared.objectives.reduce((sum, each) => sum + each.pointsMax, 0)).toBe(100);
  });

  it('is the same for the same seed in another process, by id or by path, and another for another seed', async () => {
    const { out } = tenantlab(['run', NOISY_FILE, '--seed', '7', '--json']);
    expect(JSON.parse(out)).toEqual(shared);
    expect((await run('--seed', '8')).digest).not.toBe(shared.digest);
  });
});

describe('the flood', () => {
  it('hurts every neighbour under shared everything, several times over', () => {
    expect(worstP99(shared, 0)).toBeLessThan(125);
    expect(worstP99(shared, 1)).toBeGreaterThan(4 * worstP99(shared, 0));
    expect(worstP99(shared, 1)).toBeGreaterThan(250);
  });

  it('hurts no neighbour in the silo, which costs several times as much', async () => {
    const silo = await run('--seed', '7', '--isolation', 'silo');
    expect(silo.isolation).toBe('silo');
    expect(worstP99(silo, 1)).toBeLessThan(250);
    expect(silo.totals.costUsd).toBeGreaterThan(3 * shared.totals.costUsd);
  });
});

describe('run', () => {
  it('stops where it is told to', async () => {
    expect((await run('--until', '1.5s')).simulatedMs).toBe(1500);
  });

  it('takes actions in the author’s notation and in the engine’s, with the same outcome', async () => {
    const folder = temporaryFolder();
    const yaml = join(folder, 'cure.yaml');
    const json = join(folder, 'cure.json');
    writeFileSync(
      yaml,
      '- { at: 40 s, do: set-limit, tenant: G, limit: 60/s, burst: 30 }\n- { at: 44 s, do: switch-isolation, isolation: fair }\n',
    );
    const model = { id: 'fair', params: {} };
    const limit = { type: 'set-limit', tenant: 'G', limitPerSec: 60, limitBurst: 30 };
    writeFileSync(
      json,
      JSON.stringify([
        { atUs: 40e6, action: limit },
        { atUs: 44e6, action: { type: 'switch-isolation', model } },
      ]),
    );
    const cured = await run('--actions', yaml);
    expect(cured.objectives.reduce((sum, each) => sum + each.points, 0)).toBe(100);
    expect(await run('--actions', json)).toEqual(cured);
  });

  it('adds replications: summed events, one digest over all seeds, 95 % intervals', async () => {
    const all = await run<ReplicatedResult>('--seed', '3', '--replications', '3', '--until', '20s');
    const each = await Promise.all(['3', '4', '5'].map((seed) => run('--seed', seed, '--until', '20s')));
    expect(all.events).toBe(each.reduce((sum, one) => sum + one.events, 0));
    expect(all.replications.digests).toEqual(each.map((one) => one.digest));
    expect(all.digest).toMatch(/^[0-9a-f]{64}$/);
    const values = each.map((one) => one.tenants.A!.latencyMs.p99);
    const { mean, halfWidth } = all.replications.tenants.A!.latencyMs.p99;
    const expected = values.reduce((sum, value) => sum + value, 0) / 3;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - expected) ** 2, 0) / 2);
    expect(mean).toBeCloseTo(expected, 9);
    expect(halfWidth).toBeCloseTo((4.30265273 * deviation) / Math.sqrt(3), 9);
  });

  it('writes a record that replays and is graded', async () => {
    const record = join(temporaryFolder(), 'run.json');
    expect(await run('--seed', '7', '--out', record)).toEqual(shared);
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ digest: shared.digest, format: 'tenantlab-run' });
    const replayed = await commandLine(['replay', record, '--json']);
    expect(replayed.code).toBe(0);
    expect(JSON.parse(replayed.out)).toMatchObject({ verdict: 'matched', digest: { recorded: shared.digest } });
    const graded = await commandLine(['grade', record]);
    expect(graded.code).toBe(0);
    const points = shared.objectives.reduce((sum, each) => sum + each.points, 0);
    expect(JSON.parse(graded.out)).toMatchObject({ grades: [{ state: 'graded', points, passed: false, remarks: [] }] });
    expect((await commandLine(['grade', record, '--require-pass'])).code).toBe(1);
  });

  it('prints a table for people', async () => {
    const { code, out } = await commandLine(['run', 'noisy-neighbour', '--until', '5s']);
    expect(code).toBe(0);
    for (const word of ['Gantry Retail', 'p99 ms', 'objective', 'digest']) expect(out).toContain(word);
  });
});
