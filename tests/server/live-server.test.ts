/** @module A real server on a real port: who may come in, what bad messages are answered, and that it stays up. */

import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { systemTimers } from '../../server/core/timers.ts';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { LabClient } from './support/lab-client.ts';
import { temporaryFolder } from './support/server-process.ts';

const folder = temporaryFolder();
const ports = { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log: silentLog };
let server: RunningServer;
let url: string;

beforeAll(async () => {
  const settings = {
    port: 0,
    dataFolder: folder.path,
    laneCount: 1,
    runLimits: { runningRunsPerLearnerMax: 2, openRunsPerLearnerMax: 4 },
  };
  server = await startServer(settings, { ports });
  url = server.url;
});

afterAll(async () => {
  await server.close();
  folder.remove();
});

/** Tries a handshake. @returns 'connected' or 'refused' */
function handshake(transport: 'polling' | 'websocket', headers: Record<string, string>): Promise<string> {
  const socket = io(url, { transports: [transport], reconnection: false, forceNew: true, extraHeaders: headers });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', () => resolve('refused'));
  }).then((result) => {
    socket.disconnect();
    return String(result);
  });
}

describe('who may come in', () => {
  for (const transport of ['polling', 'websocket'] as const) {
    it(`refuses a foreign or missing origin on ${transport}, and takes its own pages`, async () => {
      const { cookie } = await LabClient.guest(url);
      const port = new URL(url).port;
      expect(await handshake(transport, { cookie, origin: url })).toBe('connected');
      expect(await handshake(transport, { cookie, origin: `http://127.0.0.1:${port}` })).toBe('connected');
      expect(await handshake(transport, { cookie, origin: 'https://evil.example' })).toBe('refused');
      expect(await handshake(transport, { cookie, origin: `http://localhost.evil.example:${port}` })).toBe('refused');
      expect(await handshake(transport, { cookie, origin: 'null' })).toBe('refused');
      expect(await handshake(transport, { cookie })).toBe('refused');
    });

    it(`refuses a missing, malformed or wrong cookie on ${transport}`, async () => {
      const { cookie } = await LabClient.guest(url);
      const [name, value] = cookie.split('=') as [string, string];
      const wrong = `${name}=${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
      for (const bad of ['', `${name}=`, wrong, `${name}=${'0'.repeat(32)}.${'0'.repeat(64)}`]) {
        expect(await handshake(transport, { origin: url, ...(bad ? { cookie: bad } : {}) })).toBe('refused');
      }
    });
  }

  it('lets nobody open, steer, list or download the run of another, in the same words as a run that is not there', async () => {
    const owner = await LabClient.guest(url);
    const runId = await owner.makeRun(1);
    const stranger = await LabClient.guest(url);
    await stranger.connect();
    const missing = '0'.repeat(32);
    const say = (id: string) =>
      JSON.stringify({
        ok: false,
        issues: [{ code: 'run-not-found', path: 'runId', message: `You have no run ${id}.` }],
      });
    for (const id of [runId, missing]) {
      expect(JSON.stringify(await stranger.open(id))).toBe(say(id));
      expect(JSON.stringify(await stranger.control(id, 'a', { type: 'start' }))).toBe(say(id));
      expect(JSON.stringify(await stranger.act(id, 'a', { type: 'stop-noise', noise: 0 }))).toBe(say(id));
      expect((await stranger.call('GET', `/api/runs/${id}/record`)).status).toBe(404);
    }
    expect(await stranger.runs()).toEqual([]);
    stranger.close();
  });

  it('makes changes only for its own pages', async () => {
    const learner = await LabClient.guest(url);
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/api/runs`, {
        method: 'POST',
        headers: { cookie: learner.cookie, ...headers },
        body: '{"scenarioId":"noisy-neighbour"}',
      });
    const json = { 'content-type': 'application/json' };
    expect((await post({ ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(json)).status).toBe(403);
    expect((await post({ origin: url, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ origin: url, 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect(await learner.runs()).toEqual([]);
  });

  it('sends a strict policy with every kind of answer', async () => {
    for (const path of ['/', '/lab/x', '/healthz', '/metrics', '/api/catalogue', '/api/nothing', '/assets/none.js']) {
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe-/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

describe('bad input', () => {
  it('answers every malformed message with issues, and goes on', async () => {
    const learner = await LabClient.guest(url);
    const runId = await learner.makeRun(2);
    const socket = await learner.connect();
    const bad: readonly (readonly [string, unknown])[] = [
      ['run:open', undefined],
      ['run:open', { protocol: 99, runId, ticksHeld: 0 }],
      ['run:open', { protocol: 1, runId: '../../etc/passwd', ticksHeld: 0 }],
      ['run:open', JSON.parse(`${'['.repeat(3_000)}${']'.repeat(3_000)}`)],
      ['run:control', { runId, clientId: 'a', control: { type: 'explode' } }],
      ['run:control', { runId, clientId: 'a', control: { type: 'speed', speed: 1e9 } }],
      ['run:action', { runId, clientId: 'a', action: { type: 'switch-isolation', model: { id: 'silo' } } }],
      ['run:action', { runId, clientId: 'a', action: Buffer.from([1, 2, 3]) }],
      ['run:delete', { runId }],
      ['constructor', {}],
    ];
    for (const [event, payload] of bad) {
      const answer = await learner.ask(event, payload);
      expect(answer).toMatchObject({ ok: false, issues: [{ message: expect.any(String) }] });
    }
    socket.emit('error', 'x');
    socket.emit('frame:ack', { runId, sequence: -1 });
    socket.emit('run:open', { protocol: 1, runId, ticksHeld: 0 });
    expect(await learner.open(runId)).toMatchObject({ ok: true });
    learner.close();
  });

  it('cuts off a message that is too large, and only that connection', async () => {
    const learner = await LabClient.guest(url);
    const socket = await learner.connect();
    const cut = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.emit('run:open', 'x'.repeat(20_000));
    await cut;
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('reads twenty messages a second and says so of the rest', async () => {
    const learner = await LabClient.guest(url);
    await learner.connect();
    const answers = await Promise.all(Array.from({ length: 60 }, () => learner.open('0'.repeat(32))));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.issues[0]?.code));
    expect(codes.filter((code) => code === 'too-many-messages').length).toBeGreaterThan(30);
    learner.close();
  });

  it('answers bad bodies with issues and no stack', async () => {
    const learner = await LabClient.guest(url);
    const send = (body: string) =>
      fetch(`${url}/api/runs`, {
        method: 'POST',
        headers: { cookie: learner.cookie, origin: url, 'content-type': 'application/json' },
        body,
      });
    const deep = `{"scenarioId":${'['.repeat(6_000)}${']'.repeat(6_000)}}`;
    const cases: readonly (readonly [string, number])[] = [
      ['{', 400],
      ['null', 400],
      ['[]', 400],
      [deep, 400],
      [JSON.stringify({ scenarioId: 'x'.repeat(70_000) }), 413],
      ['{"scenarioId":"nothing"}', 404],
      ['{"scenarioId":"noisy-neighbour","seed":-1}', 400],
      ['{"scenarioId":"noisy-neighbour","seed":1.5}', 400],
      ['{"scenarioId":"noisy-neighbour","hack":1}', 400],
    ];
    for (const [body, status] of cases) {
      const response = await send(body);
      const text = await response.text();
      expect([body.slice(0, 60), response.status]).toEqual([body.slice(0, 60), status]);
      expect(text).toContain('"issues"');
      expect(text).not.toMatch(/\.(js|ts):\d+/);
    }
    const name = await learner.call('PATCH', '/api/session', { name: 'Ada \u202e' });
    expect(name.status).toBe(400);
    expect(
      await (await learner.call('PATCH', '/api/session', { name: ' Ada ', guideDone: true })).json(),
    ).toMatchObject({ name: 'Ada', guideDone: true });
  });

  it('says how to make room when a learner has too many runs', async () => {
    const learner = await LabClient.guest(url);
    const runs = await Promise.all([1, 2, 3].map((seed) => learner.makeRun(seed)));
    await learner.connect();
    for (const [index, runId] of runs.entries()) {
      const answer = await learner.control(runId, 'start', { type: 'start' });
      if (index < 2) expect(answer).toMatchObject({ ok: true });
      else expect(answer).toMatchObject({ ok: false, issues: [{ code: 'too-many-running' }] });
    }
    learner.close();
  });
});

describe('a run from start to record', () => {
  it('is shown, steered, finished and downloaded', { timeout: 60_000 }, async () => {
    const learner = await LabClient.guest(url);
    const runId = await learner.makeRun(7);
    await learner.connect();
    expect(await learner.open(runId)).toMatchObject({ ok: true, value: { runId, seed: 7, scenario: { proofs: [] } } });
    expect((await learner.call('GET', `/api/runs/${runId}/record`)).status).toBe(409);
    await learner.control(runId, 'start', { type: 'start' });
    await learner.control(runId, 'fast', { type: 'speed', speed: 50 });
    await learner.until((_, frame) => frame !== undefined && frame.simulatedUs > 1_000_000);
    expect(
      await learner.act(runId, 'silo', { type: 'switch-isolation', model: { id: 'silo', params: {} } }),
    ).toMatchObject({ ok: true });
    const { digest } = await learner.until((notes) => notes.digest !== undefined);
    const response = await learner.call('GET', `/api/runs/${runId}/record`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="run-${runId}.json"`);
    expect(await response.json()).toMatchObject({ digest });
    expect(await learner.runs()).toMatchObject([{ runId, status: 'finished' }]);
    learner.close();
  });

  it('sends a slow client four frames and no more, and then everything it missed', { timeout: 30_000 }, async () => {
    const learner = await LabClient.guest(url);
    const runId = await learner.makeRun(8);
    const socket = await learner.connect(false);
    await learner.open(runId);
    await learner.control(runId, 'start', { type: 'start' });
    await learner.control(runId, 'fast', { type: 'speed', speed: 10 });
    await learner.until((_, frame) => frame?.sequence === 4);
    const other = learner.at(url);
    await other.connect();
    await other.open(runId);
    await other.until((_, frame) => frame !== undefined && frame.simulatedUs > 8_000_000);
    expect(learner.frames.length).toBe(4);
    socket.emit('frame:ack', { runId, sequence: 4 });
    await learner.until((_, frame) => frame?.sequence === 5);
    const ticks = learner.frames.flatMap(({ frame }) => frame.ticks.map(({ index }) => index));
    expect(ticks).toEqual(ticks.map((_, index) => index));
    expect(ticks.length).toBeGreaterThanOrEqual(16);
    learner.close();
    other.close();
  });
});
