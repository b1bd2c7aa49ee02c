/** @module Run records: any changed value is noticed, with a reason; a mended hash is found out by executing the run again. */
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../server/content/canonical-json.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { execute, stamp } from '../../server/headless/execute.ts';
import { type Grade, gradeRecord } from '../../server/headless/grade-record.ts';
import { replayRecord } from '../../server/headless/replay-record.ts';
import { makeRunRecord, readRunRecord } from '../../server/headless/run-record.ts';
import type { TimedAction } from '../../sim-engine/model/scenario.ts';

const library = loadLibrary();
const { scenario, sha256 } = library.get('noisy-neighbour')!;
const CURE: readonly TimedAction[] = [
  { atUs: 40e6, action: { type: 'set-limit', tenant: 'G', limitPerSec: 60, limitBurst: 30 } },
  { atUs: 44e6, action: { type: 'switch-isolation', model: { id: 'fair', params: { quantumUs: 20_000 } } } },
];

function record(actions: readonly TimedAction[] = CURE, untilUs = scenario.durationUs, silo = false): string {
  const isolation = silo ? { id: 'silo', params: {} } : null;
  const run = execute({ scenario, sha256, seed: 7, isolation, actions, untilUs });
  return makeRunRecord({
    scenario,
    scenarioSha256: sha256,
    seed: 7,
    isolation,
    actions: stamp(actions),
    untilUs,
    result: run.result(),
    trail: run.trail(),
  });
}

type Json = Record<string, unknown>;
type Leaf = readonly [path: readonly string[], value: unknown];

function leavesOf(value: unknown, path: readonly string[] = []): Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const inner = Object.entries(value).flatMap(([key, each]) => leavesOf(each, [...path, key]));
  return inner.length > 0 ? inner : [[path, value]];
}

/** The record with one leaf changed; `mendHash` makes the hash fit again. */
function changed(text: string, path: readonly string[], value: unknown, mendHash = false): string {
  const copy = JSON.parse(text) as Json;
  let at = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1)!] = value;
  if (mendHash) {
    const { contentHash: _, ...body } = copy;
    copy.contentHash = contentHash(body);
  }
  return JSON.stringify(copy);
}

function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return value.endsWith('0') ? `${value.slice(0, -1)}1` : `${value.slice(0, -1)}0`;
  return 'something';
}

const whole = record();

describe('a record', () => {
  it('is read back, replays, and is graded with full points', () => {
    const read = readRunRecord(whole);
    if (!read.ok) throw new RangeError(JSON.stringify(read.issues));
    expect(replayRecord(read.value).kind).toBe('matched');
    expect(gradeRecord('a.json', whole, library)).toMatchObject({
      state: 'graded',
      points: 100,
      passed: true,
      remarks: [],
    });
  });

  it('is the same text for the same run, and survives another layout', () => {
    expect(record()).toBe(whole);
    expect(readRunRecord(JSON.stringify(JSON.parse(whole), null, 7)).ok).toBe(true);
  });

  it('does not hold the solutions', () => {
    expect(whole).not.toContain('Blame the load balancer');
  });

  it('shows a change of any of its values', () => {
    const leaves = leavesOf(JSON.parse(whole));
    expect(leaves.length).toBeGreaterThan(1_000);
    for (const [path, value] of leaves) {
      const read = readRunRecord(changed(whole, path, otherThan(value)));
      expect(read.ok, path.join('.')).toBe(false);
      if (!read.ok) expect(read.issues[0]?.message, path.join('.')).toMatch(/: /);
    }
  });

  it('shows a value that was taken out or put in', () => {
    const body = JSON.parse(whole) as Json;
    for (const key of Object.keys(body)) {
      const { [key]: _, ...rest } = body;
      expect(readRunRecord(JSON.stringify(rest)).ok, key).toBe(false);
    }
    expect(readRunRecord(JSON.stringify({ ...body, more: 1 })).ok).toBe(false);
  });

  it('cannot be cut short', () => {
    for (let length = 0; length < whole.length - 2; length += 997)
      expect(readRunRecord(whole.slice(0, length)).ok).toBe(false);
  });
});

