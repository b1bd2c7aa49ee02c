/** What the time of requests was made of: parts of one kind are one, each request has its own, and thousands go on when restored. */
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { LatencyParts, NOBODY, type PartKind, UNNAMED } from '../../../sim-engine/measure/latency-parts.ts';

const WORK: PartKind = { kind: 'work', resource: 'app', at: 'app', held: false, culprit: NOBODY };

/** The same but for one field each: six kinds. */
const KINDS: readonly PartKind[] = [
  WORK,
  { ...WORK, kind: 'pause' },
  { ...WORK, resource: 'cache' },
  { ...WORK, at: 'cpu' },
  { ...WORK, held: true },
  { ...WORK, culprit: UNNAMED },
];

const request = (at: number) => ({
  tenant: at % 7,
  endedUs: 10 * at,
  latencyUs: 3 * at,
  ending: at % 4,
  extraAttempts: at % 3,
  lookup: (at % 5) - 3,
});

/** Parts of a request, by the index of their kind among {@link KINDS}. */
function partsOf(parts: LatencyParts, at: number): (readonly [kind: number, us: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let part = parts.partsFrom(at); part < parts.partsEnd[at]!; part++) {
    const kind = parts.kinds[parts.partKind[part]!]!;
    found.push([KINDS.findIndex((each) => JSON.stringify(each) === JSON.stringify(kind)), parts.partUs[part]!]);
  }
  return found;
}

function moved(from: LatencyParts): LatencyParts {
  const writer = new StateWriter();
  from.state(writer);
  const reader = new StateReader(writer.finish());
  const to = new LatencyParts();
  to.state(reader);
  expect(reader.exhausted).toBe(true);
  return to;
}

describe('the parts of a request', () => {
  it('are one per kind, in the order in which they began, without those that took no time', () => {
    const parts = new LatencyParts();
    expect(parts.openUs).toBe(0);
    for (const [kind, us] of [
      [3, 5],
      [0, 0],
      [1, 7],
      [3, 2],
    ] as const)
      parts.add(KINDS[kind]!, us);
    expect(parts.openUs).toBe(14);
    parts.end(request(0));
    expect(parts.openUs).toBe(0);
    // The next request has parts of its own, of the same kinds.
    parts.add(KINDS[3]!, 1);
    expect(parts.openUs).toBe(1);
    parts.end(request(1));
    parts.end(request(2));
    expect([0, 1, 2].map((at) => partsOf(parts, at))).toEqual([
      [
        [3, 7],
        [1, 7],
      ],
      [[3, 1]],
      [],
    ]);
    expect(parts.kinds).toHaveLength(2);
  });

  it('tell kinds apart by every field', () => {
    const parts = new LatencyParts();
    for (const [at, kind] of KINDS.entries()) parts.add(kind, at + 1);
    for (const kind of KINDS) parts.add({ ...kind }, 10);
    parts.end(request(0));
    expect(partsOf(parts, 0)).toEqual(KINDS.map((_, at) => [at, at + 11]));
  });

  it('of thousands of requests stay as they are, across growth and a restore with one still open', () => {
    const COUNT = 5000;
    let parts = new LatencyParts();
    for (let at = 0; at < COUNT; at++) {
      for (let part = 0; part < at % 6; part++) {
        if (at === 3005 && part === 2) parts = moved(parts);
        parts.add(KINDS[(at + part) % KINDS.length]!, at + part + 1);
      }
      parts.end(request(at));
    }
    expect(parts.count).toBe(COUNT);
    for (let at = 0; at < COUNT; at++) {
      const { tenant, endedUs, latencyUs, ending, extraAttempts, lookup } = request(at);
      const row = [parts.tenant, parts.endedUs, parts.latencyUs, parts.ending, parts.extraAttempts, parts.lookup];
      const wanted = [tenant, endedUs, latencyUs, ending, extraAttempts, lookup];
      if (row.some((column, field) => column[at] !== wanted[field])) expect.fail(`request ${at} is another`);
      const made = Array.from({ length: at % 6 }, (_, part) => [(at + part) % KINDS.length, at + part + 1]);
      if (JSON.stringify(partsOf(parts, at)) !== JSON.stringify(made)) expect.fail(`request ${at} has other parts`);
    }
  });
});

it('finds the first request that ended at or after an instant', () => {
  const parts = new LatencyParts();
  expect(parts.firstFrom(0)).toBe(0);
  for (const endedUs of [10, 20, 20, 20, 30]) parts.end({ ...request(0), endedUs });
  expect([0, 10, 11, 20, 21, 30, 31].map((us) => parts.firstFrom(us))).toEqual([0, 0, 1, 1, 4, 4, 5]);
});
