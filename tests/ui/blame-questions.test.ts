/**
 * What the page about harm is told by the replay worker, asked without the worker: blame of a window is what the ledger gained in
 * it and what the requests measured, removal is what the command says of the same run, the exemplar is the most charged.
 */
import { describe, expect, it } from 'vitest';
import { ReplayBook } from '../../lab-ui/replay/book.ts';
import { blame } from '../../lab-ui/replay/questions/blame.ts';
import { removal } from '../../lab-ui/replay/questions/removal.ts';
import { keptTraces } from '../../lab-ui/replay/questions/shared/kept-traces.ts';
import { slowRequest } from '../../lab-ui/replay/questions/slow-request.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { counterfactualInterference, withoutTenant } from '../../server/headless/interference.ts';
import { ENGINE_VERSION, Run, type RunOptions, type Trace } from '../../sim-engine/index.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';

const { scenario, sha256 } = loadLibrary().get('noisy-neighbour')!;
const CELLS = { type: 'switch-isolation', model: { id: 'cells', params: {} } } as const;
const ACTIONS = [{ sequence: 0, atUs: 36_000_000, action: CELLS }];
const OPTIONS: RunOptions = { scenario, scenarioSha256: sha256, seed: 7 };

function bookTo(simulatedUs: number, actions: RunInputs['actions'] = ACTIONS): ReplayBook {
  return new ReplayBook({
    runId: 'a'.repeat(32),
    branchOf: null,
    status: 'paused',
    engineVersion: ENGINE_VERSION,
    scenarioSha256: sha256,
    scenario,
    seed: 7,
    actions,
    simulatedUs,
    digest: null,
  });
}

function runTo(us: number, more: Partial<RunOptions> = {}, actions = ACTIONS): Run {
  const run = Run.create({ ...OPTIONS, ...more });
  for (const action of actions) run.submit(action);
  run.advanceTo(us);
  return run;
}

describe('blame of a window', () => {
  const book = bookTo(42_000_000);
  const windows = [
    [0, 31_500_000],
    [31_500_000, 36_000_000],
    [36_000_000, 42_000_000],
  ] as const;

  it('adds up, victim by victim, to the delay that requests measured in it, to the microsecond', () => {
    for (const [fromUs, toUs] of windows) {
      const answer = blame(book, { fromUs, toUs });
      const [before, after] = [runTo(fromUs).delays(), runTo(toUs).delays()];
      for (const { id } of scenario.tenants) {
        const charged = answer.charges.reduce((sum, { victim, us }) => sum + (victim === id ? us : 0), 0);
        expect(`${id} ${charged}`).toBe(`${id} ${after[id]! - before[id]!}`);
        expect(answer.delaysUs[id]).toBe(charged);
      }
      expect(answer.unmatched).toEqual([]);
      // Two readings are rounded apart, each so that its columns add up.
      for (const { us } of answer.charges) expect(us).toBeGreaterThanOrEqual(-1);
    }
  });

  it('of neighbouring windows adds up to that of both, pair by pair and resource by resource', () => {
    const sums = new Map<string, number>();
    for (const [fromUs, toUs] of windows) {
      for (const { resource, culprit, victim, us } of blame(book, { fromUs, toUs }).charges) {
        const key = `${resource} ${culprit} ${victim}`;
        sums.set(key, (sums.get(key) ?? 0) + us);
      }
    }
    const whole = runTo(42_000_000).blame();
    expect(sums.size).toBe(whole.length);
    for (const { resource, culprit, victim, us } of whole)
      expect(sums.get(`${resource} ${culprit} ${victim}`)).toBe(us);
  });
});

