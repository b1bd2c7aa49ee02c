/** @module The desk after a start: what was damaged is named and refused, and everything else is there as it was. */
import { beforeEach, describe, expect, it } from 'vitest';
import { RUN_LIMITS } from '../../server/config.ts';
import { createMetrics } from '../../server/core/metrics.ts';
import { RunDesk } from '../../server/runs/run-desk.ts';
import { type RunScan, scanRuns } from '../../server/runs/run-scan.ts';
import { CONTENT, DATA, InlineSimulation, LEARNER_ID, RememberingViewer, testPorts } from './support/bench-run.ts';
import { ManualTime, settle } from './support/manual-time.ts';
import { MemoryDisk } from './support/memory-disk.ts';

let time: ManualTime;
let disk: MemoryDisk;

beforeEach(async () => {
  time = new ManualTime();
  disk = new MemoryDisk();
  for (const folder of [DATA.root, DATA.runs]) await disk.makeFolder(folder);
});

async function openDesk(on: MemoryDisk, limits = RUN_LIMITS): Promise<RunDesk> {
  const ports = testPorts(time, on);
  const simulation = new InlineSimulation(time);
  const desk = new RunDesk({
    ports,
    metrics: createMetrics(),
    simulation,
    data: DATA,
    limits,
    lateness: () => undefined,
  });
  await desk.takeStock();
  return desk;
}

async function make(desk: RunDesk, seed = 1): Promise<string> {
  const made = await desk.create(LEARNER_ID, CONTENT, seed);
  if (!made.ok) throw new TypeError(made.issues[0]?.message);
  return made.value.runId;
}

async function live(desk: RunDesk, runId: string) {
  const opened = await desk.open(LEARNER_ID, runId);
  if (!opened.ok) throw new TypeError(opened.issues[0]?.message);
  return opened.value;
}

function journalOf(runId: string): string {
  return `${DATA.runs}/${runId}/journal.jsonl`;
}

