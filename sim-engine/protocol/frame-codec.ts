/**
 * @module Frames on the wire: one packed little-endian packet holds the state at an instant and the ticks since the last.
 *
 * Layout: header (40 bytes), state section, tick section. A *tick* is the measure of TICK_US of simulated time. The state is whole in
 * a client's first frame, and from then on what changed since the frame before; frames arrive in order and none is lost.
 */
import { fail, issue, ok, type Result } from '../kernel/result.ts';
import { ByteReader } from './byte-reader.ts';
import { FRAME_MAGIC, FRAME_VERSION, type Frame, type FrameHead, type StateView, type Tick } from './frame.ts';
import { packState, unpackState } from './state-pack.ts';
import { readTick } from './tick-pack.ts';

export * from './frame.ts';
export { encodeTick } from './tick-pack.ts';

const HEADER_BYTES = 40;
/** What the state section tells. */
const WHOLE = 0;
const CHANGES = 1;

/**
 * Packs the whole state at an instant.
 *
 * @param state  the state
 */
export function encodeState(state: StateView): Uint8Array {
  return packState(state, null);
}

/**
 * @param bytes  from {@link encodeState}, undamaged
 * @throws RangeError when they are not
 */
export function decodeState(bytes: Uint8Array): StateView {
  return unpackState(bytes, 0, bytes.length, null);
}

/**
 * Joins a head, a packed state and packed ticks into one packet.
 *
 * @param head    sequence number, simulated time and the like
 * @param stateNow  the state
 * @param ticks   from {@link encodeTick}, in order of their index
 * @param before  state of the frame before, which the reader has; null in the first
 */
export function encodeFrame(
  head: FrameHead,
  stateNow: StateView,
  ticks: readonly Uint8Array[],
  before: StateView | null = null,
): Uint8Array {
  const state = packState(stateNow, before);
  const tickTotal = ticks.reduce((sum, tick) => sum + tick.length, 0);
  const bytes = new Uint8Array(HEADER_BYTES + state.length + tickTotal);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, FRAME_MAGIC);
  view.setUint8(1, FRAME_VERSION);
  view.setUint16(2, ticks.length, true);
  view.setUint32(4, head.sequence, true);
  view.setFloat64(8, head.simulatedUs, true);
  view.setFloat64(16, head.events, true);
  view.setFloat32(24, head.actualSpeed, true);
  view.setUint32(28, state.length, true);
  view.setUint32(32, tickTotal, true);
  view.setUint8(36, before === null ? WHOLE : CHANGES);
  bytes.set(state, HEADER_BYTES);
  let at = HEADER_BYTES + state.length;
  for (const tick of ticks) {
    bytes.set(tick, at);
    at += tick.length;
  }
  return bytes;
}

/**
 * Reads a packet.
 *
 * @param bytes   one packet
 * @param before  state of the frame before; null for the first
 * @returns the frame, or an issue `frame-unreadable` that says what was found and what was expected
 */
export function decodeFrame(bytes: Uint8Array, before: StateView | null = null): Result<Frame> {
  const unreadable = (message: string): Result<Frame> => fail(issue('frame-unreadable', '', message));
  if (bytes.length < HEADER_BYTES) {
    return unreadable(`found ${bytes.length} bytes, expected at least ${HEADER_BYTES}: reload the page`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== FRAME_MAGIC || view.getUint8(1) !== FRAME_VERSION) {
    return unreadable(
      `found format ${view.getUint8(0)}.${view.getUint8(1)}, expected ${FRAME_MAGIC}.${FRAME_VERSION}: reload the page`,
    );
  }
  const tickCount = view.getUint16(2, true);
  const stateEnd = HEADER_BYTES + view.getUint32(28, true);
  const length = stateEnd + view.getUint32(32, true);
  if (length !== bytes.length) return unreadable(`found ${bytes.length} bytes, expected ${length}`);
  const tells = view.getUint8(36);
  if (tells !== WHOLE && (tells !== CHANGES || before === null)) {
    return unreadable('found changes of a state that was never told, expected a whole one first: reload the page');
  }
  try {
    return ok({
      sequence: view.getUint32(4, true),
      simulatedUs: view.getFloat64(8, true),
      events: view.getFloat64(16, true),
      actualSpeed: view.getFloat32(24, true),
      state: unpackState(bytes, HEADER_BYTES, stateEnd, tells === WHOLE ? null : before),
      ticks: readTicks(bytes, stateEnd, tickCount),
    });
  } catch (error) {
    if (error instanceof RangeError) return unreadable(`${error.message}: reload the page`);
    throw error;
  }
}

function readTicks(bytes: Uint8Array, from: number, count: number): Tick[] {
  const reader = new ByteReader(bytes, from, bytes.length);
  const ticks: Tick[] = [];
  for (let left = count; left > 0; left--) ticks.push(readTick(reader));
  reader.finish();
  return ticks;
}
