/** @module Issuing when the disk refuses, the power goes or the button is pressed twice: a whole certificate or none. */
import { describe, expect, it } from 'vitest';
import { CertificateDesk, type RunSource } from '../../server/certificates/certificate-desk.ts';
import type { RunEvidence } from '../../server/certificates/earned.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { dataLayout } from '../../server/data/data-layout.ts';
import { openLowdbStore } from '../../server/store/lowdb-store.ts';
import type { Result } from '../../sim-engine/kernel/result.ts';
import { KEY } from '../support/certificate-samples.ts';
import { testPorts } from './support/bench-run.ts';
import { ManualTime } from './support/manual-time.ts';
import { MemoryDisk } from './support/memory-disk.ts';

const LAYOUT = dataLayout('/data');
const LEARNER = 'e'.repeat(32);
const RUN = 'd'.repeat(32);
const library = loadLibrary();
const { scenario, sha256 } = library.get('noisy-neighbour')!;

const EVIDENCE: RunEvidence = {
  runId: RUN,
  scenario,
  scenarioSha256: sha256,
  engineVersion: '3',
  seed: 7,
  createdAt: '2026-11-28T14:00:00.000Z',
  untilUs: scenario.durationUs,
  digest: '0123456789abcdef',
  objectives: scenario.objectives.map(({ id, title, points }) => ({
    id,
    title,
    state: 'passed',
    passed: true,
    points,
    pointsMax: points,
    measured: 1,
    threshold: 1,
    unit: '',
  })) as unknown as RunEvidence['objectives'],
};

async function deskOn(
  disk: MemoryDisk,
  evidence: () => Promise<Result<RunEvidence>> = async () => ({ ok: true, value: EVIDENCE }),
) {
  const store = await openLowdbStore(disk, LAYOUT);
  const runs: RunSource = {
    list: () => [],
    evidence,
    record: async () => ({ ok: false, issues: [] }),
  };
  const ports = testPorts(new ManualTime(), disk);
  const desk = new CertificateDesk({
    ports,
    store,
    runs,
    library,
    key: KEY,
    issuer: 'TenantLab',
    certificatesPerLearnerMax: 3,
  });
  await desk.takeStock();
  return desk;
}

async function emptyDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await disk.makeFolder('/data');
  await openLowdbStore(disk, LAYOUT);
  return disk;
}

describe('a certificate', () => {
  it('is there whole or not at all after a kill or a power cut at any operation of its writing', async () => {
    let issuedCount = 0;
    for (let refuseAt = 1; refuseAt <= 7; refuseAt++) {
      const disk = await emptyDisk();
      const desk = await deskOn(disk);
      disk.refuseAt = disk.operations + refuseAt;
      disk.refusesOn = true;
      const issued = await desk.issue(LEARNER, 'Ada', [RUN]).catch(() => undefined);
      if (issued?.ok) issuedCount++;
      for (const after of [disk.afterKill(), disk.afterPowerCut(0), disk.afterPowerCut(0.5)]) {
        const later = await deskOn(after);
        const names = await after.list(LAYOUT.certificates);
        expect(names.every((name) => /^[0-9a-f]{32}\.json$/.test(name))).toBe(true);
        for (const name of names) expect(await later.check(name.slice(0, 32))).toMatchObject({ state: 'valid' });
        const { issued: held } = await later.shelf(LEARNER);
        expect(held).toHaveLength(names.length);
        if (issued?.ok) expect(names).toEqual([`${issued.value.id}.json`]);
      }
      // Nothing is held that was not written.
      expect((await desk.shelf(LEARNER)).issued).toHaveLength(issued?.ok ? 1 : 0);
    }
    expect(issuedCount).toBeGreaterThan(0);
    expect(issuedCount).toBeLessThan(7);
  });

  it('is one when it is asked for twice at once, and there are no more than the limit', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const desk = await deskOn(await emptyDisk(), async () => {
      await held;
      return { ok: true, value: EVIDENCE };
    });
    const first = desk.issue(LEARNER, 'Ada', [RUN]);
    expect(await desk.issue(LEARNER, 'Ada', [RUN])).toMatchObject({ issues: [{ code: 'certificate-in-progress' }] });
    release();
    expect(await first).toMatchObject({ ok: true });
    for (let i = 0; i < 2; i++) expect(await desk.issue(LEARNER, 'Ada', [RUN])).toMatchObject({ ok: true });
    expect(await desk.issue(LEARNER, 'Ada', [RUN])).toMatchObject({ issues: [{ code: 'too-many-certificates' }] });
  });
});

describe('evidence', () => {
  const refusals: readonly (readonly [string, Partial<RunEvidence>, string])[] = [
    ['of another version of the scenario', { scenarioSha256: 'f'.repeat(64) }, 'scenario-changed'],
    ['with our hash on a scenario that is easier', { scenario: { ...scenario, passPoints: 0 } }, 'scenario-changed'],
    ['of a scenario that is not in the library', { scenario: { ...scenario, id: 'mine' } }, 'scenario-changed'],
    ['that was ended early', { untilUs: scenario.durationUs - 1 }, 'run-cut-short'],
    ['without its points', { objectives: EVIDENCE.objectives.map((each) => ({ ...each, points: 0 })) }, 'not-passed'],
    ['without objectives', { objectives: [] }, 'not-passed'],
  ];
  it.each(refusals)('%s is refused', async (_, change, code) => {
    const desk = await deskOn(await emptyDisk(), async () => ({ ok: true, value: { ...EVIDENCE, ...change } }));
    expect(await desk.issue(LEARNER, 'Ada', [RUN])).toMatchObject({ ok: false, issues: [{ code }] });
    expect((await desk.shelf(LEARNER)).issued).toEqual([]);
  });
});
