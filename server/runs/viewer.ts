/** @module The network as a run sees it: somebody who is watching. Implemented by a socket, and in tests by an array. */
import type { FrameNotes } from '../../sim-engine/protocol/messages.ts';

/** One open view of a run. */
export interface Viewer {
  /**
   * @param packet  packed frame, not to be changed afterwards
   * @param notes   what changed beside the numbers
   */
  frame(packet: Uint8Array, notes: FrameNotes): void;
  /** @param packet  packed particles of the frame that comes next; only while the viewer draws them */
  particles(packet: Uint8Array): void;
}
