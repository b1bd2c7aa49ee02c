/**
 * A tick says what happened in its half second and in the five seconds up to its end: random requests of several tenants, counted
 * a second time from the plain list of what happened, across saving and restoring at any time.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { TickRecorder } from '../../sim-engine/measure/tick-recorder.ts';
import { ByteReader } from '../../sim-engine/protocol/byte-reader.ts';
import type { TenantTick, Tick } from '../../sim-engine/protocol/frame.ts';
import { readTick as unpackTick } from '../../sim-engine/protocol/tick-pack.ts';
import { cases } from '../support/property-seed.ts';

const TENANTS = 3;
/** Ticks in five seconds. */
const RECENT = 10;
const BINS = 40;
/** Of histograms with 16 buckets an octave. */
const RELATIVE_ERROR = 2 ** -5;

type Happening =
  | { readonly kind: 'arrived' | 'rejected' | 'failed' | 'hit' | 'miss'; readonly tenant: number }
  | { readonly kind: 'completed'; readonly tenant: number; readonly latencyUs: number; readonly good: boolean };

const tenant = fc.nat({ max: TENANTS - 1 });
const latencyUs = fc.oneof(
  fc.nat({ max: 2000 }),
  fc.nat({ max: 20_000_000 }),
  // Edges of bins, and either side of them.
  fc
    .tuple(fc.nat({ max: BINS }), fc.constantFrom(-1, 0, 1))
    .map(([bin, by]) => Math.round(1000 * 10 ** (bin / 10)) + by),
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constantFrom('arrived' as const, 'rejected', 'failed', 'hit', 'miss'), tenant }),
  fc.record({ kind: fc.constant('completed' as const), tenant, latencyUs, good: fc.boolean() }),
);
const script = fc.array(fc.tuple(fc.array(happening, { maxLength: 12 }), fc.boolean()), {
  minLength: 1,
  maxLength: 25,
  size: 'max',
});

function readTick(bytes: Uint8Array): Tick {
  const reader = new ByteReader(bytes, 0, bytes.length);
  const tick = unpackTick(reader);
  reader.finish();
  return tick;
}

function tell(recorder: TickRecorder, what: Happening): void {
  if (what.kind === 'completed') recorder.completed(what.tenant, what.latencyUs, what.good);
  else if (what.kind === 'hit' || what.kind === 'miss') recorder.looked(what.tenant, what.kind === 'hit');
  else recorder[what.kind](what.tenant);
}

function moved(from: TickRecorder): TickRecorder {
  const writer = new StateWriter();
  from.state(writer);
  const reader = new StateReader(writer.finish());
  const to = new TickRecorder(TENANTS);
  to.state(reader);
  expect(reader.exhausted).toBe(true);
  return to;
}

/** What was completed by one tenant, microseconds, in rising order. */
const latencies = (happened: readonly Happening[], of: number): number[] =>
  happened
    .flatMap((each) => (each.kind === 'completed' && each.tenant === of ? [each.latencyUs] : []))
    .sort((a, b) => a - b);

const binOf = (us: number): number => {
  const bin = Array.from({ length: BINS - 1 }, (_, at) => Math.round(1000 * 10 ** ((at + 1) / 10))).findIndex(
    (edgeUs) => us < edgeUs,
  );
  return bin === -1 ? BINS - 1 : bin;
};

function expectPercentile(foundUs: number, sorted: readonly number[], share: number): void {
  const exact = sorted[Math.max(1, Math.ceil(share * sorted.length - 1e-9)) - 1] ?? 0;
  expect(Math.abs(foundUs - exact)).toBeLessThanOrEqual(exact < 32 ? 0 : RELATIVE_ERROR * exact);
}

describe('a tick', () => {
  it('says what happened in it, and of the completions of the last five seconds how long they took', () => {
    let full = 0;
    fc.assert(
      fc.property(script, (ticks) => {
        let recorder = new TickRecorder(TENANTS);
        ticks.forEach(([happened, save], index) => {
          expect(recorder.dueUs).toBe((index + 1) * 500_000);
          happened.forEach((what, at) => {
            if (save && at === 3) recorder = moved(recorder);
            tell(recorder, what);
          });
          recorder.close(100 + index);
          const packed = recorder.take();
          expect([packed.length, recorder.take()]).toEqual([1, []]);
          const tick = readTick(packed[0]!);
          expect([tick.index, tick.priceMicroUsdPerHour, tick.tenants.length]).toEqual([index, 100 + index, TENANTS]);
          const recent = ticks.slice(Math.max(0, index + 1 - RECENT), index + 1).flatMap(([each]) => each);
          if (index >= RECENT) full++;
          tick.tenants.forEach((read, of) => {
            const own = happened.filter((each) => each.tenant === of);
            const count = (holds: (each: Happening) => boolean) => own.filter(holds).length;
            const { arrived, completed, good, rejected, hits, misses } = read;
            expect([arrived, completed, good, rejected, hits, misses]).toEqual([
              count(({ kind }) => kind === 'arrived'),
              count(({ kind }) => kind === 'completed'),
              count((each) => each.kind === 'completed' && each.good),
              count(({ kind }) => kind === 'rejected' || kind === 'failed'),
              count(({ kind }) => kind === 'hit'),
              count(({ kind }) => kind === 'miss'),
            ]);
            const now = latencies(happened, of);
            expectPercentile(read.p50Us, now, 0.5);
            expectPercentile(read.p99Us, now, 0.99);
            const lately = latencies(recent, of);
            expect(read.recentCount).toBe(lately.length);
            expectPercentile(read.p99RecentUs, lately, 0.99);
            const heat = new Array<number>(BINS).fill(0);
            for (const us of now) heat[binOf(us)]!++;
            expect([...read.heat]).toEqual(heat);
          });
        });
      }),
      cases(100),
    );
    expect(full).toBeGreaterThan(0);
  });

  it('counts as many as there are, and shades a bin no darker than 255', () => {
    const recorder = new TickRecorder(1);
    for (let request = 0; request < 300; request++) recorder.completed(0, 5000, true);
    recorder.completed(0, 500_000, true);
    recorder.close(0);
    const [{ completed, heat }] = readTick(recorder.take()[0]!).tenants as [TenantTick];
    expect(completed).toBe(301);
    expect([...heat].filter((shade) => shade > 0)).toEqual([255, 1]);
  });

  it('is kept until it is taken', () => {
    const recorder = new TickRecorder(1);
    recorder.close(1);
    recorder.close(2);
    expect(recorder.take().map((bytes) => readTick(bytes).index)).toEqual([0, 1]);
  });
});
