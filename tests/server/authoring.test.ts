/**
 * @module Drafts and publishing on a real server: nothing is lost between two windows, only what is valid and proved is published,
 * an attempt stays on the version that it began with, and no draft is anybody else's.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';
import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { systemClock } from '../../server/core/clock.ts';
import { silentLog } from '../../server/core/log.ts';
import { nodeDisk } from '../../server/core/node-disk.ts';
import { systemRandom } from '../../server/core/random-source.ts';
import { systemTimers } from '../../server/core/timers.ts';
import { type RunningServer, startServer } from '../../server/serve.ts';
import { LabClient } from './support/lab-client.ts';
import { temporaryFolder } from './support/server-process.ts';

const folder = temporaryFolder();
const watched = join(folder.path, 'watched');
const ports = { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log: silentLog };
const TEXT = scaffoldScenario('busy-monday');
let server: RunningServer;
let author: LabClient;

async function start(): Promise<void> {
  const settings = { port: 0, dataFolder: join(folder.path, 'data'), laneCount: 1, scenarioFolder: watched };
  server = await startServer(settings, { ports });
}

beforeAll(async () => {
  mkdirSync(watched);
  await start();
  author = await LabClient.guest(server.url);
});

afterAll(async () => {
  await server.close();
  folder.remove();
});

interface Answer {
  readonly draftId: string;
  readonly revision: number;
  readonly sha256: string;
  readonly text: string;
  readonly scenarioId: string;
  readonly versions: readonly { readonly sha256: string }[];
  readonly issues: readonly { readonly code: string; readonly line?: number }[];
}

async function ask(
  client: LabClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer & { status: number }> {
  const response = await client.call(method, `/api/author${path}`, body);
  return { ...((await response.json()) as Answer), status: response.status };
}

it('keeps a draft, says which text a change was made on, and shows it to nobody else', async () => {
  const { draftId } = await ask(author, 'POST', '/drafts', { text: TEXT });
  const saved = await ask(author, 'PUT', `/drafts/${draftId}`, { text: `${TEXT}# one\n`, revision: 1 });
  expect(saved.revision).toBe(2);
  // Another window still has revision 1 open.
  const late = await ask(author, 'PUT', `/drafts/${draftId}`, { text: `${TEXT}# other\n`, revision: 1 });
  expect([late.status, late.issues[0]?.code]).toEqual([409, 'draft-changed']);
  // The same text a second time, as after a lost answer, is no conflict.
  expect((await ask(author, 'PUT', `/drafts/${draftId}`, { text: `${TEXT}# one\n`, revision: 1 })).revision).toBe(2);
  expect((await ask(author, 'GET', `/drafts/${draftId}`)).text).toBe(`${TEXT}# one\n`);
  const stranger = await LabClient.guest(server.url);
  for (const [method, path, body] of [
    ['GET', `/drafts/${draftId}`, undefined],
    ['PUT', `/drafts/${draftId}`, { text: 'x', revision: 2 }],
    ['DELETE', `/drafts/${draftId}`, undefined],
    ['POST', `/drafts/${draftId}/publish`, { revision: 2 }],
    ['GET', '/drafts/nothing', undefined],
  ] as const) {
    expect((await ask(stranger, method, path, body)).status, `${method} ${path}`).toBe(404);
  }
});

it('takes a text of the largest size, and none beyond it', async () => {
  const largest = `# ${'"'.repeat(TEXT_BYTES_MAX - 3)}\n`;
  expect((await ask(author, 'POST', '/drafts', { text: largest })).status).toBe(201);
  const beyond = await ask(author, 'POST', '/drafts', { text: `${largest}x` });
  expect(beyond.issues[0]?.code).toBe('file-too-large');
});

it('checks a text in the words of the command', async () => {
  const wrong = TEXT.replace('isolation: shared', 'isolation: sharde');
  const response = await author.call('POST', '/api/author/check', { file: 'lab.yaml', text: wrong });
  const { valid, told } = (await response.json()) as { valid: boolean; told: { line: string; frame: string[] }[] };
  expect(valid).toBe(false);
  expect(told[0]?.line).toMatch(/^lab\.yaml:\d+:12: error unknown-isolation: .*did you mean shared\?$/);
  expect(told[0]?.frame.at(-1)).toMatch(/\^{6}$/);
});

it('publishes what is valid and proved, as versions; a run stays on the version it began with, over a restart', async () => {
  const made = await ask(author, 'POST', '/drafts/new', { id: 'busy-monday' });
  const publish = (revision: number) => ask(author, 'POST', `/drafts/${made.draftId}/publish`, { revision });
  const save = (text: string, revision: number) => ask(author, 'PUT', `/drafts/${made.draftId}`, { text, revision });
  await save(TEXT.replace('slo: 250 ms', 'slo: 250'), 1);
  expect((await publish(2)).issues.map(({ code }) => code)).toEqual(['missing-unit']);
  await save(TEXT.replace('band: 40..40', 'band: 10..20'), 2);
  const unproved = await publish(3);
  expect([unproved.status, unproved.issues[0]?.code]).toEqual([409, 'proof-failed']);
  await save(TEXT.replace(/busy-monday/g, 'noisy-neighbour'), 3);
  expect((await publish(4)).issues[0]?.code).toBe('id-taken');
  await save(TEXT, 4);
  expect((await publish(4)).issues[0]?.code).toBe('draft-changed');
  const first = await publish(5);
  expect([first.status, first.scenarioId]).toEqual([201, 'busy-monday']);
  expect((await publish(5)).issues[0]?.code).toBe('already-published');

  const learner = await LabClient.guest(server.url);
  const before = await learner.makeRun(7, 'busy-monday');
  await save(TEXT.replace('title: Busy monday', 'title: Busier monday'), 5);
  const second = await publish(6);
  expect(second.sha256).not.toBe(first.sha256);
  await server.close();
  await start();
  const again = learner.at(server.url);
  author = author.at(server.url);
  const titleOf = async (path: string): Promise<string> =>
    ((await (await again.call('GET', path)).json()) as { scenario: { title: string } }).scenario.title;
  expect(await titleOf('/api/scenarios/busy-monday')).toBe('Busier monday');
  expect(await titleOf(`/api/runs/${before}/scenario`)).toBe('Busy monday');
  expect(await titleOf(`/api/runs/${await again.makeRun(7, 'busy-monday')}/scenario`)).toBe('Busier monday');
  const { versions } = await ask(author, 'GET', `/drafts/${made.draftId}`);
  expect(versions.map(({ sha256 }) => sha256)).toEqual([second.sha256, first.sha256]);
  const kept = await ask(author, 'GET', `/drafts/${made.draftId}/versions/${first.sha256}`);
  expect(kept.text).toBe(TEXT);
  // The id is its author's from now on.
  const other = await ask(again, 'POST', '/drafts', { text: TEXT });
  expect((await ask(again, 'POST', `/drafts/${other.draftId}/publish`, { revision: 1 })).issues[0]?.code).toBe(
    'id-taken',
  );
});

it('tells of a watched folder what is saved in it, and serves what is valid', async () => {
  const stream = await author.call('GET', '/api/author/folder/changes');
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (words: RegExp): Promise<void> => {
    while (!words.test(heard)) {
      const { value, done } = await reader.read();
      if (done) throw new TypeError(`the stream ended before ${words}`);
      heard += value;
    }
  };
  await until(/"files":\[\]/);
  writeFileSync(
    join(watched, 'quiet-day.yaml'),
    scaffoldScenario('quiet-day').replace('duration: 60 s', 'duration: 60'),
  );
  await until(/quiet-day\.yaml:6:11: error missing-unit/);
  writeFileSync(join(watched, 'quiet-day.yaml'), scaffoldScenario('quiet-day'));
  await until(/"scenarioId":"quiet-day"/);
  await reader.cancel();
  await author.makeRun(7, 'quiet-day');
  const listed = (await (await author.call('GET', '/api/scenarios')).json()) as { id: string }[];
  expect(listed.map(({ id }) => id)).toContain('quiet-day');
});
