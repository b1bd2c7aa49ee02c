/** @module `compare`: paired on common arrivals, independent without; refusals with their exit codes; and `run --precision`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../server/content/canonical-json.ts';
import type { ReplicatedResult } from '../../server/headless/replicate.ts';
import type { ReplicatedComparison } from '../../sim-engine/comparison/compare-replicated.ts';
import type { ComparedFigure, Comparison } from '../../sim-engine/comparison/comparison.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { commandLine, folderOfTests } from './support.ts';

const folder = folderOfTests();
const path = (name: string): string => join(folder, `${name}.json`);

async function record(name: string, ...options: string[]): Promise<RunResult> {
  const { code, out, err } = await commandLine(['run', 'noisy-neighbour', ...options, '--out', path(name), '--json']);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out) as RunResult;
}

async function compare<T = Comparison>(a: string, b: string, ...options: string[]): Promise<T> {
  const { code, out, err } = await commandLine(['compare', path(a), path(b), ...options, '--json']);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out) as T;
}

let shared: RunResult;
let fair: RunResult;
let comparison: Comparison;
beforeAll(async () => {
  shared = await record('shared', '--seed', '7');
  fair = await record('fair', '--seed', '7', '--isolation', 'fair');
  await record('other-seed', '--seed', '8', '--isolation', 'fair');
  await record('short', '--seed', '7', '--until', '60s');
  comparison = await compare('shared', 'fair');
});

/** The figures of a histogram are up to 0.4 % off. */
function agrees({ a, b, difference }: ComparedFigure, ofA: number, ofB: number): void {
  expect(Math.abs(a - ofA)).toBeLessThanOrEqual(0.004 * ofA);
  expect(Math.abs(b - ofB)).toBeLessThanOrEqual(0.004 * ofB);
  expect(difference).toBeCloseTo(b - a, 6);
}

