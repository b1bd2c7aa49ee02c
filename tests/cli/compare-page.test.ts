/** @module The page's comparison: the same, figure for figure, as the command's over the same two runs; windows, swaps and seeds. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReplayBook } from '../../lab-ui/replay/book.ts';
import { type CompareArgument, type ComparedPair, compare } from '../../lab-ui/replay/questions/compare.ts';
import { replicated } from '../../lab-ui/replay/questions/replicated.ts';
import { type RunRecord, readRunRecord } from '../../server/headless/run-record.ts';
import type { ReplicatedComparison } from '../../sim-engine/comparison/compare-replicated.ts';
import type { Comparison } from '../../sim-engine/comparison/comparison.ts';
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { commandLine, folderOfTests } from './support.ts';

const folder = folderOfTests();
const path = (name: string): string => join(folder, `${name}.json`);
const FLOOD = { fromUs: 30_000_000, toUs: 84_000_000 };
const INSTANTS = [0, FLOOD.fromUs, FLOOD.toUs, 120_000_000];

async function record(name: string, ...options: string[]): Promise<RunInputs> {
  const { code, err } = await commandLine(['run', 'noisy-neighbour', ...options, '--out', path(name), '--json']);
  expect(`${code} ${err}`).toBe('0 ');
  const read = readRunRecord(readFileSync(path(name), 'utf8'));
  if (!read.ok) throw new RangeError(read.issues.map(({ message }) => message).join('; '));
  return inputsOf(name, read.value);
}

/** A run of the lab begins under its scenario's own model; that of a record may have another. */
function inputsOf(
  runId: string,
  { scenario, isolation, scenarioSha256, seed, actions, untilUs }: RunRecord,
): RunInputs {
  return {
    runId,
    branchOf: null,
    status: 'finished',
    engineVersion: ENGINE_VERSION,
    scenarioSha256,
    scenario: { ...scenario, isolation: isolation ?? scenario.isolation },
    seed,
    actions,
    simulatedUs: untilUs,
    digest: null,
  };
}

function ask(book: ReplayBook, argument: Omit<CompareArgument, 'instantsUs'>, instantsUs = INSTANTS): ComparedPair {
  const answer = compare(book, { ...argument, instantsUs });
  if (answer.kind === 'refused') throw new RangeError(answer.issue.message);
  return answer.pair;
}

/** The command's document as the page knows it: by run instead of file, without a bill per tenant. */
function asOnPage({ a, b, tenants, ...rest }: Comparison, names: readonly [string, string]): unknown {
  const unbilled = Object.entries(tenants).map(([id, { costUsd: _, ...parts }]) => [id, parts]);
  return { ...rest, a: { ...a, file: names[0] }, b: { ...b, file: names[1] }, tenants: Object.fromEntries(unbilled) };
}

