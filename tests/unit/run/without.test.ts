/** @module A run without a tenant: everybody else's arrivals are the same bits, the tenant has none, and a snapshot knows of it. */
import { expect, it } from 'vitest';
import { loadLibrary } from '../../../server/content/library.ts';
import { Run, type RunOptions } from '../../../sim-engine/index.ts';

const { scenario, sha256 } = loadLibrary().get('noisy-neighbour')!;
const options: RunOptions = { scenario, scenarioSha256: sha256, seed: 3 };
const UNTIL_US = 60_000_000;

function finished(run: Run): ReturnType<Run['result']> {
  run.advanceTo(UNTIL_US);
  return run.result();
}

it('leaves every other tenant’s arrivals bit-identical, noise of the one left out included', () => {
  const all = finished(Run.create(options));
  for (const without of ['A', 'G']) {
    const rest = finished(Run.create({ ...options, without }));
    expect(rest.tenants[without]!.arrived).toBe(0);
    expect(rest.digest).not.toBe(all.digest);
    for (const [id, { arrived, arrivalDigest }] of Object.entries(all.tenants)) {
      if (id !== without) expect(rest.tenants[id]).toMatchObject({ arrived, arrivalDigest });
    }
  }
});

it('goes on from a snapshot with the same tenant left out, and with no other', () => {
  const left = { ...options, without: 'G' };
  const run = Run.create(left);
  run.advanceTo(20_000_000);
  const snapshot = run.snapshot();
  const restored = Run.restore(left, snapshot);
  expect(restored.ok && finished(restored.value)).toEqual(finished(run));
  expect(Run.restore(options, snapshot)).toMatchObject({ ok: false, issues: [{ code: 'snapshot-unreadable' }] });
});

it('refuses a tenant that is not there', () => {
  expect(() => Run.create({ ...options, without: 'Q' })).toThrow('there is no tenant Q');
});
