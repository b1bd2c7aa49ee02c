/** @module Issuing when the disk refuses, the power goes or the button is pressed twice: a whole certificate or none. */
import { describe, expect, it } from 'vitest';
import { CertificateDesk, type RunSource } from '../../server/certificates/certificate-desk.ts';
import type { RunEvidence } from '../../server/certificates/earned.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { dataLayout } from '../../server/data/data-layout.ts';
import type { Grade, GradedRecord } from '../../server/headless/grade-record.ts';
import { openLowdbStore } from '../../server/store/lowdb-store.ts';
import type { Result } from '../../sim-engine/kernel/result.ts';
import type { RunListing } from '../../sim-engine/protocol/messages.ts';
import { KEY } from '../support/certificate-samples.ts';
import { testPorts } from './support/bench-run.ts';
import { ManualTime } from './support/manual-time.ts';
import { MemoryDisk } from './support/memory-disk.ts';

const LAYOUT = dataLayout('/data');
const LEARNER = 'e'.repeat(32);
const RUN = 'd'.repeat(32);
const library = loadLibrary();
const { durationUs } = library.get('noisy-neighbour')!.scenario;

const GRADE: GradedRecord = {
  file: 'run',
  submission: null,
  state: 'graded',
  scenarioId: 'noisy-neighbour',
  scenarioSha256: 'ab'.repeat(32),
  engineVersion: '3',
  seed: 7,
  digest: '0123456789abcdef',
  events: 1,
  points: 100,
  pointsMax: 100,
  passPoints: 80,
  mark: 100,
  passed: true,
  remarks: [],
  objectives: [],
  guards: [],
  generalisation: null,
  world: 'unchecked',
  trajectory: 'cd'.repeat(32),
  shape: 'cd'.repeat(32),
  actionCount: 1,
  durationUs: 1,
};
const EVIDENCE: RunEvidence = {
  runId: RUN,
  title: 'Noisy neighbour',
  createdAt: '2026-11-28T14:00:00.000Z',
  grade: GRADE,
};

async function deskOn(
  disk: MemoryDisk,
  evidence: (runId: string) => Promise<Result<RunEvidence>> = async () => ({ ok: true, value: EVIDENCE }),
  listed: readonly RunListing[] = [],
) {
  const store = await openLowdbStore(disk, LAYOUT);
  const runs: RunSource = {
    list: () => listed,
    evidence: (_, runId) => evidence(runId),
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
  const refusals: readonly (readonly [string, Grade, string])[] = [
    ['of a run that does not pass', { ...GRADE, mark: 79, points: 79, passed: false }, 'not-passed'],
    ['that says it passes and has remarks', { ...GRADE, remarks: ['called off the noise'] }, 'broke-the-rules'],
    ['without a mark', { ...GRADE, mark: null }, 'broke-the-rules'],
    ['of a run without objectives', { ...GRADE, pointsMax: 0 }, 'not-passed'],
    [
      'of a run that cannot be reproduced',
      { file: 'run', submission: null, state: 'not-reproducible', code: 'diverged', reason: 'diverged' },
      'not-gradable',
    ],
  ];
  it.each(refusals)('%s is refused', async (_, grade, code) => {
    const desk = await deskOn(await emptyDisk(), async () => ({ ok: true, value: { ...EVIDENCE, grade } }));
    expect(await desk.issue(LEARNER, 'Ada', [RUN])).toMatchObject({ ok: false, issues: [{ code }] });
    expect((await desk.shelf(LEARNER)).issued).toEqual([]);
  });

  it('of several passing runs is tried from the best on, so that one that broke the rules hides no honest one', async () => {
    const listed = ['a', 'b'].map((letter, at) => ({
      runId: letter.repeat(32),
      scenarioId: 'noisy-neighbour',
      title: 'Noisy neighbour',
      seed: 7,
      status: 'finished' as const,
      simulatedUs: durationUs,
      durationUs,
      createdAt: '2026-11-28T14:00:00.000Z',
      branchOf: null,
      points: 100 - at,
      pointsMax: 100,
    }));
    const tried: string[] = [];
    const desk = await deskOn(
      await emptyDisk(),
      async (runId) => {
        tried.push(runId);
        const grade = runId === listed[0]!.runId ? { ...GRADE, remarks: ['called off the noise'] } : GRADE;
        return { ok: true, value: { ...EVIDENCE, runId, grade } };
      },
      listed,
    );
    expect(await desk.issue(LEARNER, 'Ada', undefined)).toMatchObject({ ok: true });
    expect(tried).toEqual(listed.map(({ runId }) => runId));
  });
});
