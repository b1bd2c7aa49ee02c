/**
 * Frames survive the wire, and no bytes can make the reader throw or believe: any frame comes back as it was packed; cut,
 * extended, altered or random bytes give either a whole frame or an issue that says what is wrong.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeFrame,
  encodeFrame,
  encodeState,
  encodeTick,
  FRAME_MAGIC,
  FRAME_VERSION,
  type Frame,
  HEAT_BINS,
} from '../../sim-engine/protocol/frame-codec.ts';
import { cases } from '../support/property-seed.ts';

const count16 = fc.integer({ min: 0, max: 0xffff });
const count32 = fc.integer({ min: 0, max: 0xffff_ffff });
const tenants16 = fc.uint16Array({ maxLength: 12 });

const frame: fc.Arbitrary<Frame> = fc.record({
  sequence: count32,
  simulatedUs: fc.maxSafeNat(),
  events: fc.maxSafeNat(),
  actualSpeed: fc.float({ noNaN: true }),
  state: fc.record({
    topologyVersion: count32,
    stations: fc.array(fc.record({ servers: tenants16, waiting: count32, queue: tenants16, longestWaitUs: count32 }), {
      maxLength: 5,
    }),
    caches: fc.array(fc.record({ entries: fc.uint32Array({ maxLength: 6 }) }), { maxLength: 3 }),
  }),
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

const packed = (each: Frame): Uint8Array => encodeFrame(each, encodeState(each.state), each.ticks.map(encodeTick));

/** Neither throws nor says something else than a frame or an issue with words. */
function settles(bytes: Uint8Array): boolean {
  const read = decodeFrame(bytes);
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
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        (each, changes) => {
          const bytes = packed(each);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          settles(bytes);
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
    const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset);
    const sample: Frame = {
      sequence: 1,
      simulatedUs: 2,
      events: 3,
      actualSpeed: 1,
      state: { topologyVersion: 1, stations: [], caches: [{ entries: new Uint32Array(2) }] },
      ticks: [],
    };
    // The cache claims four thousand million entries.
    const many = packed(sample);
    view(many).setUint32(40 + 12, 0xffff_ffff, true);
    expect(settles(many)).toBe(false);
    // The state section ends before its content does.
    const fewer = packed(sample);
    view(fewer).setUint32(40 + 12, 1, true);
    expect(settles(fewer)).toBe(false);
    // One tick more is claimed than is there.
    const ticks = packed(sample);
    view(ticks).setUint16(2, 1, true);
    expect(settles(ticks)).toBe(false);
  });
});