describe('two designs under one seed', () => {
  it('are paired, and the figures are those of the two runs', () => {
    expect(comparison.arrivals).toEqual({ common: 'all' });
    expect(comparison.method).toMatchObject({ confidence: 0.95, paired: true });
    expect(Object.keys(comparison.tenants)).toEqual(Object.keys(shared.tenants));
    for (const [id, tenant] of Object.entries(comparison.tenants)) {
      const [a, b] = [shared.tenants[id]!, fair.tenants[id]!];
      for (const name of ['p50', 'p90', 'p95', 'p99', 'p999'] as const)
        agrees(tenant.latencyMs![name], a.latencyMs[name], b.latencyMs[name]);
      expect(tenant.goodputPerSec).toMatchObject({ a: a.goodputPerSec, b: b.goodputPerSec });
      expect(tenant.costUsd).toMatchObject({ a: a.costUsd, b: b.costUsd });
      expect(tenant.lost).toEqual({ a: a.rejected, b: b.rejected });
      expect(tenant.commonArrivals).toBe(true);
    }
    expect(comparison.totals.jain).toMatchObject({ a: shared.totals.jain, b: fair.totals.jain });
  });

  it('show the neighbours far better off, and the flooder not', () => {
    const { A, G } = comparison.tenants;
    expect(A!.latencyMs!.p99.high).toBeLessThan(-500);
    expect(A!.latencyMs!.mean.high).toBeLessThan(0);
    expect(A!.verdict).toMatch(/^B's p99 is \d+ to \d+ ms lower; A lost \d+ requests and B 0/);
    expect(G!.verdict).toMatch(/^B's p99 is \d+ to \d+ ms higher/);
  });

  it('count the requests that changed sides: they explain the change of good answers', () => {
    for (const { slo, goodputPerSec } of Object.values(comparison.tenants)) {
      const change = slo.good.b - slo.good.a;
      // Requests still open at the end of one run are on neither side.
      expect(Math.abs(slo.improved! - slo.worsened! - change)).toBeLessThanOrEqual(60);
      expect(goodputPerSec.difference * 120).toBeCloseTo(change, 6);
    }
  });

  it('turned round, differ the other way by the same amount', async () => {
    const turned = await compare('fair', 'shared');
    const [there, back] = [comparison.tenants.B!.latencyMs!.p95, turned.tenants.B!.latencyMs!.p95];
    expect(back.difference).toBeCloseTo(-there.difference, 9);
    expect(back.low).toBeCloseTo(-there.high!, 6);
    expect(turned.tenants.B!.slo.worsened).toBe(comparison.tenants.B!.slo.improved);
  });

  it('print tables and a sentence per tenant for people', async () => {
    const { code, out } = await commandLine(['compare', path('shared'), path('fair')]);
    expect(code).toBe(0);
    for (const word of ['p99.9', 'missed SLO in A only', "\nA: B's p99 is", '\nall: ', '95 %', 'one by one'])
      expect(out).toContain(word);
  });
});

it('a run beside itself shows no difference', async () => {
  const { tenants, totals } = await compare('shared', 'shared');
  expect(tenants.A!.latencyMs!.p99).toMatchObject({ difference: 0, low: 0, high: 0 });
  expect(tenants.A!.slo).toMatchObject({ improved: 0, worsened: 0 });
  for (const { verdict } of [...Object.values(tenants), totals])
    expect(verdict).toBe('every request took the same time in A and in B.');
});

describe('runs without common arrivals', () => {
  it('are told apart by their seeds, and compared as independent with wider intervals', async () => {
    const apart = await compare('shared', 'other-seed');
    expect(apart.arrivals).toEqual({ common: 'none', reason: 'the seeds differ (7 and 8)' });
    expect(apart.method.paired).toBe(false);
    expect(apart.tenants.A!.slo).toMatchObject({ improved: null, worsened: null });
    const width = ({ low, high }: ComparedFigure): number => high! - low!;
    const paired = comparison.totals.goodputPerSec;
    expect(width(apart.totals.goodputPerSec)).toBeGreaterThan(width(paired));
    expect((await commandLine(['compare', path('shared'), path('other-seed')])).out).toContain(
      'Arrivals are not common',
    );
  });

  it('are told apart by their ends', async () => {
    expect((await compare('shared', 'short')).arrivals).toMatchObject({
      common: 'none',
      reason: expect.stringContaining('120 s and 60 s'),
    });
  });

  it('of the same design show no difference, mostly', async () => {
    const { tenants } = await compare('fair', 'other-seed');
    const shown = Object.values(tenants).filter(({ latencyMs }) => {
      const { low, high } = latencyMs!.p95;
      return low! > 0 || high! < 0;
    });
    expect(shown.length).toBeLessThanOrEqual(2);
    expect(Object.values(tenants).some(({ verdict }) => verdict.startsWith('no difference of p99 shown at 95 %'))).toBe(
      true,
    );
  });
});

it('--replications adds paired differences over seeds', async () => {
  const brief = ['--seed', '3', '--until', '10s'];
  await record('brief-shared', ...brief);
  await record('brief-silo', ...brief, '--isolation', 'silo');
  const options = ['--replications', '4'];
  const { replications } = await compare<{ replications: ReplicatedComparison }>(
    'brief-shared',
    'brief-silo',
    ...options,
  );
  expect(replications).toMatchObject({ count: 4, firstSeed: { a: 3, b: 3 }, paired: true });
  const meanOf = async (isolation: string): Promise<number> => {
    const { out } = await commandLine([
      'run',
      'noisy-neighbour',
      ...brief,
      ...options,
      '--isolation',
      isolation,
      '--json',
    ]);
    return (JSON.parse(out) as ReplicatedResult).replications.tenants.B!.latencyMs.p99.mean;
  };
  const { mean, halfWidth, count } = replications.tenants.B!.latencyMs.p99;
  expect(mean).toBeCloseTo((await meanOf('silo')) - (await meanOf('shared')), 9);
  expect(count).toBe(4);
  expect(halfWidth).toBeGreaterThan(0);
  const { out } = await commandLine(['compare', path('brief-shared'), path('brief-silo'), '--replications', '2']);
  expect(out).toContain('paired by seed');
});

describe('compare refuses', () => {
  const altered = (name: string, change: (body: Record<string, unknown>) => void, mendHash: boolean): string => {
    const { contentHash: old, ...body } = JSON.parse(readFileSync(path('short'), 'utf8')) as Record<string, unknown>;
    change(body);
    writeFileSync(path(name), JSON.stringify({ contentHash: mendHash ? contentHash(body) : old, ...body }));
    return path(name);
  };

  it('a changed record with exit 2, as A and as B', async () => {
    const changed = altered('changed', (body) => Object.assign(body, { seed: 9 }), false);
    for (const pair of [
      [changed, path('short')],
      [path('short'), changed],
    ]) {
      const { code, out, err } = await commandLine(['compare', ...pair]);
      expect(`${code} ${out}`).toBe('2 ');
      expect(err).toMatch(/changed\.json: the content does not fit its hash/);
    }
  });

  it('a record of another engine with exit 2', async () => {
    const foreign = altered('foreign', (body) => Object.assign(body, { engineVersion: '0.0.0' }), true);
    const { code, out } = await commandLine(['compare', foreign, path('short'), '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ error: 'unusable-input', issues: [{ code: 'engine-version' }] });
  });

  it('a record that diverges with exit 1, and says which', async () => {
    const forged = altered('forged', (body) => Object.assign(body, { seed: 9 }), true);
    const { code, out, err } = await commandLine(['compare', path('short'), forged, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'diverged', file: forged });
    expect(err).toContain('diverged between event 0');
  });
});

describe('run --precision', () => {
  const run = async (...options: string[]) =>
    await commandLine(['run', 'noisy-neighbour', '--until', '10s', ...options]);

  it('stops at the first seed from the tenth on at which every p99 is known well enough', async () => {
    const { code, out } = await run('--precision', '12%', '--replications', '60', '--json');
    const { replications } = JSON.parse(out) as ReplicatedResult;
    expect(code).toBe(0);
    expect(replications.count).toBeGreaterThanOrEqual(10);
    expect(replications.count).toBeLessThan(60);
    expect(replications.precision).toMatchObject({ share: 0.12, reached: true });
    for (const { latencyMs } of Object.values(replications.tenants))
      expect(latencyMs.p99.halfWidth! / latencyMs.p99.mean).toBeLessThanOrEqual(0.12 / 1.12);
  });

  it('exits 1 when the seeds run out before', async () => {
    const { code, out, err } = await run('--precision', '0.1%', '--replications', '11', '--json');
    expect(code).toBe(1);
    const { replications } = JSON.parse(out) as ReplicatedResult;
    expect(replications).toMatchObject({ count: 11, precision: { reached: false } });
    expect(err).toMatch(/not precise enough after 11 seeds: the p99 of \w is known to \d+\.\d %/);
  });
});
