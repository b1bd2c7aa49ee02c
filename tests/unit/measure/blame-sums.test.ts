/** Charges worked out by hand: stretch where requests share a server, caps, a lock with more than ten holders, a ledger's sums. */
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { BlameLedger } from '../../../sim-engine/measure/blame/blame-ledger.ts';
import { CappedBlame } from '../../../sim-engine/measure/blame/capped-blame.ts';
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

  it('charges each tenant for as many as it has there, and the system for its own requests', () => {
    const ledger = two();
    const meter = new SharedBlame(ledger, 'cpu');
    meter.change(A, 1);
    meter.change(B, 3);
    meter.change(ledger.system, 2);
    meter.elapse(60, 1, () => 1 / 6);
    // The one of A loses 50, 10 to each of the five others.
    meter.stretched(A, 50);
    expect(charges(ledger)).toEqual([0, 0, 30, 0, 20, 0]);
  });

  it('weighs what is lost to many by its length, beside what is lost to one and to a slow server', () => {
    const ledger = two();
    const meter = new SharedBlame(ledger, 'cpu');
    meter.change(A, 1);
    meter.change(B, 4);
    meter.elapse(50, 1, () => 0.2);
    meter.change(B, -3);
    meter.elapse(40, 0.5, () => 0.5);
    // A loses 40 of 50 to the four of B; then 20 of 40 to the one, and half of its own 20 to the slow server.
    meter.stretched(A, 70);
    expect(charges(ledger)).toEqual([0, 0, 60, 0, 10, 0]);
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

  it('leaves nothing over to who does not hold it, however early in the order', () => {
    const ledger = new BlameLedger(Int32Array.from([0, 1, 2]));
    const meter = new LockBlame(ledger, 'lock');
    meter.holds(1, 4, 0);
    meter.holds(2, 7, 0);
    meter.waits(0, 1, 0);
    for (let us = 1; us <= 2520; us++) meter.settle(us);
    const us = charges(ledger);
    expect([0, 1, 2, 3].map((culprit) => us[culprit * 3])).toEqual([0, 917, 1603, 0]);
  });
});

describe('a station with caps', () => {
  it('charges who took a server in the middle of a wait from then on', () => {
    const ledger = two();
    const meter = new CappedBlame(ledger, 'server', 1);
    meter.waits(0, B, 5);
    meter.takes(0, A, 10);
    meter.gives(0, A, 20);
    expect(charges(ledger)).toEqual([0, 10, 0, 0, 0, 0]);
  });

  it('knows of each of twenty servers when it was taken', () => {
    const ledger = two();
    const meter = new CappedBlame(ledger, 'server', 20);
    // B waits already: what was waited before a server was taken is not its holder's.
    meter.waits(0, B, 0);
    for (let server = 0; server < 20; server++) meter.takes(server, A, 50);
    for (let server = 0; server < 20; server++) {
      meter.gives(server, A, 50 + 10 * server);
      meter.takes(server, B, 50 + 10 * server);
    }
    meter.waitsNoMore(0, B, 250);
    for (let server = 0; server < 20; server++) meter.gives(server, B, 300);
    // A held the servers for 0, 10, ... 190 us of the wait: 1900 of the 4000 server-microseconds.
    expect(charges(ledger)).toEqual([0, 95, 0, 105, 0, 0]);
  });

  it('notices when more stop waiting than wait', () => {
    const meter = new CappedBlame(two(), 'server', 1);
    expect(() => meter.waitsNoMore(0, B, 0)).toThrow('fewer than nobody wait');
    meter.holdBack(A, true, 0);
    expect(() => meter.waitsNoMore(0, A, 0)).toThrow('fewer than nobody wait for themselves');
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
    expect(new BlameLedger(Int32Array.of(0)).places).toBe(1);
  });

  it('brings back its delays, and books that nobody has opened yet', () => {
    const before = two();
    before.charge(before.book('link', 1), before.system, A, 5);
    before.charge(before.book('disk', 1), A, B, 9);
    const writer = new StateWriter();
    before.state(writer);
    const ledger = two();
    ledger.charge(ledger.book('link', 1), B, B, 70);
    const reader = new StateReader(writer.finish());
    ledger.state(reader);
    expect(reader.exhausted).toBe(true);
    expect([...ledger.delayedUs]).toEqual([5, 9]);
    expect(ledger.read(0, () => {})).toEqual(before.read(0, () => {}));
  });

  it('reads what a wait that goes on would be charged, and leaves its delay unmeasured', () => {
    const ledger = two();
    const book = ledger.book('link', 1);
    const [blame] = ledger.read(40, () => ledger.charge(book, ledger.system, B, 40));
    expect([...blame!.us]).toEqual([0, 0, 0, 0, 0, 40]);
    expect([...ledger.delayedUs]).toEqual([0, 0]);
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
