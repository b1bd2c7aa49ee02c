/**
 * Every discipline keeps its promises: nothing is lost or served twice, each tenant's own order is kept, `list` is the order
 * in which `dequeue` serves, eviction takes from a longer line or refuses, and the state survives saving.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Discipline } from '../../sim-engine/policies/discipline/discipline.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { cases } from '../support/property-seed.ts';

const WEIGHTS = [1, 2, 0.5, 4];
const line = (discipline: Discipline) => discipline.line(WEIGHTS.length, WEIGHTS, withDefaults(discipline, {}));

type Step =
  | { readonly kind: 'in'; readonly flow: number; readonly size: number }
  | { readonly kind: 'out' | 'evict'; readonly flow: number };

const flow = fc.nat({ max: WEIGHTS.length - 1 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('in' as const), flow, size: fc.nat({ max: 90_000 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('out' as const), flow }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('evict' as const), flow }) },
  ),
  { maxLength: 120, size: 'max' },
);

describe.each(DISCIPLINES)('discipline $id', (discipline) => {
  it('loses nothing, serves nothing twice, and keeps each tenant’s order', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const waiting = line(discipline);
        const model = WEIGHTS.map((): number[] => []);
        script.forEach((step, item) => {
          const held = model.reduce((sum, each) => sum + each.length, 0);
          expect(waiting.length).toBe(held);
          if (step.kind === 'in') {
            waiting.enqueue(item, step.flow, step.size);
            model[step.flow]!.push(item);
          } else if (held === 0) return;
          else if (step.kind === 'out') {
            const served = waiting.dequeue();
            const from = model.find((each) => each[0] === served);
            expect(from, `${served} is nobody's first`).toBeDefined();
            from!.shift();
          } else {
            const gone = waiting.evictFor(step.flow);
            if (gone === -1) return;
            const from = model.find((each) => each.at(-1) === gone);
            expect(from, `${gone} is nobody's last`).toBeDefined();
            expect(from!.length).toBeGreaterThan(model[step.flow]!.length);
            from!.pop();
          }
        });
        const rest = waiting.length;
        const announced = waiting.list(Number.MAX_SAFE_INTEGER);
        expect(waiting.list(3)).toEqual(announced.slice(0, 3));
        expect(announced).toEqual(Array.from({ length: rest }, () => waiting.dequeue()));
        expect(waiting.length).toBe(0);
        expect([...announced].sort((a, b) => a - b)).toEqual(model.flat().sort((a, b) => a - b));
      }),
      cases(300),
    );
  });

  it('goes on from its saved state', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const waiting = line(discipline);
        script.forEach((step, item) => {
          if (step.kind === 'in') waiting.enqueue(item, step.flow, step.size);
          else if (waiting.length > 0) {
            if (step.kind === 'out') waiting.dequeue();
            else waiting.evictFor(step.flow);
          }
        });
        const writer = new StateWriter();
        waiting.state(writer);
        const other = line(discipline);
        const reader = new StateReader(writer.finish());
        other.state(reader);
        expect(reader.exhausted).toBe(true);
        waiting.enqueue(1000, 1, 500);
        other.enqueue(1000, 1, 500);
        const drained = (from: typeof other) => Array.from({ length: from.length }, () => from.dequeue());
        expect(drained(other)).toEqual(drained(waiting));
      }),
      cases(150),
    );
  });
});

describe('what sets the disciplines apart', () => {
  /** Tenant 0 brings ten, then tenant 1 one; all of one quantum. */
  function serve(id: string): number[] {
    const discipline = entryOf(DISCIPLINES, id);
    const waiting = discipline.line(2, [1, 1], withDefaults(discipline, {}));
    for (let item = 0; item < 10; item++) waiting.enqueue(item, 0, 20_000);
    waiting.enqueue(10, 1, 20_000);
    return Array.from({ length: 11 }, () => waiting.dequeue());
  }

  it('first in, first out serves in order of arrival; deficit round robin takes turns', () => {
    expect(serve('fifo').indexOf(10)).toBe(10);
    expect(serve('drr').indexOf(10)).toBe(1);
  });

  it('first in, first out turns the newcomer away; deficit round robin takes from the longest line', () => {
    const full = (id: string) => {
      const discipline = entryOf(DISCIPLINES, id);
      const waiting = discipline.line(2, [1, 1], withDefaults(discipline, {}));
      for (let item = 0; item < 5; item++) waiting.enqueue(item, 0, 1000);
      return waiting;
    };
    expect(full('fifo').evictFor(1)).toBe(-1);
    expect(full('drr').evictFor(1)).toBe(4);
    expect(full('drr').evictFor(0)).toBe(-1);
  });
});
