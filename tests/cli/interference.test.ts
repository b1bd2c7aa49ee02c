/** @module `tenantlab interference`: sums that are exact, who is named, what isolation takes away, the same bytes on any number of threads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  BlameInterference,
  ChangeMatrix,
  CounterfactualInterference,
} from '../../server/headless/interference.ts';
import type { RunResult } from '../../sim-engine/model/run-result.ts';
import { commandLine, temporaryFolder } from './support.ts';

async function interference<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await commandLine(['interference', 'noisy-neighbour', ...args, '--json']);
  expect(`${code} ${err}`).toBe('0 ');
  return JSON.parse(out) as T;
}

const us = (ms: number): number => Math.round(ms * 1000);

/** Culprit that harms the others most, over all of them. */
function worst(matrix: ChangeMatrix): string | undefined {
  const harm = (culprit: string): number =>
    Object.entries(matrix[culprit]!).reduce((sum, [victim, ms]) => sum + (victim === culprit ? 0 : (ms ?? 0)), 0);
  return Object.keys(matrix).sort((a, b) => harm(b) - harm(a))[0];
}

function offDiagonal(matrix: ChangeMatrix): (number | null)[] {
  return Object.entries(matrix).flatMap(([culprit, row]) =>
    Object.entries(row).flatMap(([victim, ms]) => (victim === culprit ? [] : [ms])),
  );
}

describe('blame', async () => {
  const shared = await interference<BlameInterference>('--seed', '7');

  it('columns add up to the delay that the requests measured, to the microsecond, and resources to the matrix', () => {
    expect(Object.keys(shared.matrix)).toEqual([...shared.tenants, '_system']);
    for (const victim of shared.tenants) {
      const column = Object.values(shared.matrix).reduce((sum, row) => sum + us(row[victim]!), 0);
      expect(`${victim} ${column}`).toBe(`${victim} ${us(shared.delayMs[victim]!)}`);
      expect(column).toBeGreaterThan(0);
      for (const culprit of Object.keys(shared.matrix)) {
        const parts = Object.values(shared.byResource).map((matrix) => us(matrix[culprit]?.[victim] ?? 0));
        expect(parts.reduce((sum, each) => sum + each, 0)).toBe(us(shared.matrix[culprit]![victim]!));
      }
    }
  });

  it('is what run says of the same run', async () => {
    const run = JSON.parse((await commandLine(['run', 'noisy-neighbour', '--seed', '7', '--json'])).out) as RunResult;
    expect(shared).toMatchObject({ digest: run.digest, seed: 7, unit: 'ms', scenario: 'noisy-neighbour' });
    expect(shared.matrix).toMatchObject(run.blameMs);
  });

  it('names the flooding tenant under shared everything', () => {
    expect(worst(shared.matrix)).toBe('G');
    expect(shared.matrix.G!.A).toBeGreaterThan(10 * shared.matrix.B!.A!);
  });

  it('charges the system for the load of a move, and nobody else for it', async () => {
    const actions = join(temporaryFolder(), 'move.yaml');
    writeFileSync(actions, '- { at: 20 s, do: switch-isolation, isolation: bridge }');
    const moved = await interference<BlameInterference>('--actions', actions);
    const system = Object.values(moved.matrix._system!).reduce((sum, ms) => sum + ms, 0);
    expect(system).toBeGreaterThan(0);
    expect(moved.tenants).not.toContain('_system');
    expect(Object.values(shared.matrix._system!).every((ms) => ms === 0)).toBe(true);
  });

  it('is nothing between tenants in silos', async () => {
    const { matrix } = await interference<BlameInterference>('--isolation', 'silo');
    expect(offDiagonal(matrix).every((ms) => ms === 0)).toBe(true);
    expect(matrix.G!.G).toBeGreaterThan(0);
  });

  it('prints a matrix for people, of one resource if asked', async () => {
    const all = await commandLine(['interference', 'noisy-neighbour', '--seed', '7']);
    const one = await commandLine(['interference', 'noisy-neighbour', '--seed', '7', '--resource', 'database-io']);
    expect(`${all.code} ${one.code}`).toBe('0 0');
    for (const { out } of [all, one]) expect(out).toMatch(/^culprit +A +B .* L$/m);
    for (const id of [...shared.tenants, '_system', 'all']) expect(all.out).toMatch(new RegExp(`^${id} +\\d`, 'm'));
    expect(one.out).toContain('at database-io');
    expect(one.out).not.toBe(all.out);
  });
});

describe('counterfactual', () => {
  const args = ['--method', 'counterfactual', '--seed', '7'];

  it('names the flooding tenant under shared everything', async () => {
    const { matrix, matrixP99, latencyMs, tenants } = await interference<CounterfactualInterference>(...args);
    expect(worst(matrix)).toBe('G');
    expect(worst(matrixP99)).toBe('G');
    for (const id of tenants) {
      expect(Object.keys(matrix[id]!)).toEqual(tenants.filter((each) => each !== id));
      if (id === 'G') continue;
      expect(matrixP99.G![id]).toBeGreaterThan(latencyMs[id]!.p99 / 2);
      expect(matrixP99.G![id]).toBeLessThan(latencyMs[id]!.p99);
    }
  });

  it('is nothing between tenants in silos', async () => {
    const { matrix, matrixP99 } = await interference<CounterfactualInterference>(...args, '--isolation', 'silo');
    expect(offDiagonal(matrix).every((ms) => ms === 0)).toBe(true);
    expect(offDiagonal(matrixP99).every((ms) => ms === 0)).toBe(true);
  });

  it('prints the same bytes on one thread and on two', async () => {
    const short = ['interference', 'noisy-neighbour', ...args, '--until', '50s'];
    for (const json of [[], ['--json']]) {
      const [one, two] = await Promise.all(
        ['1', '2'].map((workers) => commandLine([...short, '--workers', workers, ...json])),
      );
      expect(`${one!.code} ${two!.code}`).toBe('0 0');
      expect(one!.out).toBe(two!.out);
    }
  });
});
