/**
 * @module What a viewer of 50 tenants on 60 nodes with 5,000 requests in flight is sent: at 20 frames a second at most 60 KB/s, with
 * nothing left out.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../server/content/load-scenario.ts';
import { decodeState, encodeState, IDLE } from '../../sim-engine/protocol/frame-codec.ts';
import { PARTICLES_MAX, withParticles } from '../../sim-engine/protocol/particle-codec.ts';
import { BenchRun } from './support/bench-run.ts';

/** What is promised, bytes a second. */
const BYTES_PER_SEC_MAX = 60_000;
const FRAMES_PER_SEC = 20;
const LARGE = fileURLToPath(new URL('../browser/scenarios/fifty-tenants.yaml', import.meta.url));

async function started(): Promise<BenchRun> {
  const loaded = loadScenario(LARGE);
  if (loaded.kind !== 'loaded') throw new TypeError(loaded.issues[0]?.message);
  const bench = await BenchRun.create(7, undefined, loaded);
  await bench.session.control('start', { type: 'start' });
  return bench;
}

/** @returns bytes a second over so many seconds of wall time */
async function rate(bench: BenchRun, seconds: number): Promise<number> {
  const before = { bytes: bench.viewer.bytes, frames: bench.viewer.frames.length };
  await bench.time.pass(seconds * 1_000);
  expect((bench.viewer.frames.length - before.frames) / seconds).toBeGreaterThanOrEqual(FRAMES_PER_SEC - 0.5);
  return (bench.viewer.bytes - before.bytes) / seconds;
}

describe('the frames of a large run', () => {
  it('stay within 60 KB/s at 20 frames a second: first come, fair, and while data is moved', async () => {
    const bench = await started();
    await bench.session.control('fast', { type: 'speed', speed: 10 });
    await bench.time.pass(4_000);
    await bench.session.control('plain', { type: 'speed', speed: 1 });
    const { state } = bench.viewer.last;
    expect(bench.viewer.notes.topology?.pools.length).toBeGreaterThan(30);
    expect(state.stations.length + state.caches.length).toBe(60);
    const waiting = state.stations.reduce((sum, station) => sum + station.waiting, 0);
    expect(waiting).toBeGreaterThan(4_500);

    const rates: Record<string, number> = { 'first come': await rate(bench, 10) };
    await bench.session.act('fair', { type: 'switch-isolation', model: { id: 'fair', params: {} } });
    rates.switching = await rate(bench, 10);
    await bench.time.pass(20_000);
    rates.fair = await rate(bench, 10);
    for (const [what, bytesPerSec] of Object.entries(rates)) {
      process.stdout.write(`wire, 50 tenants, ${what}: ${(bytesPerSec / 1_000).toFixed(1)} KB/s\n`);
      expect(bytesPerSec, what).toBeLessThanOrEqual(BYTES_PER_SEC_MAX);
    }
  });

  it('come without single requests until these are drawn, and then one by one, up to 5,000 in flight', async () => {
    const bench = await started();
    await bench.session.control('fast', { type: 'speed', speed: 10 });
    await bench.time.pass(4_000);
    await bench.session.control('plain', { type: 'speed', speed: 1 });
    await bench.time.pass(1_000);
    const { viewer } = bench;
    expect([viewer.particleBytes, viewer.crowds.length]).toEqual([0, 0]);
    const waiting = () => viewer.last.state.stations.reduce((sum, station) => sum + station.waiting, 0);
    const named = (stations: readonly { readonly queue: Uint16Array; readonly servers: Uint16Array }[]) =>
      stations.reduce((sum, { queue }) => sum + queue.length, 0);
    // Frames alone name the beginning of each line.
    expect(named(viewer.last.state.stations)).toBeLessThan(waiting());

    bench.showParticles(true);
    const frames = await rate(bench, 10);
    process.stdout.write(`wire, 50 tenants, particles: ${(viewer.particleBytes / 10_000).toFixed(1)} KB/s more\n`);
    expect(frames).toBeLessThanOrEqual(BYTES_PER_SEC_MAX);
    expect(viewer.particleBytes / 10).toBeLessThanOrEqual(BYTES_PER_SEC_MAX);
    const crowd = viewer.crowds.at(-1)!;
    expect(crowd.simulatedUs).toBe(viewer.last.simulatedUs);
    const { stations } = withParticles(viewer.last.state, crowd);
    const busy = stations.reduce((sum, { servers }) => sum + servers.filter((tenant) => tenant !== IDLE).length, 0);
    expect(named(stations) + busy).toBe(Math.min(PARTICLES_MAX, waiting() + busy));
    for (const { queue, waiting: all } of stations) expect(queue.length).toBeLessThanOrEqual(all);

    bench.showParticles(false);
    const before = viewer.particleBytes;
    await bench.time.pass(2_000);
    expect(viewer.particleBytes).toBe(before);
  });

  it('come with them as soon as they are drawn, also while the run stands', async () => {
    const bench = await started();
    await bench.time.pass(2_000);
    await bench.session.control('halt', { type: 'pause' });
    await bench.time.pass(500);
    bench.showParticles(true);
    await bench.time.pass(500);
    expect(bench.viewer.crowds.at(-1)?.simulatedUs).toBe(bench.viewer.last.simulatedUs);
    expect(bench.viewer.crowds.length).toBeLessThan(3);
  });

  it('give the viewer the state that the thread had, frame by frame', async () => {
    const bench = await started();
    const { cache } = bench.simulation;
    const slice = cache.slice.bind(cache);
    const sent: Uint8Array[] = [];
    cache.slice = (request) => {
      const reply = slice(request);
      if (reply.kind === 'slice') sent.push(reply.state);
      return reply;
    };
    await bench.time.pass(3_000);
    const shown = bench.viewer.frames
      .slice(-sent.length)
      .map(({ frame }) => Buffer.from(encodeState(frame.state)).toString('hex'));
    expect(sent.length).toBeGreaterThan(50);
    expect(shown).toEqual(sent.map((state) => Buffer.from(encodeState(decodeState(state))).toString('hex')));
  });
});
