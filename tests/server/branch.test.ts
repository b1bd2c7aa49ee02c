/** @module Branching: a run that leaves another keeps its past, stands paused there, and goes on by itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { systemTimers } from '../../server/core/timers.ts';
import { type RunningServer, startServer } from '../../server/serve.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { LabClient } from './support/lab-client.ts';
import { temporaryFolder } from './support/server-process.ts';

const SILO = { type: 'switch-isolation', model: { id: 'silo', params: {} } } as const;

const folder = temporaryFolder();
const ports = { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log: silentLog };
let lab: RunningServer;

beforeAll(async () => {
  lab = await startServer({ port: 0, dataFolder: folder.path, laneCount: 1 }, { ports });
});

afterAll(async () => {
  await lab.close();
  folder.remove();
});

async function branch(learner: LabClient, runId: string, atUs: number): Promise<string> {
  const response = await learner.call('POST', '/api/runs', { branchOf: { runId, atUs } });
  const made = (await response.json()) as { runId: string };
  expect(response.status).toBe(201);
  return made.runId;
}

async function inputs(learner: LabClient, runId: string): Promise<RunInputs> {
  return (await (await learner.call('GET', `/api/runs/${runId}/inputs`)).json()) as RunInputs;
}

/** Runs to the end and says with which digest. */
async function finish(learner: LabClient, runId: string, control: 'start' | 'resume'): Promise<string> {
  await learner.connect();
  await learner.open(runId);
  await learner.control(runId, `${runId}-go`, { type: control });
  await learner.control(runId, `${runId}-fast`, { type: 'speed', speed: 50 });
  return (await learner.until((notes) => notes.digest !== undefined)).digest!;
}

describe('a branch', () => {
  it('without another action ends like the run it left; before an action, it does not have it', {
    timeout: 60_000,
  }, async () => {
    const learner = await LabClient.guest(lab.url);
    const runId = await learner.makeRun(7);
    await learner.connect();
    await learner.open(runId);
    await learner.control(runId, 'start', { type: 'start' });
    await learner.control(runId, 'fast', { type: 'speed', speed: 50 });
    await learner.until((_, frame) => frame !== undefined && frame.simulatedUs > 1_000_000);
    const acted = await learner.act(runId, 'silo', SILO);
    if (!acted.ok) throw new TypeError(acted.issues[0]?.message);
    const { digest } = await learner.until((notes) => notes.digest !== undefined);
    learner.close();

    const { atUs } = acted.value;
    const later = await branch(learner, runId, atUs + 5_000_001);
    const before = await branch(learner, runId, atUs);
    expect(await inputs(learner, later)).toMatchObject({
      branchOf: { runId, atUs: atUs + 5_000_001 },
      status: 'paused',
      seed: 7,
      actions: [{ sequence: 0, atUs, action: SILO }],
      digest: null,
    });
    expect((await inputs(learner, before)).actions).toEqual([]);
    const viewer = learner.at(lab.url);
    await viewer.connect();
    await viewer.open(later);
    await viewer.until((_, frame) => frame?.simulatedUs === atUs + 5_000_001);
    viewer.close();
    expect(await finish(learner.at(lab.url), later, 'resume')).toBe(digest);
    expect(await finish(learner.at(lab.url), before, 'resume')).not.toBe(digest);
    expect(await inputs(learner, later)).toMatchObject({ status: 'finished', digest });
  });

  it('leaves only what was passed, only one’s own run, and takes nothing else along', async () => {
    const learner = await LabClient.guest(lab.url);
    const runId = await learner.makeRun(8);
    const refuse = async (of: LabClient, body: unknown): Promise<unknown> =>
      (await of.call('POST', '/api/runs', body)).json();
    expect(await refuse(learner, { branchOf: { runId, atUs: 1 } })).toMatchObject({
      issues: [{ code: 'branch-too-late', path: 'branchOf.atUs' }],
    });
    expect(await refuse(await LabClient.guest(lab.url), { branchOf: { runId, atUs: 0 } })).toMatchObject({
      issues: [{ code: 'run-not-found' }],
    });
    expect(await refuse(learner, { branchOf: { runId, atUs: 0 }, seed: 3 })).toMatchObject({
      issues: [{ code: 'bad-field', path: 'branchOf' }],
    });
    for (const atUs of [-1, 0.5, '3', null]) {
      expect(await refuse(learner, { branchOf: { runId, atUs } })).toMatchObject({
        issues: [{ code: 'bad-number', path: 'branchOf.atUs' }],
      });
    }
    const same = await inputs(learner, await branch(learner, runId, 0));
    expect(same).toMatchObject({ seed: 8, status: 'paused', simulatedUs: 0, actions: [] });
  });
});
