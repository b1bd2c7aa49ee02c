/**
 * Deficit round robin is fair: while two tenants are backlogged, their service per unit of weight never differs, over any
 * stretch of time, by more than one quantum plus one largest item of each (Shreedhar and Varghese, theorem 2), so nobody starves.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drr } from '../../sim-engine/policies/discipline/drr.ts';
import { WaitingItems } from '../../sim-engine/policies/discipline/waiting-items.ts';
import { cases } from '../support/property-seed.ts';

const backlog = fc.record({
  quantumUs: fc.integer({ min: 100, max: 40_000 }),
  weights: fc.array(fc.constantFrom(0.5, 1, 1, 2, 3), { minLength: 2, maxLength: 4 }),
  sizes: fc.array(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 20, maxLength: 60 }), {
    minLength: 4,
    maxLength: 4,
  }),
});

function drrLine(weights: readonly number[], quantumUs: number) {
  const flows = weights.map((weight) => ({ weight, priority: 0, cap: Number.POSITIVE_INFINITY }));
  return drr.line(flows, new WaitingItems(), { quantumUs });
}

/** Serves until the first flow runs dry; gives the flow and size of each service, in order. */
function serve({ quantumUs, weights, sizes }: { quantumUs: number; weights: number[]; sizes: number[][] }) {
  const line = drrLine(weights, quantumUs);
  const items: { flow: number; size: number }[] = [];
  weights.forEach((_, flow) => {
    for (const size of sizes[flow]!) {
      line.enqueue(items.length, flow, size);
      items.push({ flow, size });
    }
  });
  const left = weights.map((_, flow) => sizes[flow]!.length);
  const served: { flow: number; size: number }[] = [];
  while (left.every((count) => count > 0)) {
    const item = items[line.dequeue()]!;
    left[item.flow]!--;
    if (left[item.flow]! > 0) served.push(item);
  }
  return served;
}

describe('deficit round robin', () => {
  it('keeps within the bound over every stretch of a backlog', () => {
    fc.assert(
      fc.property(backlog, (spec) => {
        const served = serve(spec);
        const largest = Math.max(...spec.sizes.flat());
        for (let from = 0; from < served.length; from += 3) {
          const sent = spec.weights.map(() => 0);
          for (const { flow, size } of served.slice(from)) {
            sent[flow]! += size;
            for (let other = 0; other < sent.length; other++) {
              const [w, v] = [spec.weights[flow]!, spec.weights[other]!];
              const apart = Math.abs(sent[flow]! / w - sent[other]! / v);
              if (other !== flow) expect(apart).toBeLessThanOrEqual(spec.quantumUs + largest / w + largest / v);
            }
          }
        }
      }),
      cases(60),
    );
  });

  it('forgets the deficit of a flow that runs empty', () => {
    const line = drrLine([1, 1], 1000);
    // Flow 0 is served one small item a turn and must not save up what it did not use.
    for (let turn = 0; turn < 5; turn++) {
      line.enqueue(turn, 0, 10);
      expect(line.dequeue()).toBe(turn);
    }
    line.enqueue(100, 0, 1500);
    line.enqueue(200, 1, 900);
    expect([line.dequeue(), line.dequeue()]).toEqual([200, 100]);
  });

  it('serves requests of ten thousand million quanta in their order, without walking through all those turns', () => {
    const line = drrLine([1, 1, 2], 100);
    line.enqueue(0, 0, 1e12 + 1);
    line.enqueue(1, 1, 1e12);
    line.enqueue(2, 2, 2e12 + 300);
    // The first needs one turn more than the second, and the third, at twice the quantum, two.
    expect([line.dequeue(), line.dequeue(), line.dequeue()]).toEqual([1, 0, 2]);
  });

  it('gives weights their proportion in the long run', () => {
    const line = drrLine([3, 1], 500);
    for (let item = 0; item < 4000; item++) line.enqueue(item, item % 2, 700);
    let heavy = 0;
    for (let i = 0; i < 2000; i++) if (line.dequeue() % 2 === 0) heavy++;
    expect(heavy / 2000).toBeCloseTo(0.75, 2);
  });
});
