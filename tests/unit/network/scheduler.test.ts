/**
 * A scheduler fed by hand takes flows as weights or in full, items of any number, removals and caps, and says what is wrong
 * with how it is used.
 */
import { describe, expect, it } from 'vitest';
import { createScheduler, type Flow, NetworkUseError, type Scheduler } from '../../../sim-engine/index.ts';

function scheduler(id: string, flows: readonly Flow[]): Scheduler {
  const made = createScheduler({ id, params: {} }, flows);
  if (!made.ok) expect.fail(JSON.stringify(made.issues));
  return made.value;
}

function misuse(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof NetworkUseError) return error.issue.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('a scheduler fed by hand', () => {
  it('is refused with every issue at once', () => {
    const made = createScheduler({ id: 'tombola', params: {} }, [0, { priority: -1 }, { cap: 0.5, weight: 1 / 0 }]);
    if (made.ok) expect.fail('a bad scheduler was made');
    expect(made.issues.map(({ path }) => path)).toEqual([
      'discipline',
      'flows.0.weight',
      'flows.1.priority',
      'flows.2.weight',
      'flows.2.cap',
    ]);
  });

  it('takes items of any number, again once they are gone, and is empty at -1', () => {
    const fifo = scheduler('fifo', [1]);
    for (const item of [Number.MAX_SAFE_INTEGER, 0, 7_000_000_000]) fifo.enqueue(item, 0, 1);
    expect([fifo.length, fifo.dequeue(), fifo.remove(7_000_000_000), fifo.remove(7)]).toEqual([
      3,
      Number.MAX_SAFE_INTEGER,
      true,
      false,
    ]);
    fifo.enqueue(7_000_000_000, 0, 1);
    expect([fifo.dequeue(), fifo.dequeue(), fifo.dequeue(), fifo.length]).toEqual([0, 7_000_000_000, -1, 0]);
  });

  it('knows priorities and caps', () => {
    const urgent = scheduler('priority', [{ priority: 2 }, {}]);
    urgent.enqueue(1, 0, 1);
    urgent.enqueue(2, 1, 1);
    expect(urgent.dequeue()).toBe(2);
    const capped = scheduler('fifo', [{ cap: 1 }]);
    capped.enqueue(1, 0, 1);
    capped.enqueue(2, 0, 1);
    expect(capped.dequeue()).toBe(1);
    capped.started(0);
    expect([capped.dequeue(), capped.length]).toEqual([-1, 1]);
    capped.finished(0);
    expect(capped.dequeue()).toBe(2);
  });

  it('says what is wrong with how it is used', () => {
    const fifo = scheduler('fifo', [1]);
    fifo.enqueue(1, 0, 1);
    expect(misuse(() => fifo.enqueue(1, 0, 1))).toBe('duplicate-id');
    for (const [item, flow, size] of [
      [-1, 0, 1],
      [0.5, 0, 1],
      [2, 1, 1],
      [2, 0, -1],
      [2, 0, Number.NaN],
    ] as const) {
      expect(misuse(() => fifo.enqueue(item, flow, size))).toBe('impossible-number');
    }
    expect(misuse(() => fifo.finished(0))).toBe('not-in-service');
    expect([fifo.length, fifo.dequeue()]).toEqual([1, 1]);
  });
});
