/**
 * The event queue is a total order: whatever is pushed and popped in between, events come out as from a list sorted by time,
 * then priority, then order of pushing, whatever is removed in between, and a saved queue goes on as the same list.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue } from '../../sim-engine/kernel/event-queue.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { cases } from '../support/property-seed.ts';

interface Entry {
  readonly timeUs: number;
  readonly priority: number;
  readonly sequence: number;
  /** Handle, which a restored queue still knows. */
  readonly event: number;
}

const before = (a: Entry, b: Entry): number =>
  a.timeUs - b.timeUs || a.priority - b.priority || a.sequence - b.sequence;

/** Short delays, so that many events share a microsecond. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('push' as const),
      delayUs: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1_000_000_000 })),
      priority: fc.nat({ max: 2 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pop' as const), withinUs: fc.nat({ max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat({ max: 999 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('save' as const) }) },
);

function bytesOf(queue: EventQueue): Uint8Array {
  const writer = new StateWriter();
  queue.state(writer);
  return writer.finish();
}

describe('the event queue', () => {
  it('pops as from a sorted list', () => {
    let ties = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 400, size: 'max' }), (script) => {
        let queue = new EventQueue();
        let model: Entry[] = [];
        let nowUs = 0;
        script.forEach((each, sequence) => {
          expect(queue.length).toBe(model.length);
          if (each.kind === 'push') {
            const timeUs = nowUs + each.delayUs;
            const event = queue.push(timeUs, each.priority, sequence);
            model = [...model, { timeUs, priority: each.priority, sequence, event }].sort(before);
          } else if (each.kind === 'remove') {
            if (model.length === 0) return;
            const [removed] = model.splice(each.which % model.length, 1);
            expect(queue.timeOf(removed!.event)).toBe(removed!.timeUs);
            queue.remove(removed!.event);
          } else if (each.kind === 'pop') {
            const limitUs = (model[0]?.timeUs ?? nowUs) + each.withinUs;
            const first = model[0];
            const due = first !== undefined && first.timeUs < limitUs;
            expect(queue.popBefore(limitUs)).toBe(due);
            if (!due) return;
            expect([queue.timeUs, queue.data]).toEqual([first.timeUs, first.sequence]);
            if (model[1]?.timeUs === first.timeUs) ties++;
            nowUs = first.timeUs;
            model = model.slice(1);
          } else {
            const writer = new StateWriter();
            queue.state(writer);
            queue = new EventQueue();
            queue.state(new StateReader(writer.finish()));
          }
        });
        for (const entry of model) {
          expect(queue.popBefore(Number.POSITIVE_INFINITY)).toBe(true);
          expect(queue.data).toBe(entry.sequence);
        }
        expect(queue.popBefore(Number.POSITIVE_INFINITY)).toBe(false);
      }),
      cases(200),
    );
    expect(ties, 'no two events ever shared a microsecond').toBeGreaterThan(100);
  });

  it('names what happens next, wherever in the calendar or beyond it, whatever is removed first', () => {
    const reached = { 'the first removed': 0, 'the next in another bucket': 0, 'the next beyond the calendar': 0 };
    // Buckets of 1024 µs, 512 of them: within one, from one to another, at the edges, and beyond the calendar's end.
    const delayUs = fc.oneof(
      fc.nat({ max: 3000 }),
      fc.nat({ max: 520_000 }),
      fc.constantFrom(1023, 1024, 1025, 523_264, 524_287, 524_288, 524_289, 1_048_576),
      fc.nat({ max: 3_000_000 }),
    );
    const kind = fc.constantFrom('push', 'push', 'pop', 'pop', 'remove first', 'remove', 'save');
    const move = fc.record({ kind, delayUs, priority: fc.nat({ max: 2 }), which: fc.nat({ max: 999 }) });
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }), (script) => {
        let queue = new EventQueue();
        let model: Entry[] = [];
        let nowUs = 0;
        script.forEach((each, sequence) => {
          const next = model[0];
          expect(queue.peek()).toBe(next?.event ?? -1);
          if (next !== undefined)
            expect([queue.timeOf(next.event), queue.dataOf(next.event)]).toEqual([next.timeUs, next.sequence]);
          if (each.kind === 'push' || next === undefined) {
            const timeUs = nowUs + each.delayUs;
            const event = queue.push(timeUs, each.priority, sequence);
            model = [...model, { timeUs, priority: each.priority, sequence, event }].sort(before);
          } else if (each.kind === 'save') {
            const saved = bytesOf(queue);
            queue = new EventQueue();
            queue.state(new StateReader(saved));
          } else if (each.kind === 'pop') {
            expect(queue.popBefore(next.timeUs)).toBe(false);
            expect(queue.popBefore(next.timeUs + 1)).toBe(true);
            expect([queue.timeUs, queue.data]).toEqual([next.timeUs, next.sequence]);
            nowUs = next.timeUs;
            model = model.slice(1);
            const gapUs = (model[0]?.timeUs ?? nowUs) - nowUs;
            if (gapUs > 1024) reached['the next in another bucket']++;
            if (gapUs > 524_288) reached['the next beyond the calendar']++;
          } else {
            const at = each.kind === 'remove first' ? 0 : each.which % model.length;
            queue.remove(model[at]!.event);
            if (at === 0) reached['the first removed']++;
            model = model.filter((_, other) => other !== at);
          }
          expect(queue.length).toBe(model.length);
        });
      }),
      cases(200),
    );
    for (const [state, times] of Object.entries(reached)) expect(times, state).toBeGreaterThan(10);
  });

  it('keeps what lies exactly at its calendar’s end behind what lies within, restored as well', () => {
    const queue = new EventQueue();
    for (const timeUs of [100, 524_288, 300_000]) queue.push(timeUs, 0, timeUs);
    const restored = new EventQueue();
    restored.state(new StateReader(bytesOf(queue)));
    for (const each of [queue, restored]) {
      const popped = Array.from({ length: 3 }, () => each.popBefore(Number.POSITIVE_INFINITY) && each.data);
      expect(popped).toEqual([100, 300_000, 524_288]);
    }
  });

  it('keeps the order of tens of thousands of events while their pace changes from microseconds to hours', () => {
    const queue = new EventQueue();
    let random = 1;
    const below = (count: number): number => {
      random = (random * 48_271) % 2_147_483_647;
      return random % count;
    };
    let pushed = 0;
    const push = (timeUs: number): void => {
      queue.push(timeUs, pushed % 3, pushed++);
    };
    const spreadsUs = [20, 1_000_000_000, 5000, 1, 200_000_000];
    for (let event = 0; event < 1500; event++) push(below(20));
    const seen = new Set<number>();
    let [lastUs, lastPriority, lastData] = [0, 0, -1];
    while (queue.popBefore(Number.POSITIVE_INFINITY)) {
      const { timeUs, data } = queue;
      const priority = data % 3;
      const later = timeUs - lastUs || priority - lastPriority || data - lastData;
      if (later <= 0) expect.fail(`${data} at ${timeUs} came after ${lastData} at ${lastUs}`);
      [lastUs, lastPriority, lastData] = [timeUs, priority, data];
      seen.add(data);
      const spreadUs = spreadsUs[Math.floor(pushed / 10_000)];
      if (spreadUs !== undefined) push(timeUs + 1 + below(spreadUs));
    }
    expect([seen.size, queue.length]).toEqual([pushed, 0]);
    expect(pushed).toBe(50_000);
  });

  it('needs no more rows than were pending at once, however many have passed', () => {
    const queue = new EventQueue();
    for (let event = 0; event < 10_000; event++) {
      queue.push(event, 0, event);
      queue.popBefore(Number.POSITIVE_INFINITY);
    }
    expect(bytesOf(queue).length).toBeLessThan(200);
  });

  it('saves the same bytes wherever its events stand: a restored queue sorts them in anew', () => {
    const queue = new EventQueue();
    // One bucket's events beyond those that it keeps, latest first, and some far ahead, are in the heap.
    for (let event = 0; event < 400; event++) queue.push(event % 7 === 0 ? 1e9 + event : 1000 - event, 1, event);
    for (let event = 0; event < 100; event++) queue.popBefore(Number.POSITIVE_INFINITY);
    for (let event = 0; event < 20; event++) queue.push(queue.timeUs + 600_000, 1, event);
    const saved = bytesOf(queue);
    const restored = new EventQueue();
    restored.state(new StateReader(saved));
    expect(bytesOf(restored)).toEqual(saved);
  });

  it('refuses columns that do not belong together', () => {
    const writer = new StateWriter();
    for (const word of [2, 0, 2, -1]) writer.number(word);
    writer.float64s(Float64Array.of(5, 6), 2);
    writer.float64s(Float64Array.of(1), 1);
    for (let column = 0; column < 3; column++) writer.int32s(Int32Array.of(-1, -1), 2);
    expect(() => new EventQueue().state(new StateReader(writer.finish()))).toThrow('columns differ');
  });

  it('carries data words of either sign', () => {
    const queue = new EventQueue();
    for (const data of [-2_147_483_648, 2_147_483_647, -1, 0]) queue.push(5, 1, data);
    const popped = Array.from({ length: 4 }, () => queue.popBefore(6) && queue.data);
    expect(popped).toEqual([-2_147_483_648, 2_147_483_647, -1, 0]);
  });
});
