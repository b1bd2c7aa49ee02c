/** @module A live run: stamps, answers and goes on after crashes, with time, disk and threads in the test's hands. */
import { describe, expect, it } from 'vitest';
import { LabError } from '../../server/core/lab-error.ts';
import { IDLE_MS, UNWATCHED_MS } from '../../server/runs/absence.ts';
import { readJournal } from '../../server/runs/journal-reader.ts';
import { replay } from '../../sim-engine/index.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import { BenchRun, CONTENT, DATA, RUN_ID } from './support/bench-run.ts';
import { settle } from './support/manual-time.ts';

const JOURNAL = `${DATA.runs}/${RUN_ID}/journal.jsonl`;
const SILO: Action = { type: 'switch-isolation', model: { id: 'silo', params: {} } };
const FAIR: Action = { type: 'switch-isolation', model: { id: 'fair', params: {} } };

async function started(): Promise<BenchRun> {
  const bench = await BenchRun.create();
  expect(await bench.session.control('start', { type: 'start' })).toEqual({
    ok: true,
    value: { status: 'running', atUs: 0 },
  });
  return bench;
}

async function finish(bench: BenchRun): Promise<string> {
  await bench.session.control('fast', { type: 'speed', speed: 50 });
  await bench.time.pass(4_000);
  const { digest } = bench.viewer.notes;
  if (digest === undefined) throw new TypeError('the run did not finish');
  return digest;
}

async function headlessDigest(bench: BenchRun, seed = 7): Promise<string> {
  const { entries, damage } = readJournal(await bench.disk.read(JOURNAL), 'j');
  expect(damage).toBeUndefined();
  const actions = entries.flatMap((entry) =>
    entry.type === 'action' ? [{ sequence: entry.sequence, atUs: entry.atUs, action: entry.action }] : [],
  );
  const finished = entries.find((entry) => entry.type === 'finished');
  if (finished?.type !== 'finished') throw new TypeError('the journal has no end');
  const options = { scenario: CONTENT.scenario, scenarioSha256: CONTENT.sha256, seed };
  const { run } = replay(options, actions, finished.atUs);
  expect(finished.digest).toBe(run.digest());
  return run.digest();
}

