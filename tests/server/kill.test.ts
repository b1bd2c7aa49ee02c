/**
 * @module A real server is killed again and again while a learner acts: nothing acknowledged is lost or done twice, and the
 * run ends with the digest of an uninterrupted replay of its journal.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../server/content/library.ts';
import { readJournal } from '../../server/runs/journal-reader.ts';
import { replay, StreamBank } from '../../sim-engine/index.ts';
import { LabClient } from './support/lab-client.ts';
import { killServers, ServerProcess, temporaryFolder } from './support/server-process.ts';
import type { AcceptedAction, Action } from './support/wire.ts';

const KILLS = process.env.TENANTLAB_LONG ? 100 : 10;
const SEED = 20261124;
const folder = temporaryFolder();
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(folder.path);
});

afterAll(async () => {
  await server.kill();
  killServers();
  folder.remove();
});

describe('kill -9', () => {
  it(`loses nothing acknowledged and does nothing twice over ${KILLS} kills`, {
    timeout: 60_000 + KILLS * 20_000,
  }, async () => {
    const draw = new StreamBank(SEED).open('kills');
    let learner = await LabClient.guest(server.url);
    const runId = await learner.makeRun(SEED);
    const acked = new Map<string, AcceptedAction>();
    const unanswered: string[] = [];
    await learner.connect();
    await learner.open(runId);
    expect(await learner.control(runId, 'start', { type: 'start' })).toMatchObject({ ok: true });
    expect(await learner.control(runId, 'slow', { type: 'speed', speed: 0.5 })).toMatchObject({ ok: true });
    let ticksHeld = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const shownUs = learner.frames.at(-1)?.frame.simulatedUs ?? 0;
      const beforeUs = 40_000 + draw.below(700_000);
      await learner.until((_, frame) => frame !== undefined && frame.simulatedUs >= shownUs + beforeUs);
      // Several at once, and the kill falls somewhere among them.
      const sent = Array.from({ length: 4 }, (_, index) => `k${kill}-${index}`).map(async (clientId) => {
        const answer = await learner.actUntilCut(runId, clientId, action(draw.below(3)));
        if (answer?.ok) acked.set(clientId, answer.value);
        else unanswered.push(clientId);
      });
      for (let turns = draw.below(4); turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
      if (draw.below(2) === 0) await Promise.race(sent);
      await server.kill();
      await Promise.all(sent);
      learner.close();
      ticksHeld += learner.frames.flatMap(({ frame }) => frame.ticks).length;
      server = await ServerProcess.start(folder.path);
      learner = learner.at(server.url);
      await learner.connect();
      expect(await learner.open(runId, ticksHeld)).toMatchObject({ ok: true });
      const notes = await learner.until(({ actions }) => actions !== undefined);
      expect(notes.status).toBe('running');
      for (const { sequence, atUs } of acked.values()) expect(notes.actions?.[sequence]?.atUs).toBe(atUs);
      // A repeat of anything that was acknowledged gets the same answer, from a server that never saw the first.
      for (const [clientId, value] of [...acked].slice(-4)) {
        expect(await learner.act(runId, clientId, action(0))).toEqual({ ok: true, value });
      }
      const first = learner.frames.find(({ frame }) => frame.ticks.length > 0)?.frame.ticks[0]?.index;
      if (first !== undefined) expect(first).toBeLessThanOrEqual(ticksHeld);
    }
    expect(await learner.control(runId, 'end', { type: 'finish' })).toMatchObject({ ok: true });
    const { digest } = await learner.until((notes) => notes.digest !== undefined);
    const content = readJournal(readFileSync(join(folder.path, 'runs', runId, 'journal.jsonl')), 'journal');
    expect(content.damage).toBeUndefined();
    const entries = content.entries.flatMap((entry) => (entry.type === 'action' ? [entry] : []));
    const ids = entries.map(({ clientId }) => clientId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [clientId, { sequence, atUs }] of acked)
      expect(entries[sequence]).toMatchObject({ clientId, sequence, atUs });
    for (const clientId of ids) expect(acked.has(clientId) || unanswered.includes(clientId)).toBe(true);
    const loaded = loadLibrary().get('noisy-neighbour')!;
    const finished = content.entries.find((entry) => entry.type === 'finished');
    const until = finished?.type === 'finished' ? finished.atUs : -1;
    const options = { scenario: loaded.scenario, scenarioSha256: loaded.sha256, seed: SEED };
    expect(digest).toBe(replay(options, entries, until).run.digest());
    // The kills must really have fallen among messages under way, or this test shows nothing.
    expect(acked.size).toBeGreaterThan(0);
    expect(unanswered.length).toBeGreaterThan(0);
    learner.close();
  });

  it('refuses a second server on the same data with exit code 2, and ends the first cleanly', async () => {
    const second = await ServerProcess.start(folder.path);
    expect(second.firstLine).toBe('refused data-in-use');
    expect(await second.exit()).toBe(2);
    expect(await server.stop()).toBe(0);
    server = await ServerProcess.start(folder.path);
    expect(server.firstLine).toContain('listening on');
  });
});

function action(kind: number): Action {
  if (kind === 0) return { type: 'stop-noise', noise: 0 };
  if (kind === 1)
    return {
      type: 'inject-noise',
      tenant: tenant(),
      noise: { id: 'request-flood', params: { ratePerSec: 20 } },
      forUs: 2_000_000,
    };
  return {
    type: 'inject-noise',
    tenant: tenant(),
    noise: { id: 'cache-sweep', params: { ratePerSec: 5, keys: 100 } },
    forUs: 1_000_000,
  };
}

function tenant(): string {
  return loadLibrary().get('noisy-neighbour')!.scenario.tenants[0]!.id;
}
