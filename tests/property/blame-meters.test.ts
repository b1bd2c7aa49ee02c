/**
 * The meters of stations, of stations with caps and of locks charge what the plainest program does that walks from
 * microsecond to microsecond and asks each time who waits, and who holds what they wait for. Looking changes nothing,
 * and a ledger that was saved and restored in the middle goes on as if it had not been.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { BlameLedger } from '../../sim-engine/measure/blame/blame-ledger.ts';
import { CappedBlame } from '../../sim-engine/measure/blame/capped-blame.ts';
import { LockBlame } from '../../sim-engine/measure/blame/lock-blame.ts';
import { SoleHolderBlame } from '../../sim-engine/measure/blame/sole-holder-blame.ts';
import { StationBlame } from '../../sim-engine/measure/blame/station-blame.ts';
import { cases } from '../support/property-seed.ts';

const PLACES = 3;
const SYSTEM = PLACES;
const IDLE = -1;

/** Moments of a script: time passes, then one thing happens, whatever `who` and `which` mean for it. */
const moments = fc.array(
  fc.record({
    gapUs: fc.nat({ max: 5 }),
    what: fc.constantFrom('come', 'come', 'come', 'end', 'end', 'leave', 'cap', 'save', 'look'),
    who: fc.nat({ max: PLACES }),
    which: fc.nat({ max: 30 }),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);
type Moment = typeof moments extends fc.Arbitrary<(infer T)[]> ? T : never;

/** Charges in parts of a microsecond, culprit by victim, and the whole microseconds that a ledger makes of them. */
class PlainCharges {
  private readonly parts = Array.from({ length: PLACES + 1 }, () => new Array<number>(PLACES).fill(0));
  private readonly divisor: number;

  constructor(divisor: number) {
    this.divisor = divisor;
  }

  add(culprit: number, victim: number, parts: number): void {
    this.parts[culprit]![victim]! += parts;
  }

  /** What is left over goes to those that have a part of a microsecond coming, in tenant order. */
  whole(): number[][] {
    const us = this.parts.map((row) => row.map((parts) => Math.floor(parts / this.divisor)));
    for (let victim = 0; victim < PLACES; victim++) {
      let left = this.parts.reduce((sum, row) => sum + (row[victim]! % this.divisor), 0) / this.divisor;
      for (let culprit = 0; left > 0; culprit++) {
        if (this.parts[culprit]![victim]! % this.divisor === 0) continue;
        us[culprit]![victim]!++;
        left--;
      }
    }
    return us;
  }
}

/** A resource under test with its plain model, which knows who waits and who holds. */
interface Subject {
  readonly plain: PlainCharges;
  /** One more microsecond has passed. */
  walk(): void;
  happen(moment: Moment, nowUs: number): void;
  /** Ends every wait that goes on and begins it anew. */
  settleWaits(nowUs: number): void;
  /** Meters of the same kind on another ledger take over. */
  moveTo(ledger: BlameLedger): void;
}

const makeLedger = (): BlameLedger => new BlameLedger(Int32Array.from([0, 1, 2, 2]));

class Station implements Subject {
  readonly plain: PlainCharges;
  private readonly servers: number;
  private readonly capped: boolean;
  private readonly holders: number[];
  private readonly heldBack = [false, false, false];
  private line: { row: number; victim: number }[] = [];
  private rows = 0;
  private meter: StationBlame | CappedBlame;

  constructor(ledger: BlameLedger, servers: number, capped: boolean) {
    this.servers = servers;
    this.capped = capped;
    this.holders = new Array<number>(servers).fill(IDLE);
    this.plain = new PlainCharges(servers);
    this.meter = this.meterOn(ledger);
  }

  private meterOn(ledger: BlameLedger): StationBlame | CappedBlame {
    return new (this.capped ? CappedBlame : StationBlame)(ledger, 'server', this.servers);
  }

  moveTo(ledger: BlameLedger): void {
    this.meter = this.meterOn(ledger);
  }

  walk(): void {
    for (const { victim } of this.line) {
      if (this.heldBack[victim]) this.plain.add(victim, victim, this.servers);
      else for (const holder of this.holders) this.plain.add(holder, victim, 1);
    }
  }

  settleWaits(nowUs: number): void {
    if (this.capped) return;
    for (const { row, victim } of this.line) {
      this.meter.waitsNoMore(row, victim, nowUs);
      this.meter.waits(row, victim, nowUs);
    }
  }

  happen({ what, who, which }: Moment, nowUs: number): void {
    if (what === 'come') this.come(who, nowUs);
    if (what === 'end') this.end(which % this.servers, nowUs);
    if (what === 'leave') this.leave(which, nowUs);
    if (what === 'cap' && this.capped && who < PLACES) {
      this.heldBack[who] = !this.heldBack[who];
      this.meter.holdBack(who, this.heldBack[who]!, nowUs);
      this.meter.holdBack(who, this.heldBack[who]!, nowUs);
    }
    this.startWhoMay(nowUs);
  }

  private come(who: number, nowUs: number): void {
    const free = this.holders.indexOf(IDLE);
    if (who === SYSTEM) {
      if (free !== IDLE) this.take(free, who, nowUs);
      return;
    }
    const row = this.rows++;
    this.line.push({ row, victim: who });
    this.meter.waits(row, who, nowUs);
  }

  private end(server: number, nowUs: number): void {
    const holder = this.holders[server]!;
    if (holder === IDLE) return;
    this.holders[server] = IDLE;
    this.meter.gives(server, holder, nowUs);
  }

  /** Gives up waiting, held back or not. */
  private leave(which: number, nowUs: number): void {
    const [gone] = this.line.splice(which % this.line.length, 1);
    if (gone !== undefined) this.meter.waitsNoMore(gone.row, gone.victim, nowUs);
  }

  private startWhoMay(nowUs: number): void {
    for (const each of this.line.filter(({ victim }) => !this.heldBack[victim])) {
      const free = this.holders.indexOf(IDLE);
      if (free === IDLE) return;
      this.line = this.line.filter((other) => other !== each);
      this.meter.waitsNoMore(each.row, each.victim, nowUs);
      this.take(free, each.victim, nowUs);
    }
  }

  private take(server: number, holder: number, nowUs: number): void {
    this.holders[server] = holder;
    this.meter.takes(server, holder, nowUs);
  }
}

/** Up to ten hold, so that every share is a whole number of 2520ths. */
class Lock implements Subject {
  readonly plain = new PlainCharges(2520);
  private readonly holders: number[] = [];
  private readonly line: number[] = [];
  private meter: LockBlame;

  constructor(ledger: BlameLedger) {
    this.meter = new LockBlame(ledger, 'lock');
  }

  moveTo(ledger: BlameLedger): void {
    this.meter = new LockBlame(ledger, 'lock');
  }

  walk(): void {
    for (const victim of this.line)
      for (const holder of this.holders) this.plain.add(holder, victim, 2520 / this.holders.length);
  }

  settleWaits(): void {}

  happen({ what, who, which }: Moment, nowUs: number): void {
    if (what === 'come' && this.holders.length > 0 && who < PLACES && which > 10) {
      this.line.push(who);
      this.meter.waits(who, 1, nowUs);
    } else if (what === 'come' && this.holders.length < 10) {
      this.holders.push(who);
      this.meter.holds(who, 1, nowUs);
    }
    if (what !== 'end') return;
    if (this.line.length > 0 && which > 15) this.meter.waits(this.line.shift()!, -1, nowUs);
    else if (this.holders.length > 1 || (this.holders.length > 0 && this.line.length === 0)) {
      this.meter.holds(this.holders.shift()!, -1, nowUs);
    }
  }
}

class SoleHolder implements Subject {
  private static readonly VICTIM = 2;
  readonly plain = new PlainCharges(1);
  private readonly holder: 'system' | 'itself';
  private waiting = 0;
  private meter: SoleHolderBlame;

  constructor(ledger: BlameLedger, holder: 'system' | 'itself') {
    this.holder = holder;
    this.meter = new SoleHolderBlame(ledger, 'lock', holder);
  }

  moveTo(ledger: BlameLedger): void {
    this.meter = new SoleHolderBlame(ledger, 'lock', this.holder);
  }

  walk(): void {
    this.plain.add(this.holder === 'system' ? SYSTEM : SoleHolder.VICTIM, SoleHolder.VICTIM, this.waiting);
  }

  settleWaits(): void {}

  happen({ what }: Moment, nowUs: number): void {
    const by = what === 'come' ? 1 : what === 'end' && this.waiting > 0 ? -1 : 0;
    this.waiting += by;
    if (by !== 0) this.meter.waits(SoleHolder.VICTIM, by, nowUs);
    else this.meter.holds();
  }
}

const SUBJECTS: readonly (readonly [name: string, make: (ledger: BlameLedger) => Subject])[] = [
  ['one server', (ledger) => new Station(ledger, 1, false)],
  ['three servers', (ledger) => new Station(ledger, 3, false)],
  ['one server with caps', (ledger) => new Station(ledger, 1, true)],
  ['twelve servers with caps', (ledger) => new Station(ledger, 12, true)],
  ['a lock', (ledger) => new Lock(ledger)],
  ['a lock that the system alone holds', (ledger) => new SoleHolder(ledger, 'system')],
  ['a lock that its victim alone holds', (ledger) => new SoleHolder(ledger, 'itself')],
];

describe.each(SUBJECTS)('the meter of %s', (_name, make) => {
  it('charges what was waited for, microsecond by microsecond', () => {
    let charged = 0;
    fc.assert(
      fc.property(moments, (script) => {
        let ledger = makeLedger();
        const subject = make(ledger);
        let nowUs = 0;
        const read = (): ReturnType<BlameLedger['read']> => ledger.read(nowUs, () => subject.settleWaits(nowUs));
        for (const moment of script) {
          for (let us = 0; us < moment.gapUs; us++) subject.walk();
          nowUs += moment.gapUs;
          subject.happen(moment, nowUs);
          if (moment.what === 'look') read();
          if (moment.what !== 'save') continue;
          const writer = new StateWriter();
          ledger.state(writer);
          ledger = makeLedger();
          subject.moveTo(ledger);
          const reader = new StateReader(writer.finish());
          ledger.state(reader);
          expect(reader.exhausted).toBe(true);
        }
        const [blame] = read();
        const expected = subject.plain.whole().flat();
        expect([...blame!.us]).toEqual(expected);
        expect(read()).toEqual([blame]);
        charged += expected.reduce((sum, us) => sum + us, 0);
      }),
      cases(150),
    );
    expect(charged).toBeGreaterThan(1000);
  });
});