describe('the run desk', () => {
  it('names file and line of a damaged journal, calls the run failed, and serves the others', async () => {
    const desk = await openDesk(disk);
    const [bad, good] = [await make(desk, 1), await make(desk, 2)];
    await (await live(desk, bad)).control('a', { type: 'start' });
    await (await live(desk, bad)).control('b', { type: 'pause' });
    await desk.close();
    const after = disk.afterKill();
    const bytes = await after.read(journalOf(bad));
    const second = bytes.indexOf(0x0a) + 120;
    bytes[second]! ^= 4;
    after.plant(journalOf(bad), bytes);
    const again = await openDesk(after);
    expect(again.damagedCount()).toBe(1);
    expect(again.list(LEARNER_ID).find(({ runId }) => runId === bad)?.status).toBe('failed');
    expect(await again.open(LEARNER_ID, bad)).toMatchObject({
      ok: false,
      issues: [{ code: 'journal-damaged', path: `runs/${bad}/journal.jsonl:2` }],
    });
    expect((await live(again, good)).ledger.created.seed).toBe(2);
    expect(await after.read(journalOf(bad))).toEqual(bytes);
  });

  it('notices a journal that has lost its end, by the checkpoint that knows better', async () => {
    const desk = await openDesk(disk);
    const runId = await make(desk);
    const session = await live(desk, runId);
    await session.control('a', { type: 'start' });
    await time.pass(500);
    await session.act('one', { type: 'stop-noise', noise: 0 });
    await time.pass(2_500);
    await desk.close();
    const after = disk.afterKill();
    const bytes = await after.read(journalOf(runId));
    const lines = new TextDecoder().decode(bytes).split('\n');
    after.plant(journalOf(runId), new TextEncoder().encode(`${lines.slice(0, 2).join('\n')}\n`));
    const opened = await (await openDesk(after)).open(LEARNER_ID, runId);
    expect(opened).toMatchObject({ ok: false, issues: [{ code: 'journal-damaged' }] });
  });

  it('counts a missing journal as damage when the run had begun, and clears away a run that never was', async () => {
    const desk = await openDesk(disk);
    const runId = await make(desk);
    await desk.close();
    const after = disk.afterKill();
    await after.unlink(journalOf(runId));
    const cut = 'c'.repeat(32);
    await after.makeFolder(`${DATA.runs}/${cut}`);
    after.plant(journalOf(cut), new TextEncoder().encode('{"sequence":0,"hash":"ab'));
    const scan: RunScan = await scanRuns(testPorts(time, after), DATA);
    expect(scan.runs).toEqual([]);
    expect(scan.lost).toMatchObject([{ code: 'journal-damaged', path: `runs/${runId}/journal.jsonl:1` }]);
    expect(await after.list(DATA.runs)).toEqual([runId]);
  });

  it('resumes by itself what was running, leaves what was paused, and lists both as they stand', async () => {
    const desk = await openDesk(disk);
    const [running, paused] = [await make(desk, 1), await make(desk, 2)];
    for (const runId of [running, paused]) await (await live(desk, runId)).control('a', { type: 'start' });
    await time.pass(1_000);
    await (await live(desk, paused)).control('b', { type: 'pause' });
    await time.pass(1_000);
    const again = await openDesk(disk.afterKill());
    const before = new Map(again.list(LEARNER_ID).map((listing) => [listing.runId, listing]));
    await again.resume();
    await time.pass(2_000);
    const after = new Map(again.list(LEARNER_ID).map((listing) => [listing.runId, listing]));
    expect([after.get(running)?.status, after.get(paused)?.status]).toEqual(['running', 'paused']);
    expect(after.get(running)!.simulatedUs).toBeGreaterThan(before.get(running)!.simulatedUs + 1_500_000);
    expect(after.get(paused)!.simulatedUs).toBe(before.get(paused)!.simulatedUs);
  });

  it('puts away what nobody watches and takes it up again as it was', async () => {
    const desk = await openDesk(disk);
    const runId = await make(desk);
    const session = await live(desk, runId);
    const viewer = new RememberingViewer();
    const watching = session.watch(viewer, 0);
    viewer.received = (sequence) => setImmediate(() => watching.ack(sequence));
    await session.control('a', { type: 'start' });
    await time.pass(3_000);
    await session.control('b', { type: 'pause' });
    await time.pass(100);
    watching.stop();
    await time.pass(90_000);
    const back = await live(desk, runId);
    expect(back).not.toBe(session);
    const second = new RememberingViewer();
    back.watch(second, viewer.frames.flatMap(({ frame }) => frame.ticks).length);
    await settle();
    await time.pass(50);
    expect(second.notes.status).toBe('paused');
    expect(second.last.simulatedUs).toBe(viewer.last.simulatedUs);
    expect(second.frames.flatMap(({ frame }) => frame.ticks)).toEqual([]);
    expect(await session.control('c', { type: 'resume' })).toMatchObject({ ok: false, issues: [{ code: 'busy' }] });
    expect(await back.control('c', { type: 'resume' })).toMatchObject({ ok: true });
  });

  it('tells a learner when the server is full, and takes them once it is not', async () => {
    const desk = await openDesk(disk, { ...RUN_LIMITS, runningRunsMax: 1 });
    const [first, second] = [await make(desk, 1), await make(desk, 2)];
    await (await live(desk, first)).control('a', { type: 'start' });
    const refused = await (await live(desk, second)).control('a', { type: 'start' });
    expect(refused).toMatchObject({ ok: false, issues: [{ code: 'busy', message: expect.stringContaining('30 s') }] });
    expect(await desk.create(LEARNER_ID, CONTENT, 3)).toMatchObject({ ok: false, issues: [{ code: 'busy' }] });
    await (await live(desk, first)).control('b', { type: 'pause' });
    expect(await (await live(desk, second)).control('a', { type: 'start' })).toMatchObject({ ok: true });
  });
});
