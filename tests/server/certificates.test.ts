/** @module Certificates of a real server: what is issued, what is refused, who may look, and what outlives a restart. */
import { chmodSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revoke } from '../../server/certificates/revoke.ts';
import { systemClock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { systemTimers } from '../../server/core/timers.ts';
import { dataLayout } from '../../server/data/data-layout.ts';
import { readRunRecord } from '../../server/headless/run-record.ts';
import { CHAIN_START, encodeLine } from '../../server/runs/journal-line.ts';
import { readJournal } from '../../server/runs/journal-reader.ts';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { lowdbStore } from '../../server/store/lowdb-store.ts';
import type { CertificateReport, CertificateShelf } from '../../sim-engine/protocol/certificates.ts';
import { LabClient } from './support/lab-client.ts';
import { playedRun } from './support/passed-run.ts';
import { temporaryFolder } from './support/server-process.ts';

const folder = temporaryFolder();
const ports = { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log: silentLog };
const path = (...names: readonly string[]): string => join(folder.path, ...names);
let server: RunningServer;
let ada: LabClient;
let passed: string;
let failed: string;

const start = (checksPerMinute = 10_000): Promise<RunningServer> =>
  startServer(
    { port: 0, dataFolder: folder.path, laneCount: 1, httpLimits: { certificateChecksPerMinute: checksPerMinute } },
    { ports },
  );

/** Ends the server, lets something happen to its files, and starts another. */
async function restarted(meanwhile: () => void = () => undefined): Promise<void> {
  await server.close();
  meanwhile();
  server = await start();
  ada = ada.at(server.url);
}

beforeAll(async () => {
  server = await start();
  ada = await LabClient.guest(server.url);
  passed = await playedRun(ada, 7);
  failed = await playedRun(ada, 8, []);
});
afterAll(async () => {
  await server.close();
  folder.remove();
});

async function ask(body: unknown, learner = ada): Promise<{ status: number; id: string; codes: string[] }> {
  const response = await learner.call('POST', '/api/certificates', body);
  const { id = '', issues = [] } = (await response.json()) as { id?: string; issues?: { code: string }[] };
  return { status: response.status, id, codes: issues.map(({ code }) => code) };
}

/** What somebody without any session sees. */
async function seen(id: string): Promise<CertificateReport> {
  const response = await fetch(`${server.url}/api/certificates/${id}`);
  expect(response.status).toBe(200);
  return (await response.json()) as CertificateReport;
}

describe('issuing', () => {
  it('gives a learner who passed a certificate that anybody can check, download and run again', async () => {
    const shelf = (await (await ada.call('GET', '/api/certificates')).json()) as CertificateShelf;
    expect(shelf.earned.map(({ runId, scenarioId }) => [runId, scenarioId])).toEqual([[passed, 'noisy-neighbour']]);
    const { status, id } = await ask({ name: '  Zoe\u0308 Mu\u0308ller ' });
    expect([status, id]).toEqual([201, expect.stringMatching(/^[0-9a-f]{32}$/)]);

    const report = await seen(id);
    expect(report).toMatchObject({ state: 'valid', issue: null, revocation: null });
    expect(report.certificate).toMatchObject({ id, name: 'Zoë Müller', issuer: 'TenantLab' });
    expect(report.certificate?.modules).toMatchObject([{ scenarioId: 'noisy-neighbour', seed: 7, passScore: 80 }]);
    expect(JSON.stringify(report)).not.toContain(passed);

    const response = await fetch(`${server.url}/api/certificates/${id}/file`);
    expect(response.headers.get('content-disposition')).toContain(`certificate-${id}.json`);
    const text = await response.text();
    expect(await (await ada.call('POST', '/api/certificates/check', { text })).json()).toMatchObject({
      state: 'valid',
    });
    const forged = { text: text.replace('"seed":7', '"seed":8') };
    expect(await (await ada.call('POST', '/api/certificates/check', forged)).json()).toMatchObject({
      state: 'damaged',
      issue: { code: 'bad-signature' },
    });

    const record = readRunRecord(await (await fetch(`${server.url}/api/certificates/${id}/records/0`)).text());
    expect(record.ok ? [] : record.issues).toEqual([]);
    expect(record).toMatchObject({ ok: true, value: { digest: report.certificate?.modules[0]?.runDigest } });
    expect((await fetch(`${server.url}/api/certificates/${id}/records/1`)).status).toBe(404);
    const after = (await (await ada.call('GET', '/api/certificates')).json()) as CertificateShelf;
    expect(after.issued).toMatchObject([{ id, name: 'Zoë Müller', titles: ['Noisy neighbour'], revoked: false }]);
  });

  it('refuses a run that did not pass, whatever record of it is found on disk', async () => {
    expect(await ask({ name: 'Ada', runIds: [failed] })).toMatchObject({ status: 409, codes: ['not-passed'] });
    await ada.call('GET', `/api/runs/${passed}/record`);
    copyFileSync(path('runs', passed, 'record.json'), path('runs', failed, 'record.json'));
    expect(await ask({ name: 'Ada', runIds: [failed] })).toMatchObject({ status: 409, codes: ['not-passed'] });
    expect(await ask({ name: 'Ada', runIds: [passed, failed] })).toMatchObject({ status: 409, codes: ['not-passed'] });
  });

  it('refuses a run that has all the points because it called off the noise', async () => {
    const learner = await LabClient.guest(server.url);
    const run = await playedRun(learner, 9, [{ type: 'stop-noise', noise: 0 }]);
    expect(await learner.runs()).toMatchObject([{ runId: run, points: 100 }]);
    for (const body of [{ name: 'Eve', runIds: [run] }, { name: 'Eve' }])
      expect(await ask(body, learner)).toMatchObject({ status: 409, codes: ['broke-the-rules'] });
  });

  it('refuses runs of others in the words for runs that are not there, unfinished ones, and nothing at all', async () => {
    const other = await LabClient.guest(server.url);
    const own = await other.makeRun(1);
    expect(await ask({ name: 'Eve', runIds: [passed] }, other)).toMatchObject({
      status: 404,
      codes: ['run-not-found'],
    });
    expect(await ask({ name: 'Eve', runIds: ['0'.repeat(32)] }, other)).toMatchObject({ codes: ['run-not-found'] });
    expect(await ask({ name: 'Eve', runIds: [own] }, other)).toMatchObject({
      status: 409,
      codes: ['run-not-finished'],
    });
    expect(await ask({ name: 'Eve' }, other)).toMatchObject({ status: 409, codes: ['nothing-passed'] });
    const response = await fetch(`${server.url}/api/certificates`);
    expect(response.status).toBe(401);
  });

  it('reads nothing but a name and runs, and no name that deceives', async () => {
    const runIds = [passed];
    const bad: readonly (readonly [unknown, string])[] = [
      [{}, 'bad-field'],
      [{ name: '' }, 'bad-field'],
      [{ name: '   ' }, 'bad-field'],
      [{ name: 'x'.repeat(81) }, 'bad-field'],
      [{ name: 'Ada \u202e' }, 'bad-field'],
      [{ name: 'Ada\nEve' }, 'bad-field'],
      [{ name: 7 }, 'bad-field'],
      [{ name: 'Ada', score: 100 }, 'unknown-field'],
      [{ name: 'Ada', modules: [] }, 'unknown-field'],
      [{ name: 'Ada', runIds: [] }, 'bad-field'],
      [{ name: 'Ada', runIds: ['../../etc'] }, 'bad-field'],
      [{ name: 'Ada', runIds: Array.from({ length: 51 }, () => passed) }, 'bad-field'],
    ];
    for (const [body, code] of bad) expect(await ask(body)).toMatchObject({ status: 400, codes: [code] });
    expect(await ask({ name: 'Ada', runIds: [...runIds, ...runIds] })).toMatchObject({ codes: ['scenario-twice'] });
    for (const body of [{}, { text: 7 }, { text: 'x', more: 1 }])
      expect((await ada.call('POST', '/api/certificates/check', body)).status).toBe(400);
  });

  it('refuses a run whose journal gives another digest than the live run had', async () => {
    const journal = path('runs', failed, 'journal.jsonl');
    const before = readFileSync(journal);
    await restarted(() => {
      let hash = CHAIN_START;
      const lines = readJournal(before, 'journal').entries.map((entry, sequence) => {
        const changed = entry.type === 'created' ? { ...entry, seed: entry.seed + 1 } : entry;
        const line = encodeLine(hash, sequence, changed);
        hash = line.hash;
        return line.text;
      });
      writeFileSync(journal, lines.join(''));
    });
    expect(await ask({ name: 'Ada', runIds: [failed] })).toMatchObject({ codes: ['record-diverged'] });
    await restarted(() => writeFileSync(journal, before));
  });
});

describe('checking', () => {
  it('answers unknown and malformed ids alike', async () => {
    const answers = await Promise.all(
      ['0'.repeat(32), 'x', '..%2F..%2Fetc', 'A'.repeat(32), '1'.repeat(500)].map(seen),
    );
    const shapes = answers.map(({ checkedAt: _, ...rest }) => JSON.stringify(rest));
    expect(new Set(shapes).size).toBe(1);
    expect(answers[0]).toMatchObject({ state: 'unknown', certificate: null, issue: { code: 'certificate-unknown' } });
  });

  it('says at once that a certificate was revoked, while the server runs and after', async () => {
    const { id } = await ask({ name: 'Ada' });
    expect(await seen(id)).toMatchObject({ state: 'valid' });
    const event = { certificateId: id, revokedAt: '2026-11-28T12:00:00.000Z', reason: 'the name was wrong' };
    expect(await revoke(lowdbStore(nodeDisk, dataLayout(folder.path)), event)).toMatchObject({ isNew: true });
    for (const restart of [false, true]) {
      if (restart) await restarted();
      expect(await seen(id)).toMatchObject({ state: 'revoked', revocation: { reason: 'the name was wrong' } });
      expect((await fetch(`${server.url}/api/certificates/${id}/file`)).status).toBe(200);
      expect((await fetch(`${server.url}/api/certificates/${id}/records/0`)).status).toBe(404);
    }
  });

  it('keeps its key over a restart, 0600, and does not start with one that others can read', async () => {
    const { id } = await ask({ name: 'Ada' });
    const key = readFileSync(path('certificate.key'), 'utf8');
    await restarted();
    expect(readFileSync(path('certificate.key'), 'utf8')).toBe(key);
    expect(statSync(path('certificate.key')).mode & 0o777).toBe(0o600);
    expect(await seen(id)).toMatchObject({ state: 'valid' });
    const [, , , secret] = key.trim().split(' ');
    const shown = JSON.stringify(await seen(id)) + (await (await fetch(`${server.url}/metrics`)).text());
    expect(shown).not.toContain(secret);
    await server.close();
    chmodSync(path('certificate.key'), 0o640);
    await expect(start()).rejects.toMatchObject({ code: 'key-unusable' });
    chmodSync(path('certificate.key'), 0o600);
    server = await start();
    ada = ada.at(server.url);
  });

  it('calls a kept file that was changed, cut short or exchanged damaged, and shows none of it', async () => {
    const { id } = await ask({ name: 'Ada' });
    const { id: other } = await ask({ name: 'Grace' });
    const file = path('certificates', `${id}.json`);
    const whole = readFileSync(file, 'utf8');
    const changes = [
      whole.replace('Ada', 'Eve'),
      whole.slice(0, -9),
      '',
      readFileSync(path('certificates', `${other}.json`), 'utf8'),
    ];
    for (const content of changes) {
      await restarted(() => writeFileSync(file, content));
      expect(await seen(id)).toMatchObject({ state: 'damaged', certificate: null });
      expect(await seen(other)).toMatchObject({ state: 'valid' });
      expect((await fetch(`${server.url}/api/certificates/${id}/file`)).status).toBe(404);
    }
    await restarted(() => writeFileSync(file, whole));
    expect(await seen(id)).toMatchObject({ state: 'valid' });
  });

  it('answers an address that asks too often with a time to wait', async () => {
    await server.close();
    server = await start(3);
    ada = ada.at(server.url);
    const statuses = [];
    for (let i = 0; i < 4; i++) statuses.push((await fetch(`${server.url}/api/certificates/x`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});
