/**
 * Weighted fair queueing keeps the bounds of its theorems: against the fluid server when all is there from the start, between
 * any two backlogged tenants over any stretch, and for WF2Q that nobody runs ahead of the fluid by more than one request.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { WaitingItems } from '../../sim-engine/policies/discipline/waiting-items.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { gpsFinishTimes } from '../../sim-engine/theory/gps.ts';
import { cases } from '../support/property-seed.ts';

const ROUNDING = 1e-9;
const sizes = (least: number) => fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: least, maxLength: 40 });
const backlog = (least: number) =>
  fc.array(fc.record({ weight: fc.constantFrom(0.25, 0.5, 1, 1, 2, 3, 10), sizes: sizes(least) }), {
    minLength: 2,
    maxLength: 5,
  });

interface Served {
  readonly item: number;
  readonly flow: number;
  readonly size: number;
  /** When it is done, on a server of rate 1. */
  readonly doneAt: number;
}

/** Everything waits from the start and is served by one server. */
function serveAll(id: string, flows: readonly { readonly weight: number; readonly sizes: readonly number[] }[]) {
  const specs = flows.map(({ weight }) => ({ weight, priority: 0, cap: Number.POSITIVE_INFINITY }));
  const line = entryOf(DISCIPLINES, id).line(specs, new WaitingItems(), {});
  const packets = flows.flatMap((each, flow) => each.sizes.map((size) => ({ flow, size, arrival: 0 })));
  packets.forEach(({ flow, size }, item) => {
    line.enqueue(item, flow, size);
  });
  const served: Served[] = [];
  let now = 0;
  for (let item = line.dequeue(); item >= 0; item = line.dequeue()) {
    now += packets[item]!.size;
    served.push({ item, flow: packets[item]!.flow, size: packets[item]!.size, doneAt: now });
  }
  return { packets, served };
}

/** What was served while all flows had somebody waiting. */
function whileBacklogged(served: readonly Served[], flows: readonly { readonly sizes: readonly number[] }[]): Served[] {
  const left = flows.map((flow) => flow.sizes.length);
  const end = served.findIndex(({ flow }) => --left[flow]! === 0);
  return served.slice(0, end);
}

const largest = (flow: { readonly sizes: readonly number[] }): number => Math.max(...flow.sizes);

describe('weighted fair queueing', () => {
  it('finishes nobody later than the fluid server by more than the largest request', () => {
    fc.assert(
      fc.property(backlog(1), (flows) => {
        const { packets, served } = serveAll('wfq', flows);
        const fluid = gpsFinishTimes(
          flows.map(({ weight }) => weight),
          packets,
        );
        const bound = Math.max(...flows.map(largest));
        const late = served.filter(({ item, doneAt }) => doneAt > (fluid[item]! + bound) * (1 + ROUNDING));
        expect(late).toEqual([]);
      }),
      cases(200),
    );
  });

  it('keeps two backlogged tenants within one request of each, over any stretch', () => {
    fc.assert(
      fc.property(backlog(15), (flows) => {
        const served = whileBacklogged(serveAll('wfq', flows).served, flows);
        let worst = 0;
        for (let from = 0; from < served.length; from++) {
          const work = flows.map(() => 0);
          for (const { flow, size } of served.slice(from)) {
            work[flow]! += size / flows[flow]!.weight;
            flows.forEach((other, at) => {
              const allowed = largest(other) / other.weight + largest(flows[flow]!) / flows[flow]!.weight;
              if (at !== flow) worst = Math.max(worst, Math.abs(work[flow]! - work[at]!) / allowed);
            });
          }
        }
        expect(worst).toBeLessThanOrEqual(1 + ROUNDING);
      }),
      cases(60),
    );
  });
});

describe('worst-case fair weighted fair queueing', () => {
  /** By how many of its largest requests a flow is ahead of the fluid at worst, before all of a flow is served. */
  function lead(id: string, flows: readonly { readonly weight: number; readonly sizes: readonly number[] }[]): number {
    const total = flows.reduce((sum, { weight }) => sum + weight, 0);
    const work = flows.map(() => 0);
    let worst = 0;
    for (const { flow, size, doneAt } of whileBacklogged(serveAll(id, flows).served, flows)) {
      work[flow]! += size;
      const share = flows[flow]!.weight / total;
      worst = Math.max(worst, (work[flow]! - share * doneAt) / ((1 - share) * largest(flows[flow]!)));
    }
    return worst;
  }

  it('lets nobody run ahead of the fluid by more than the rest of one request', () => {
    fc.assert(
      fc.property(backlog(10), (flows) => {
        expect(lead('wf2q', flows)).toBeLessThanOrEqual(1 + ROUNDING);
      }),
      cases(200),
    );
  });

  it('is what weighted fair queueing alone does not promise', () => {
    const equal = (count: number) => Array.from({ length: count }, () => 1000);
    const heavy = [
      { weight: 10, sizes: equal(30) },
      ...Array.from({ length: 10 }, () => ({ weight: 1, sizes: equal(3) })),
    ];
    expect(lead('wfq', heavy)).toBeGreaterThan(5);
    expect(lead('wf2q', heavy)).toBeLessThanOrEqual(1 + ROUNDING);
  });
});