async function commanded<T = Comparison>(a: string, b: string, ...options: string[]): Promise<T> {
  const { code, out } = await commandLine(['compare', path(a), path(b), ...options, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out) as T;
}

let shared: RunInputs;
let fair: RunInputs;
let book: ReplayBook;
beforeAll(async () => {
  shared = await record('shared', '--seed', '7');
  fair = await record('fair', '--seed', '7', '--isolation', 'fair');
  book = new ReplayBook(shared);
});

describe('the whole of both runs', () => {
  it('is compared as the command compares them', async () => {
    const { comparison } = ask(book, { other: fair, swapped: false, window: null });
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(
      asOnPage(await commanded('shared', 'fair'), ['shared', 'fair']),
    );
  });

  it('is the command the other way round when they change places', async () => {
    const { comparison } = ask(book, { other: fair, swapped: true, window: null });
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(
      asOnPage(await commanded('fair', 'shared'), ['fair', 'shared']),
    );
  });

  it('says quantile by quantile and request by request what the tenants together come to', () => {
    const { neighbours, noisy, tenants, comparison } = ask(book, { other: fair, swapped: false, window: null });
    expect(noisy).toEqual(['G']);
    expect(neighbours.ids).toHaveLength(11);
    const at = (share: number) => neighbours.shift.find((point) => point.share === share)!;
    expect(at(0.5)).toMatchObject(neighbours.parts.latencyMs!.p50);
    expect(at(0.99)).toMatchObject(neighbours.parts.latencyMs!.p99);
    expect(tenants.A!.parts).toEqual(comparison.tenants.A);
    const { within, sides, parts } = neighbours;
    expect(within.a).toMatchObject({ inTime: parts.slo.good.a, lost: parts.lost.a });
    expect(within.b.ended + neighbours.sides!.open).toBeGreaterThanOrEqual(parts.arrived.b);
    const shares = [within.a.shares, within.b.shares];
    for (const curve of shares) expect([...curve].sort((x, y) => x - y)).toEqual(curve);
    expect(within.a.shares.at(-1)).toBeCloseTo((within.a.ended - within.a.lost) / within.a.ended, 9);
    expect(sides!.counts).toMatchObject({ rescued: parts.slo.improved, worsened: parts.slo.worsened });
    const { 'in-time': inTime, rescued, missed, worsened } = sides!.counts;
    expect(inTime + rescued + missed + worsened + sides!.open).toBe(parts.arrived.a);
    for (const { kind, a, b } of sides!.named) {
      const [bad, good] = kind === 'rescued' ? [a, b] : [b, a];
      expect(good).toBeLessThanOrEqual(250);
      expect(bad ?? Number.POSITIVE_INFINITY).toBeGreaterThan(250);
    }
  });
});

describe('a window', () => {
  it('counts the requests that arrived in it, and nobody twice', () => {
    const spans = INSTANTS.slice(1).map((toUs, at) => ({ fromUs: INSTANTS[at]!, toUs }));
    const parts = spans.map((window) => ask(book, { other: fair, swapped: false, window }).comparison.totals);
    const whole = ask(book, { other: fair, swapped: false, window: null }).comparison.totals;
    const sum = (of: (totals: typeof whole) => number): number => parts.reduce((total, each) => total + of(each), 0);
    expect(sum(({ arrived }) => arrived.a)).toBe(whole.arrived.a);
    expect(sum(({ lost }) => lost.b)).toBe(whole.lost.b);
    expect(sum(({ slo }) => slo.improved!)).toBe(whole.slo.improved);
    expect(sum(({ costUsd }) => costUsd.a)).toBeCloseTo(whole.costUsd.a, 9);
    expect(whole.slo.improved).toBeGreaterThan(100);
  });

  it('in which nothing differed yet shows no difference', () => {
    const window = { fromUs: 0, toUs: 30_000_000 };
    const late = { ...shared, runId: 'late', actions: switchAt(40_000_000) };
    const { comparison } = ask(new ReplayBook(shared), { other: late, swapped: false, window });
    expect(comparison.arrivals).toEqual({ common: 'all' });
    expect(comparison.totals.verdict).toBe('every request took the same time in A and in B.');
    const after = ask(new ReplayBook(shared), { other: late, swapped: false, window: null });
    expect(after.comparison.totals.slo.improved).toBeGreaterThan(100);
  });

  it('lets runs that end at different times be compared over the time both have', () => {
    const short = { ...fair, runId: 'short', simulatedUs: FLOOD.toUs };
    const instants = INSTANTS.slice(0, 3);
    const whole = ask(book, { other: short, swapped: false, window: null }, instants);
    expect(whole.comparison.arrivals.common).toBe('none');
    const both = ask(book, { other: short, swapped: false, window: { fromUs: 0, toUs: FLOOD.toUs } }, instants);
    expect(both.comparison.arrivals.common).toBe('all');
    expect(both.comparison.totals.arrived.a).toBe(both.comparison.totals.arrived.b);
  });
});

describe('what cannot be compared', () => {
  it.each([
    ['engine-version', (): RunInputs => ({ ...fair, engineVersion: '0.0.0' })],
    ['not-started', (): RunInputs => ({ ...fair, simulatedUs: 0 })],
    [
      'no-common-tenant',
      (): RunInputs => ({
        ...fair,
        scenario: {
          ...fair.scenario,
          timeline: [],
          objectives: [],
          tenants: fair.scenario.tenants.map((tenant) => ({ ...tenant, id: `${tenant.id}2` })),
        },
      }),
    ],
  ] as const)('is refused by name: %s', (code, other) => {
    const argument = { other: { ...other(), runId: code }, swapped: false, instantsUs: [0], window: null };
    expect(compare(book, argument)).toMatchObject({ kind: 'refused', issue: { code } });
  });
});

it('seeds are those of the command, one pair more at a time', async () => {
  const [a, b] = [shared, fair].map((inputs) => ({ ...inputs, simulatedUs: 8_000_000 }));
  await record('brief-a', '--seed', '7', '--until', '8s');
  await record('brief-b', '--seed', '7', '--until', '8s', '--isolation', 'fair');
  const brief = new ReplayBook(a!);
  expect(replicated(brief, { other: b!, swapped: false, count: 2 }).count).toBe(2);
  const answer = replicated(brief, { other: b!, swapped: false, count: 3 });
  const options = ['--replications', '3'];
  const { replications } = await commanded<{ replications: ReplicatedComparison }>('brief-a', 'brief-b', ...options);
  expect(JSON.parse(JSON.stringify(answer))).toEqual(replications);
});

function switchAt(atUs: number): RunInputs['actions'] {
  return [{ sequence: 0, atUs, action: { type: 'switch-isolation', model: { id: 'fair', params: {} } } }];
}
