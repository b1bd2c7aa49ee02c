/** Charges worked out by hand: stretch where requests share a server, a lock with more than ten holders, a ledger's sums. */
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { BlameLedger } from '../../../sim-engine/measure/blame/blame-ledger.ts';
import { LockBlame } from '../../../sim-engine/measure/blame/lock-blame.ts';
import { SharedBlame } from '../../../sim-engine/measure/blame/shared-blame.ts';
import { StationBlame } from '../../../sim-engine/measure/blame/station-blame.ts';

const [A, B] = [0, 1];
const two = (): BlameLedger => new BlameLedger(Int32Array.from([A, B]));
/** Rows: by A, by B, by the system; columns: of A, of B. */
const charges = (ledger: BlameLedger): number[] => [...ledger.read(0, () => {})[0]!.us];

describe('a shared server', () => {
  it('lets each lose to all others alike: two of A and one of B for 30 us', () => {
    const ledger = two();
    const meter = new SharedBlame(ledger, 'cpu');
    meter.change(A, 2);
    meter.change(B, 1);
    meter.elapse(30, 1, () => 1 / 3);
    // Each loses 20 of the 30: 10 to each of the two others.
    meter.stretched(A, 40);
    meter.stretched(B, 20);
    expect(charges(ledger)).toEqual([20, 20, 20, 0, 0, 0]);
  });

  it('charges the system with what a slow server misses, and others with their share of the rest', () => {
    const ledger = two();
    const meter = new SharedBlame(ledger, 'cpu');
    meter.change(A, 1);
    meter.change(B, 1);
    meter.elapse(40, 0.75, (place) => (place === A ? 0.75 : 0.25));
    // A misses a quarter of 0.75 * 40 and lends 10 to B; B misses a quarter of 0.25 * 40 and lends 30 to A.
    meter.stretched(A, 7 + 10);
    meter.stretched(B, 2 + 30);
    expect(charges(ledger)).toEqual([0, 30, 10, 0, 7, 2]);
  });

  it('charges the system alone where somebody is alone, and oneself with rounding where nobody is charged', () => {
    const ledger = two();
    const meter = new SharedBlame(ledger, 'cpu');
    meter.change(A, 1);
    meter.elapse(40, 0.5, () => 1);
    meter.change(A, -1);
    meter.change(B, 1);
    meter.elapse(40, 1, () => 1);
    meter.stretched(A, 20);
    meter.stretched(B, 1);
    expect(charges(ledger)).toEqual([0, 0, 0, 1, 20, 0]);
  });

  it('gives what division leaves over in tenant order, and nothing to those who were not there', () => {
    const ledger = new BlameLedger(Int32Array.from([0, 1, 2, 3]));
    const meter = new SharedBlame(ledger, 'cpu');
    for (const place of [1, 2, 3]) meter.change(place, 1);
    meter.elapse(9, 1, () => 1 / 3);
    meter.stretched(1, 7);
    const us = charges(ledger);
    expect([0, 1, 2, 3, 4].map((culprit) => us[culprit * 4 + 1])).toEqual([0, 0, 4, 3, 0]);
  });

  it('goes on from its saved state', () => {
    const before = two();
    const meter = new SharedBlame(before, 'cpu');
    meter.change(A, 1);
    meter.change(B, 1);
    meter.elapse(10, 1, () => 0.5);
    meter.stretched(A, 2);
    const writer = new StateWriter();
    before.state(writer);
    const ledger = two();
    const restored = new SharedBlame(ledger, 'cpu');
    ledger.state(new StateReader(writer.finish()));
    restored.elapse(10, 0.5, () => 0.5);
    restored.stretched(A, 8);
    restored.stretched(B, 10);
    // Of A: 10 to B, 2.5 to the system, and the same of B; 10 of 12.5 are whole, and the rest goes to who comes first.
    expect(charges(ledger)).toEqual([0, 8, 8, 0, 2, 2]);
  });
});

describe('a lock', () => {
  it('with eleven holders leaves over what goes in tenant order', () => {
    const ledger = two();
    const meter = new LockBlame(ledger, 'lock');
    meter.holds(A, 4, 0);
    meter.holds(B, 7, 0);
    meter.waits(B, 1, 0);
    for (let us = 1; us <= 2520; us++) meter.settle(us);
    // Of 2520ths each time: 4/11 are 916 and a bit, 7/11 are 1603 and a bit, and the one left over is for A.
    expect(charges(ledger)).toEqual([0, 917, 0, 1603, 0, 0]);
  });
});

describe('a ledger', () => {
  it('keeps books apart by resource and divisor, and adds them up by resource', () => {
    const ledger = two();
    const book = ledger.book('link', 1);
    expect(ledger.book('link', 1)).toBe(book);
    expect(ledger.book('link', 2)).not.toBe(book);
    expect(ledger.book('disk', 1)).not.toBe(book);
    ledger.charge(book, ledger.system, A, 5);
    ledger.charge(book, B, A, 2);
    ledger.book('link', 2).add(B, A, 6);
    ledger.charge(ledger.book('disk', 1), A, B, 9);
    const blame = ledger.read(0, () => {});
    expect(blame.map(({ resource, us }) => [resource, ...us])).toEqual([
      ['link', 0, 0, 5, 0, 5, 0],
      ['disk', 0, 9, 0, 0, 0, 0],
    ]);
    expect([...ledger.totals(blame)]).toEqual([10, 9]);
    expect([...ledger.delayedUs]).toEqual([7, 9]);
  });

  it('says so when shares are no whole number of microseconds', () => {
    const ledger = two();
    ledger.book('server', 2).add(A, B, 3);
    expect(() => ledger.read(0, () => {})).toThrow('no whole number of 2ths');
  });

  it('has as many places as tenants name', () => {
    const ledger = new BlameLedger(Int32Array.from([2, 0, 1, 2]));
    expect([ledger.places, ledger.system]).toEqual([3, 3]);
  });

  it('keeps the marks of a thousand waits', () => {
    const ledger = two();
    const meter = new StationBlame(ledger, 'server', 1);
    meter.takes(0, A, 0);
    for (let row = 0; row < 1000; row++) meter.waits(row, B, row);
    for (let row = 0; row < 1000; row++) meter.waitsNoMore(row, B, 1000);
    expect(charges(ledger)).toEqual([0, 500_500, 0, 0, 0, 0]);
  });

  it('refuses to hold anybody back where there are no caps', () => {
    expect(() => new StationBlame(two(), 'server', 1).holdBack()).toThrow('this station has no caps');
  });
});
