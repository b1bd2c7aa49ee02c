/** @module Behind the author's page: solutions dealt out to workers and stopped at once, and verdicts that say what is wrong and why. */
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DifficultyBench } from '../../lab-ui/author/difficulty-bench.ts';
import { folderZip, scenarioFiles } from '../../lab-ui/author/folder-files.ts';
import type { LabReply, LabRequest } from '../../lab-ui/author/lab-messages.ts';
import type { LabWorker } from '../../lab-ui/author/lab-workers.ts';
import { TextClient, type TextWorker } from '../../lab-ui/author/text-client.ts';
import type { TextReading } from '../../lab-ui/author/text-messages.ts';
import { claims, reasonsAgainst, solutionVerdicts } from '../../lab-ui/author/verdicts.ts';
import { readText } from '../../scenarios/authoring/read-text.ts';
import { scaffoldScenario } from '../../scenarios/authoring/scaffold-scenario.ts';

const TEXT = scaffoldScenario('busy-monday');
const reading = (text: string): TextReading => ({ ...readText('busy-monday.yaml', text), tookMs: 1 });
const read = reading(TEXT);
const scenario = read.scenario!;

/** Answers when it is told to; the reference has 100 points, silo 60, nothing 40. */
class FakeLab implements LabWorker {
  onmessage: LabWorker['onmessage'] = null;
  onerror: LabWorker['onerror'] = null;
  readonly asked: (LabRequest & { type: 'score' })[] = [];
  ended = false;
  postMessage(request: LabRequest): void {
    if (request.type === 'score') this.asked.push(request);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(points = [100, 60, 40]): void {
    const next = this.asked.shift();
    if (next === undefined) return;
    const score = { seed: next.seed, points: points[next.proof]!, refused: null };
    this.onmessage?.({ data: { id: next.id, type: 'score', score } } as MessageEvent<LabReply>);
  }
}

function made(lanes = 2) {
  const workers: FakeLab[] = [];
  const bench = new DifficultyBench(() => {
    const worker = new FakeLab();
    workers.push(worker);
    return worker;
  }, lanes);
  const finish = (points?: number[]): void => {
    while (workers.some(({ ended, asked }) => !ended && asked.length > 0))
      for (const worker of workers) if (!worker.ended) worker.answer(points);
  };
  return { bench, workers, finish };
}

describe('the difficulty bench', () => {
  it('tries every solution on every seed, stops at once, and goes on with the rest', () => {
    const { bench, workers, finish } = made();
    bench.run(scenario, 10);
    for (let step = 0; step < 6; step++) workers[step % 2]!.answer();
    bench.stop();
    expect(bench.get()).toMatchObject({ status: 'stopped', done: 6, wanted: 30 });
    expect(workers.every(({ ended }) => ended)).toBe(true);
    bench.run(scenario, 10);
    finish();
    const { status, done, scores } = bench.get();
    expect([status, done]).toEqual(['done', 30]);
    expect(scores.map((each) => each.map(({ seed }) => seed))).toEqual(
      scenario.proofs.map(() => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    );
  });

  it('forgets what it measured of another text', () => {
    const { bench, finish } = made();
    bench.run(scenario, 2);
    finish();
    bench.run({ ...scenario }, 2);
    expect(bench.get().done).toBe(0);
    finish();
    expect(bench.get().done).toBe(6);
  });

  it('says what it lost', () => {
    const { bench, workers } = made(1);
    bench.run(scenario, 2);
    workers[0]!.onerror?.({ message: 'no memory' } as ErrorEvent);
    expect(bench.get()).toMatchObject({ status: 'failed', failure: 'no memory' });
  });
});

describe('what is against publishing', () => {
  const tried = (points: number[], seeds = 10) => {
    const { bench, finish } = made();
    bench.run(scenario, seeds);
    finish(points);
    const verdicts = solutionVerdicts(scenario, bench.get());
    return {
      reasons: reasonsAgainst(read, verdicts, bench.get()).map(({ sentence }) => sentence),
      over: claims(read, verdicts)
        .filter(({ state }) => state === 'over')
        .map(({ title }) => title),
    };
  };
  it('is nothing when every claim holds', () => expect(tried([100, 60, 40])).toEqual({ reasons: [], over: [] }));
  it('is that doing nothing passes', () => {
    const { reasons, over } = tried([100, 60, 80]);
    expect(reasons).toEqual(['“Wait until it is over” passes on 10 of 10.']);
    expect(over).toEqual(['Doing nothing fails', 'Scores in their bands']);
  });
  it('is that the reference fails', () => {
    const { reasons, over } = tried([60, 60, 40]);
    expect(reasons).toEqual(['“Queue fairly” fails on 10 of 10.']);
    expect(over).toContain('The reference passes');
  });
  it('is a score outside its band', () => expect(tried([100, 70, 40]).over).toEqual(['Scores in their bands']));
  it('is too few seeds', () =>
    expect(tried([100, 60, 40], 3).reasons).toEqual(['The solutions were tried on 3 seeds, and 10 are needed.']));
  it('is an error, by its line, before everything else', () => {
    const broken = reading(TEXT.replace('isolation: shared', 'isolation: sharde'));
    const [reason] = reasonsAgainst(broken, [], made().bench.get());
    expect(reason?.sentence).toMatch(/^Line \d+: found the text "sharde".*did you mean shared\?$/);
  });
});

describe('folders', () => {
  const file = (name: string, content: Uint8Array | string) => new File([content as BlobPart], name);
  it('come back from the zip that was taken away, to the byte', async () => {
    const zip = folderZip('busy-monday.yaml', TEXT, { title: 'schema' });
    expect(folderZip('busy-monday.yaml', TEXT, { title: 'schema' })).toEqual(zip);
    const back = await scenarioFiles([file('busy-monday.zip', zip)]);
    expect(back).toEqual({ ok: true, value: [{ name: 'busy-monday.yaml', text: TEXT }] });
  });
  it.each([
    ['nothing that is a scenario', [file('notes.txt', 'x')], 'no-scenario'],
    ['a file beyond the limit', [file('big.yaml', new Uint8Array(300_000))], 'file-too-large'],
    [
      'a zip that unpacks beyond the limit',
      [file('bomb.zip', zipSync({ 'a.yaml': new Uint8Array(20_000_000) }))],
      'file-too-large',
    ],
    ['no zip', [file('odd.zip', 'hello')], 'bad-zip'],
    [
      'too many files',
      [
        file(
          'many.zip',
          zipSync(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.yaml`, strToU8('a')]))),
        ),
      ],
      'too-many-files',
    ],
  ])('%s is refused by name', async (_, files, code) => {
    expect(await scenarioFiles(files)).toMatchObject({ ok: false, issues: [{ code }] });
  });
});

it('a text worker that is lost is started anew, and whoever waits is told', async () => {
  const workers: TextWorker[] = [];
  const client = new TextClient(() => {
    const worker: TextWorker = {
      postMessage: () => undefined,
      terminate: () => undefined,
      onmessage: null,
      onerror: null,
    };
    workers.push(worker);
    return worker;
  });
  const lost = client.ask('hover', { text: 'a', offset: 0 });
  workers[0]!.onerror?.({} as ErrorEvent);
  expect(await lost).toBeNull();
  const found = client.ask('hover', { text: 'a', offset: 0 });
  workers[1]!.onmessage?.({ data: { id: 2, answer: null } } as MessageEvent);
  expect(await found).toBeNull();
  expect(workers).toHaveLength(2);
});
