/** @module The frame store holds every tick once, survives a step back in time, and paces its slow listeners. */
import { describe, expect, it, vi } from 'vitest';
import { FrameStore } from '../../lab-ui/state/frame-store.ts';
import { frame, HandClock, opened, tick } from './bench-fixtures.ts';

function openStore(): { store: FrameStore; clock: HandClock } {
  const clock = new HandClock();
  const store = new FrameStore([], clock);
  store.begin(opened);
  return { store, clock };
}

const indices = (store: FrameStore) => store.data?.ticks.map((held) => held.index);

describe('frame store', () => {
  it('appends ticks and takes repeated ones once', () => {
    const { store } = openStore();
    expect(store.apply(frame(1, [tick(0), tick(1)]), {})).toBe(true);
    expect(store.apply(frame(2, [tick(1), tick(2)]), {})).toBe(true);
    expect(indices(store)).toEqual([0, 1, 2]);
  });

  it('keeps one array while time goes forward, so that charts may draw only what is new', () => {
    const { store } = openStore();
    store.apply(frame(1, [tick(0)]), {});
    const before = store.data?.ticks;
    store.apply(frame(2, [tick(1)]), {});
    expect(store.data?.ticks).toBe(before);
  });

  it('drops what has not happened any more when a restarted server goes on from its last checkpoint', () => {
    const { store } = openStore();
    store.apply(
      frame(
        1,
        [0, 1, 2, 3].map((index) => tick(index)),
      ),
      {},
    );
    const before = store.data?.ticks;
    expect(store.apply(frame(1, [], 1_200_000), {})).toBe(true);
    expect(indices(store)).toEqual([0, 1]);
    expect(store.data?.ticks).not.toBe(before);
    store.apply(frame(2, [tick(2, [9, 9, 9])]), {});
    expect(store.data?.ticks[2]?.tenants[0]?.p99Us).toBe(9);
    expect(store.ticksHeld()).toBe(3);
  });

  it('says so when ticks are missing, and keeps what it holds', () => {
    const { store } = openStore();
    store.apply(frame(1, [tick(0)]), {});
    expect(store.apply(frame(2, [tick(4)]), {})).toBe(false);
    expect(indices(store)).toEqual([0]);
  });

  it('puts log entries at their index, and forgets the log of a future that was cut off', () => {
    const { store } = openStore();
    const entry = (text: string) => ({ atUs: 0, kind: 'limit', tenant: '', text, noise: -1, untilUs: 0 }) as const;
    store.apply(frame(1, []), { logFrom: 0, log: [entry('a')] });
    store.apply(frame(2, []), { logFrom: 1, log: [entry('b')] });
    store.apply(frame(3, []), { logFrom: 1, log: [entry('c')] });
    expect(store.data?.log.map((held) => held.text)).toEqual(['a', 'c']);
    store.begin(opened);
    store.apply(frame(1, []), {});
    expect(store.data?.log).toEqual([]);
  });

  it('calls slow listeners a few times a second, and at once when the status changes', () => {
    const { store, clock } = openStore();
    clock.pass(1_000);
    const slow = vi.fn();
    const every = vi.fn();
    store.subscribe(slow);
    store.subscribeFrames(every);
    for (let i = 0; i < 20; i++) {
      store.apply(frame(i, []), {});
      clock.pass(50);
    }
    expect(every).toHaveBeenCalledTimes(20);
    expect(slow.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(slow.mock.calls.length).toBeLessThanOrEqual(10);
    const before = slow.mock.calls.length;
    store.apply(frame(21, []), { status: 'paused' });
    expect(slow.mock.calls.length).toBe(before + 1);
  });
});