describe('removal', () => {
  it('says of the whole run what the command says of it', () => {
    const endUs = scenario.durationUs;
    const book = bookTo(endUs, []);
    const others = ['G', 'C'].map((without) => withoutTenant(without, runTo(endUs, { without }, []).result()));
    const told = counterfactualInterference(runTo(endUs, {}, []).result(), others);
    for (const without of ['G', 'C']) {
      const answer = removal(book, { without, fromUs: 0, toUs: endUs });
      expect(answer.tenants.map(({ tenant }) => tenant)).toEqual(Object.keys(told.matrix[without]!));
      for (const { tenant, withAll, withoutIt } of answer.tenants) {
        expect(withAll.meanUs / 1000).toBeCloseTo(told.latencyMs[tenant]!.mean, 9);
        expect((withAll.meanUs - withoutIt.meanUs) / 1000).toBeCloseTo(told.matrix[without]![tenant]!, 9);
        expect((withAll.p99Us - withoutIt.p99Us) / 1000).toBeCloseTo(told.matrixP99[without]![tenant]!, 9);
      }
    }
  });

  it('counts the answers of the window only, each in one of two neighbouring windows', () => {
    const book = bookTo(34_000_000);
    const completed = (fromUs: number, toUs: number): number[] =>
      removal(book, { without: 'G', fromUs, toUs }).tenants.map(({ withAll }) => withAll.completed);
    const [first, second] = [completed(0, 30_500_000), completed(30_500_000, 34_000_000)];
    expect(first.map((count, at) => count + second[at]!)).toEqual(completed(0, 34_000_000));
    const result = runTo(34_000_000).result();
    expect(completed(0, 34_000_000)).toEqual(
      scenario.tenants.filter(({ id }) => id !== 'G').map(({ id }) => result.tenants[id]!.completed),
    );
  });
});

function chargedTo(trace: Trace, who: string): number {
  return trace.spans.flatMap(({ parts }) => parts).reduce((sum, part) => sum + (part.who === who ? part.us : 0), 0);
}

describe('the request behind a cell', () => {
  const book = bookTo(36_000_000);
  const span = { fromUs: 31_000_000, toUs: 36_000_000 };

  it('is the kept one that ended in the window and that the culprit cost most', () => {
    for (const [victim, culprit] of [
      ['C', 'G'],
      ['A', 'B'],
      ['G', 'G'],
    ] as const) {
      const answer = slowRequest(book, { ...span, victim, culprit, number: null });
      const ended = keptTraces(book).traces.filter(
        ({ tenant, endUs }) => tenant === victim && endUs >= span.fromUs && endUs < span.toUs,
      );
      expect(answer.kept).toHaveLength(ended.length);
      expect(ended.length).toBeGreaterThan(20);
      const most = Math.max(...ended.map((trace) => chargedTo(trace, culprit)));
      expect(answer.chargedUs).toBe(most);
      expect(most).toBeGreaterThan(0);
      expect(chargedTo(answer.trace!, culprit)).toBe(most);
      expect(answer.trace!.tenant).toBe(victim);
    }
  });

  it('can be any other kept one, in order of slowness', () => {
    const { kept } = slowRequest(book, { ...span, victim: 'C', culprit: 'G', number: null });
    expect([...kept].sort((a, b) => a.latencyUs - b.latencyUs)).toEqual(kept);
    const wanted = kept[3]!;
    const answer = slowRequest(book, { ...span, victim: 'C', culprit: 'G', number: wanted.number });
    expect(answer.trace).toMatchObject({ tenant: 'C', number: wanted.number });
    expect(answer.trace!.endUs - answer.trace!.startUs).toBe(wanted.latencyUs);
    expect(answer.chargedUs).toBe(wanted.chargedUs);
  });

  it('stands among all latencies of its tenant in the window, beside a median one of the same way', () => {
    const answer = slowRequest(book, { ...span, victim: 'C', culprit: 'G', number: null });
    const [before, after] = [runTo(span.fromUs), runTo(span.toUs)].map((run) => run.result().tenants.C!.completed);
    expect(answer.latenciesUs).toHaveLength(after! - before!);
    expect(answer.latenciesUs).toContain(answer.trace!.endUs - answer.trace!.startUs);
    const { ordinary } = answer;
    expect(ordinary).toMatchObject({ alike: true, from: 'before' });
    expect(ordinary!.trace).toMatchObject({ tenant: 'C', operation: answer.trace!.operation, sampled: true });
    expect(ordinary!.trace.endUs).toBeLessThan(span.fromUs);
  });

  it('is nobody where no request of the victim ended', () => {
    const answer = slowRequest(book, { victim: 'C', culprit: 'G', number: null, fromUs: 0, toUs: 1 });
    expect(answer).toMatchObject({ trace: null, kept: [], ordinary: null, latenciesUs: [] });
  });
});
