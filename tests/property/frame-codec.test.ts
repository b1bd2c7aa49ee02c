/**
 * Frames survive the wire, and no bytes can make the reader throw or believe: any frame comes back as it was packed; cut,
 * extended, altered or random bytes give either a whole frame or an issue that says what is wrong.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  encodeTick,
  FRAME_MAGIC,
  FRAME_VERSION,
  type Frame,
  HEAT_BINS,
  type StateView,
} from '../../sim-engine/protocol/frame-codec.ts';
import { cases } from '../support/property-seed.ts';

const count16 = fc.integer({ min: 0, max: 0xffff });
const count32 = fc.integer({ min: 0, max: 0xffff_ffff });

/** Tenants of a line: few, so that neighbours are often alike, and now and then nobody. */
const line = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 3 }) }, fc.constant(0xffff), count16), { maxLength: 40 })
  .map((tenants) => Uint16Array.from(tenants));

const state: fc.Arbitrary<StateView> = fc.record({
  topologyVersion: fc.nat({ max: 2 }),
  stations: fc.array(
    fc.record({
      servers: line,
      waiting: count32,
      queue: line,
      // Told to the millisecond.
      longestWaitUs: fc.nat({ max: 4_000_000 }).map((ms) => ms * 1_000),
    }),
    { maxLength: 5 },
  ),
  caches: fc.array(fc.record({ entries: fc.uint32Array({ maxLength: 6 }) }), { maxLength: 3 }),
});

const frame: fc.Arbitrary<Frame> = fc.record({
  sequence: count32,
  simulatedUs: fc.maxSafeNat(),
  events: fc.maxSafeNat(),
  actualSpeed: fc.float({ noNaN: true }),
  state,
  ticks: fc.array(
    fc.record({
      index: count32,
      priceMicroUsdPerHour: fc.double({ noNaN: true }),
      tenants: fc.array(
        fc.record({
          arrived: count16,
          completed: count16,
          good: count16,
          rejected: count16,
          hits: count16,
          misses: count16,
          p50Us: count32,
          p99Us: count32,
          p99RecentUs: count32,
          recentCount: count32,
          heat: fc.uint8Array({ minLength: HEAT_BINS, maxLength: HEAT_BINS }),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 3 },
  ),
});

const packed = (each: Frame, before: StateView | null = null): Uint8Array =>
  encodeFrame(each, each.state, each.ticks.map(encodeTick), before);

const SAMPLE: Frame = {
  sequence: 1,
  simulatedUs: 2,
  events: 3,
  actualSpeed: 1,
  state: { topologyVersion: 1, stations: [], caches: [] },
  ticks: [],
};

/** Neither throws nor says something else than a frame or an issue with words. */
function settles(bytes: Uint8Array, before: StateView | null = null): boolean {
  const read = decodeFrame(bytes, before);
  if (!read.ok) {
    expect(read.issues.length).toBeGreaterThan(0);
    for (const issue of read.issues) expect(issue.message.length).toBeGreaterThan(10);
    return false;
  }
  for (const tick of read.value.ticks) for (const tenant of tick.tenants) expect(tenant.heat.length).toBe(HEAT_BINS);
  return true;
}

describe('the frame codec', () => {
  it('gives back what was packed, wherever the bytes lie in memory', () => {
    fc.assert(
      fc.property(frame, fc.nat({ max: 9 }), (each, offset) => {
        const bytes = packed(each);
        const placed = new Uint8Array(offset + bytes.length + 3);
        placed.set(bytes, offset);
        const read = decodeFrame(placed.subarray(offset, offset + bytes.length));
        expect(read).toEqual({ ok: true, value: each });
      }),
      cases(200),
    );
  });

  it('gives back a state that was told as what changed since another, whatever lies between the two', () => {
    fc.assert(
      fc.property(frame, state, (each, before) => {
        expect(decodeFrame(packed(each, before), before)).toEqual({ ok: true, value: each });
        expect(decodeFrame(packed(each, before), null).ok).toBe(false);
      }),
      cases(500),
    );
  });

  it('tells a long line of which a few left and a few joined in a few bytes', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ minLength: 300, maxLength: 400, max: 49 }),
        fc.nat({ max: 8 }),
        fc.uint16Array({ maxLength: 8, max: 49 }),
        (queue, left, joined) => {
          const at = (waiting: Uint16Array): Frame => ({ ...SAMPLE, state: stateOf(waiting) });
          const next = Uint16Array.from([...queue.subarray(left), ...joined]);
          const bytes = packed(at(next), stateOf(queue));
          expect(decodeFrame(bytes, stateOf(queue))).toEqual({ ok: true, value: at(next) });
          expect(bytes.length).toBeLessThan(40 + 60);
        },
      ),
      cases(200),
    );
  });

  it('refuses every cut and every extension', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (each, at) => {
        const bytes = packed(each);
        expect(settles(bytes.slice(0, at % bytes.length))).toBe(false);
        const longer = new Uint8Array(bytes.length + 1 + (at % 50));
        longer.set(bytes);
        expect(settles(longer)).toBe(false);
      }),
      cases(200),
    );
  });

  it('settles over altered and random bytes', () => {
    fc.assert(
      fc.property(
        frame,
        state,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        (each, before, changes) => {
          const bytes = packed(each);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          settles(bytes);
          const told = packed(each, before);
          for (const [at, value] of changes) told[at % told.length] = value;
          settles(told, before);
        },
      ),
      cases(500),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        settles(bytes);
        // With a right beginning the reader gets further.
        if (bytes.length > 2) bytes.set([FRAME_MAGIC, FRAME_VERSION]);
        settles(bytes);
      }),
      cases(500),
    );
  });

  it('refuses counts that point past their section', () => {
    // A cache of two tenants that claims more of them than there can be; a list of changes longer than the section.
    const cache: Frame = { ...SAMPLE, state: { ...SAMPLE.state, caches: [{ entries: Uint32Array.of(5, 6) }] } };
    const at = packed(cache).length - 6;
    expect(packed(cache).subarray(at)).toEqual(Uint8Array.of(2, 2, 0, 10, 1, 12));
    for (const [place, value] of [
      [at, 1],
      [at + 1, 0x7f],
      [at + 1, 1],
      [at + 4, 2],
    ] as const) {
      const bytes = packed(cache);
      bytes[place] = value;
      expect(settles(bytes)).toBe(false);
    }
    // One tick more is claimed than is there.
    const ticks = packed(SAMPLE);
    new DataView(ticks.buffer).setUint16(2, 1, true);
    expect(settles(ticks)).toBe(false);
  });
});

function stateOf(queue: Uint16Array): StateView {
  const station = { servers: Uint16Array.of(1, 0xffff), waiting: queue.length, queue, longestWaitUs: 5_000 };
  return { topologyVersion: 1, stations: [station], caches: [] };
}