describe('a record whose hash was mended', () => {
  /** Path, new value, and a word of the reason. */
  const FORGED: readonly (readonly [string, unknown, RegExp])[] = [
    ['seed', 8, /diverged between event 0 .* and event 1000/],
    ['digest', '0123456789abcdef', /diverged/],
    ['actions.0.atUs', 41e6, /diverged between event \d+ \(\d+\.\d+ s\)/],
    ['actions.0.action.limitPerSec', 61, /diverged/],
    ['trail.3.digest', '0123456789abcdef', /between event 3000 .* and event 4000/],
    ['trail.3.atUs', 1, /diverged/],
    ['result.tenants.A.latencyMs.p99', 1, /result: tenants\.A\.latencyMs\.p99 is recorded as 1/],
    ['result.objectives.0.points', 99, /result: objectives\.0\.points/],
    ['result.events', 1, /result: events/],
    ['untilUs', 119e6, /diverged/],
    ['scenario.tenants.0.workload.keys.count', 4001, /diverged/],
    ['scenario.objectives.1.threshold', 0.01, /result: objectives\.1/],
    ['scenarioSha256', 'a'.repeat(64), /result: scenario\.sha256/],
  ];

  it.each(FORGED)('%s is found out', (path, value, reason) => {
    const text = changed(whole, path.split('.'), value, true);
    const read = readRunRecord(text);
    if (!read.ok) throw new RangeError(JSON.stringify(read.issues));
    const outcome = replayRecord(read.value);
    expect(outcome.kind === 'diverged' ? outcome.message : outcome.kind).toMatch(reason);
    expect(gradeRecord('x', text, library)).toMatchObject({ state: 'not-reproducible' });
  });

  /** Values that no world can have. */
  const IMPOSSIBLE: readonly (readonly [string, unknown, string])[] = [
    ['engineVersion', '0', 'engine-version'],
    ['formatVersion', 2, 'record-version'],
    ['format', 'other', 'not-a-record'],
    ['seed', -1, 'bad-record'],
    ['seed', 1.5, 'bad-record'],
    ['untilUs', 1e12, 'bad-record'],
    ['untilUs', 130e6, 'bad-record'],
    ['actions.0.atUs', 50e6, 'bad-record'],
    ['actions.0.action.type', 'reboot', 'bad-record'],
    ['actions.1.action.model.params.quantumUs', -5, 'bad-record'],
    ['scenario.tenants', [], 'bad-scenario'],
    ['scenario.tenants.0.plan', 'nobody', 'bad-scenario'],
    ['scenario.tenants.0.workload.arrivals.params.ratePerSec', 1e300, 'bad-scenario'],
    ['scenario.tenants.0.workload.arrivals.table', [1], 'bad-scenario'],
    [
      'scenario.tenants.0.workload.keys',
      { count: 10, kind: 'hot-key', params: { share: 2, alpha: 0 } },
      'bad-scenario',
    ],
    ['scenario.tenants.0.workload.keys', { count: 10 }, 'bad-scenario'],
    ['scenario.operations.0.app', { law: 'mixture', mean: 4000, params: {}, table: [1] }, 'bad-scenario'],
    ['scenario.operations.0.app', { law: 'mixture', mean: 4000, params: {} }, 'bad-scenario'],
    ['scenario.system.app.instances', 1e9, 'bad-scenario'],
    ['scenario.system.database.ioPerSecPerUnit', 0, 'bad-scenario'],
    ['scenario.durationUs', 1e300, 'bad-scenario'],
    ['scenario.timeline.0.tenant', 'Q', 'bad-scenario'],
    ['result', [], 'bad-record'],
  ];

  it.each(IMPOSSIBLE)('%s = %j is unusable', (path, value, code) => {
    const text = changed(whole, path.split('.'), value, true);
    const read = readRunRecord(text);
    expect(read.ok ? [] : read.issues.map((each) => each.code)).toContain(code);
    expect(gradeRecord('x', text, library)).toMatchObject({ state: 'not-gradable' });
  });
});

describe('a run under other rules than the exercise’s is graded, and does not pass', () => {
  const remarks = (grade: Grade): string => (grade.state === 'graded' ? grade.remarks.join('; ') : grade.state);

  it.each([
    ['began under another model', record([], scenario.durationUs, true), /began under silo/],
    ['ended early', record(CURE, 100e6), /ended at 100 s of 120 s/],
    [
      'spent more moves than there are',
      record(
        [1, 2, 3, 4].map((at) => ({
          atUs: at * 1e6,
          action: { type: 'set-balancing', policy: 'round-robin' } as const,
        })),
      ),
      /action 3: .*0 moves left/,
    ],
  ])('%s', (_, text, reason) => {
    const grade = gradeRecord('x', text, library);
    expect(remarks(grade)).toMatch(reason);
    expect(grade).toMatchObject({ state: 'graded', passed: false });
  });

  it('or of a scenario that the library does not hold', () => {
    const empty = { get: () => undefined, list: () => [] };
    expect(remarks(gradeRecord('x', whole, empty))).toContain('not in the library');
  });
});
