/** kill -9 while overrides are written: what was answered is there, in order and whole, and a torn last line is cut off. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { ClassStore } from '../../server/gradebook/class-store.ts';
import { makeClass } from '../../server/gradebook/make-class.ts';
import type { GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import { LabClient } from './support/lab-client.ts';
import { killServers, ServerProcess, temporaryFolder } from './support/server-process.ts';

const KILLS = process.env.TENANTLAB_LONG ? 40 : 5;
const folder = temporaryFolder();
const events = join(folder.path, 'classes', 'week', 'events.jsonl');
let server: ServerProcess;

beforeAll(async () => {
  const grades = [{ file: 'ann.json', submission: null, state: 'not-gradable' as const, code: 'bad', reason: 'cut' }];
  const head = { id: 'week', title: 'Week', gradedAt: '2026-11-28T12:00:00.000Z', assignment: null, key: null };
  await new ClassStore(nodeDisk, join(folder.path, 'classes')).keep(makeClass(head, grades), new Map());
  server = await ServerProcess.start(folder.path);
});

afterAll(async () => {
  await server.kill();
  killServers();
  folder.remove();
});

const headers = (learner: LabClient) => ({
  'content-type': 'application/json',
  cookie: learner.cookie,
  origin: server.url,
});

/** @returns true when the override was acknowledged before the server was gone */
async function override(learner: LabClient, mark: number): Promise<boolean> {
  try {
    const body = JSON.stringify({ learner: 'ann.json', mark, reason: `reason ${mark}` });
    const url = `${server.url}/api/gradebook/week/overrides`;
    const answer = await fetch(url, { method: 'POST', headers: headers(learner), body });
    return answer.status === 200;
  } catch {
    // The server was killed under the request: nobody was promised anything.
    return false;
  }
}

async function marks(learner: LabClient): Promise<GradebookView['rows'][number]['overrides']> {
  const answer = await fetch(`${server.url}/api/gradebook/week`, { headers: headers(learner) });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as GradebookView).rows[0]!.overrides;
}

it(`loses no override over ${KILLS} kills`, { timeout: 30_000 + KILLS * 10_000 }, async () => {
  const acknowledged: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const learner = await LabClient.guest(server.url);
    expect(await override(learner, 10 * kill)).toBe(true);
    acknowledged.push(10 * kill);
    const sent = Array.from({ length: 4 }, async (_, at) => {
      if (await override(learner, 10 * kill + at + 1)) acknowledged.push(10 * kill + at + 1);
    });
    // The kill falls somewhere among them.
    for (let turns = kill; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
    if (kill % 2 === 1) await Promise.race(sent);
    await server.kill();
    await Promise.all(sent);
    // What a power cut may leave of a line that was being written.
    if (kill % 2 === 0) appendFileSync(events, '0123456789abcdef {"type":"overr');
    server = await ServerProcess.start(folder.path);
    const kept = await marks(await LabClient.guest(server.url));
    const values = kept.map(({ newMark }) => newMark);
    for (const mark of acknowledged) expect(values).toContain(mark);
    expect(new Set(values).size).toBe(values.length);
    // Each says what stood before it: nothing was overwritten or left out.
    expect(kept.map(({ oldMark }) => oldMark)).toEqual([null, ...values.slice(0, -1)]);
  }
  const text = readFileSync(events, 'utf8');
  writeFileSync(events, text.replace('reason 0', 'reason 9'));
  const learner = await LabClient.guest(server.url);
  const answer = await fetch(`${server.url}/api/gradebook/week`, { headers: headers(learner) });
  expect([answer.status, await answer.text()]).toEqual([500, expect.stringContaining('line 1 of the class')]);
  expect(await override(learner, 77)).toBe(false);
  // It does not vanish from the list: whoever looks for it is told.
  const list = await fetch(`${server.url}/api/gradebook`, { headers: headers(learner) });
  expect(await list.json()).toEqual([
    { state: 'damaged', id: 'week', message: expect.stringContaining('put back a copy of events.jsonl') },
  ]);
});