describe('a live run', () => {
  it('advances with the wall clock at its speed, and its frames show it', async () => {
    const bench = await started();
    await bench.time.pass(2_000);
    expect(bench.viewer.last.simulatedUs).toBeGreaterThan(1_900_000);
    expect(bench.viewer.last.simulatedUs).toBeLessThanOrEqual(2_000_000);
    expect(bench.viewer.last.actualSpeed).toBeCloseTo(1, 1);
    await bench.session.control('faster', { type: 'speed', speed: 10 });
    const before = bench.viewer.last.simulatedUs;
    await bench.time.pass(1_000);
    expect(bench.viewer.last.simulatedUs - before).toBeGreaterThan(9_000_000);
    expect(bench.viewer.frames.map(({ frame }) => frame.sequence)).toEqual(bench.viewer.frames.map((_, i) => i + 1));
    const ticks = bench.viewer.frames.flatMap(({ frame }) => frame.ticks.map(({ index }) => index));
    expect(ticks).toEqual(ticks.map((_, index) => index));
    expect(Math.max(...bench.latenesses)).toBe(0);
  });

  it('stamps an action at the beginning of what was not asked for yet, and answers a repeat with the same stamp', async () => {
    const bench = await started();
    await bench.time.pass(1_000);
    const shownUs = bench.viewer.last.simulatedUs;
    const both = await Promise.all([bench.session.act('one', SILO), bench.session.act('one', SILO)]);
    await bench.time.pass(500);
    const repeat = await bench.session.act('one', FAIR);
    expect(both[0]).toEqual({ ok: true, value: { sequence: 0, atUs: shownUs } });
    expect([both[1], repeat]).toEqual([both[0], both[0]]);
    expect(bench.session.ledger.actions.length).toBe(1);
    expect(bench.viewer.notes.movesUsed).toBe(1);
    expect(bench.viewer.notes.actions).toEqual([{ atUs: shownUs, action: SILO }]);
  });

  it('does not go beyond an action that is still on its way to the disk', async () => {
    const bench = await started();
    await bench.time.pass(1_000);
    let release = (): void => undefined;
    bench.disk.beforeSync = () => new Promise((resolve) => (release = resolve));
    const answer = bench.session.act('slow-disk', SILO);
    await bench.time.pass(3_000);
    const heldUs = bench.viewer.last.simulatedUs;
    bench.disk.beforeSync = () => Promise.resolve();
    release();
    expect(await answer).toEqual({ ok: true, value: { sequence: 0, atUs: heldUs } });
    await bench.time.pass(200);
    expect(bench.viewer.last.simulatedUs).toBeGreaterThan(heldUs);
  });

  it('takes actions while a slice is under way, and hands each to the thread once', async () => {
    const bench = await started();
    await bench.time.pass(1_000);
    let release = (): void => undefined;
    bench.simulation.hold = new Promise((resolve) => (release = resolve));
    await bench.time.pass(60);
    const stamps: number[] = [];
    for (const clientId of ['a', 'b', 'c']) {
      const answer = await bench.session.act(clientId, { type: 'stop-noise', noise: 0 });
      if (answer.ok) stamps.push(answer.value.atUs);
    }
    const before = bench.simulation.slices.length;
    bench.simulation.hold = undefined;
    release();
    await bench.time.pass(1_000);
    const later = bench.simulation.slices.slice(before);
    expect(later.flatMap(({ actions }) => actions.map(({ sequence }) => sequence))).toEqual([0, 1, 2]);
    expect(later.some(({ world }) => world)).toBe(false);
    expect(stamps.every((atUs) => atUs > 1_000_000)).toBe(true);
    expect(await finish(bench)).toBe(await headlessDigest(bench));
  });

  it('plans noise for a moment after its stamp, across a restart, and refuses one that has passed by then', async () => {
    const bench = await started();
    await bench.time.pass(2_000);
    const plan = (fromUs: number): Action => ({
      type: 'inject-noise',
      tenant: 'A',
      noise: { id: 'request-flood', params: { ratePerSec: 50 } },
      fromUs,
      forUs: 1_000_000,
    });
    const late = await bench.session.act('late', plan(1_500_000));
    expect(late).toMatchObject({ ok: false, issues: [{ code: 'start-in-the-past' }] });
    expect(await bench.session.act('later', plan(5_000_000))).toMatchObject({ ok: true, value: { sequence: 0 } });
    await bench.time.pass(500);
    const next = await BenchRun.reopen(bench.disk);
    await next.session.control('go', { type: 'resume' });
    await next.time.pass(6_000);
    const begun = next.viewer.frames.flatMap(({ notes }) => notes.log ?? []).filter(({ tenant }) => tenant === 'A');
    expect(begun.map(({ kind, atUs }) => [kind, atUs])).toEqual([
      ['noise-start', 5_000_000],
      ['noise-end', 6_000_000],
    ]);
    expect(await finish(next)).toBe(await headlessDigest(next));
  });

  it('refuses what the scenario does not allow, a repeat of it, and everything after the end', async () => {
    const bench = await started();
    const nonsense: Action = { type: 'switch-isolation', model: { id: 'nonsense', params: {} } };
    const refused = await bench.session.act('bad', nonsense);
    expect(refused.ok).toBe(false);
    expect(await bench.session.act('bad', SILO)).toEqual(refused);
    expect(await bench.session.control('again', { type: 'start' })).toMatchObject({
      ok: false,
      issues: [{ code: 'control-not-now' }],
    });
    await bench.time.pass(500);
    expect(await bench.session.control('end', { type: 'finish' })).toMatchObject({ ok: true });
    await bench.time.pass(100);
    expect(bench.viewer.notes.status).toBe('finished');
    expect(await bench.session.act('late', SILO)).toMatchObject({ ok: false, issues: [{ code: 'run-over' }] });
    await headlessDigest(bench);
  });

  it('finishes by itself at the end of the scenario, with the digest that a headless replay has', async () => {
    const bench = await started();
    await bench.time.pass(700);
    await bench.session.act('one', SILO);
    expect(await finish(bench)).toBe(await headlessDigest(bench));
    expect(bench.viewer.last.simulatedUs).toBe(CONTENT.scenario.durationUs);
  });

  it('stands still while paused', async () => {
    const bench = await started();
    await bench.time.pass(500);
    await bench.session.control('p', { type: 'pause' });
    await bench.time.pass(100);
    const atUs = bench.viewer.last.simulatedUs;
    await bench.time.pass(60_000);
    expect(bench.viewer.last.simulatedUs).toBe(atUs);
    expect(bench.viewer.last.actualSpeed).toBe(0);
    expect(await bench.session.control('r', { type: 'resume' })).toMatchObject({ ok: true, value: { atUs } });
    await bench.time.pass(500);
    expect(bench.viewer.last.simulatedUs).toBeGreaterThan(atUs + 400_000);
    expect(bench.viewer.last.simulatedUs).toBeLessThanOrEqual(atUs + 500_000);
  });

  it('is back after a kill at any moment: same answers, same past, same digest', async () => {
    const digests = new Set<string>();
    for (const killAtMs of [60, 900, 2_600, 4_300]) {
      const bench = await started();
      await bench.time.pass(40);
      const first = await bench.session.act('one', SILO);
      await bench.time.pass(killAtMs);
      const ticksShown = bench.viewer.frames.flatMap(({ frame }) => frame.ticks).length;
      const after = await BenchRun.reopen(bench.disk.afterKill());
      await settle();
      expect(await after.session.act('one', FAIR)).toEqual(first);
      await after.time.pass(300);
      expect(after.viewer.notes.status).toBe('running');
      const ticks = after.viewer.frames.flatMap(({ frame }) => frame.ticks);
      expect(ticks.length).toBeGreaterThanOrEqual(ticksShown);
      expect(ticks.map(({ index }) => index)).toEqual(ticks.map((_, index) => index));
      const digest = await finish(after);
      expect(digest).toBe(await headlessDigest(after));
      digests.add(digest);
    }
    // The only action was stamped at the same time in each, so no kill may have left a trace.
    expect(digests.size).toBe(1);
  });

  it('is back after a power cut: whatever was acknowledged is still there', async () => {
    const bench = await started();
    await bench.time.pass(1_000);
    const first = await bench.session.act('one', SILO);
    await bench.time.pass(2_000);
    for (const keep of [0, 0.5, 1]) {
      const after = await BenchRun.reopen(bench.disk.afterPowerCut(keep));
      await settle();
      expect(await after.session.act('one', FAIR)).toEqual(first);
      expect(await finish(after)).toBe(await headlessDigest(after));
    }
  });

  it('goes on in a fresh thread when its thread dies, and no frame shows time running backwards', async () => {
    const bench = await started();
    let slices = 0;
    bench.simulation.beforeSlice = () => {
      if (++slices % 40 !== 0) return;
      bench.simulation.cache.forget(RUN_ID);
      throw new LabError('worker-lost', 'killed by the test');
    };
    await bench.time.pass(5_000);
    await bench.session.act('one', SILO);
    expect(await finish(bench)).toBe(await headlessDigest(bench));
    const times = bench.viewer.frames.map(({ frame }) => frame.simulatedUs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const ticks = bench.viewer.frames.flatMap(({ frame }) => frame.ticks.map(({ index }) => index));
    expect(ticks).toEqual(ticks.map((_, index) => index));
  });

  it('is given up when it takes its thread down twice at the same point, with the reason, and stays so', async () => {
    const bench = await started();
    bench.simulation.beforeSlice = ({ untilUs }) => {
      if (untilUs < 1_000_000) return;
      bench.simulation.cache.forget(RUN_ID);
      throw new LabError('worker-lost', 'out of memory');
    };
    await bench.time.pass(3_000);
    expect(bench.viewer.notes.status).toBe('failed');
    expect(bench.viewer.notes.issues).toMatchObject([{ code: 'run-failed' }]);
    const after = await BenchRun.reopen(bench.disk.afterKill());
    await settle();
    expect(after.viewer.notes).toMatchObject({ status: 'failed', issues: [{ code: 'run-failed' }] });
    expect(await after.session.act('late', SILO)).toMatchObject({ ok: false, issues: [{ code: 'run-over' }] });
  });

  it('executes the run again when its checkpoint is damaged', async () => {
    const bench = await started();
    await bench.time.pass(3_000);
    await bench.session.close();
    const disk = bench.disk.afterKill();
    const path = `${DATA.runs}/${RUN_ID}/checkpoint.bin`;
    const bytes = await disk.read(path);
    bytes[bytes.length >> 1]! ^= 1;
    disk.plant(path, bytes);
    const after = await BenchRun.reopen(disk);
    await after.time.pass(300);
    expect(after.simulation.slices.find(({ world }) => world)?.world?.checkpoint).toBeUndefined();
    expect(await finish(after)).toBe(await headlessDigest(after));
  });

  it('acknowledges nothing the disk refused, at any operation, and goes on once there is room again', async () => {
    for (let refuseAt = 1; refuseAt <= 14; refuseAt++) {
      const bench = await started();
      await bench.time.pass(1_700);
      bench.disk.refuseAt = bench.disk.operations + refuseAt;
      bench.disk.refusesOn = true;
      const acked: string[] = [];
      for (const clientId of ['a', 'b', 'c']) {
        const answer = await bench.session.act(clientId, { type: 'stop-noise', noise: 0 });
        if (answer.ok) acked.push(clientId);
        await bench.time.pass(200);
      }
      bench.disk.refuseAt = Number.POSITIVE_INFINITY;
      const retried = await bench.session.act('d', { type: 'stop-noise', noise: 0 });
      expect(retried).toMatchObject({ ok: true, value: { sequence: acked.length } });
      expect(await finish(bench)).toBe(await headlessDigest(bench));
      const { entries } = readJournal(await bench.disk.read(JOURNAL), 'j');
      const kept = entries.flatMap((entry) => (entry.type === 'action' ? [entry.clientId] : []));
      expect(kept).toEqual([...acked, 'd']);
    }
  });

  it('pauses when nobody has watched for five minutes, and can then be put away', async () => {
    const bench = await BenchRun.create(7, 900_000_000);
    await bench.session.control('start', { type: 'start' });
    bench.unwatch();
    await bench.time.pass(UNWATCHED_MS - 1_000);
    expect(bench.session.listing().status).toBe('running');
    await bench.time.pass(2_000);
    expect(bench.session.listing().status).toBe('paused');
    const { entries } = readJournal(await bench.disk.read(JOURNAL), 'j');
    expect(entries.at(-1)).toMatchObject({ type: 'control', control: { type: 'pause' } });
    expect(bench.idled).toBe(false);
    await bench.time.pass(IDLE_MS + 1_000);
    expect(bench.idled).toBe(true);
  });

  it('holds frames back from a viewer who does not acknowledge, and loses none of what happened meanwhile', async () => {
    const bench = await started();
    await bench.time.pass(100);
    bench.viewer.received = () => undefined;
    await bench.time.pass(1_000);
    const stalled = bench.viewer.frames.length;
    await bench.time.pass(5_000);
    await bench.session.act('one', SILO);
    expect(bench.viewer.frames.length).toBe(stalled);
    bench.ackAll();
    await bench.time.pass(100);
    const ticks = bench.viewer.frames.flatMap(({ frame }) => frame.ticks.map(({ index }) => index));
    expect(ticks).toEqual(Array.from({ length: Math.floor(bench.viewer.last.simulatedUs / 500_000) }, (_, i) => i));
    expect(bench.viewer.notes.movesUsed).toBe(1);
    expect(bench.viewer.last.simulatedUs).toBeGreaterThan(5_900_000);
  });
});
