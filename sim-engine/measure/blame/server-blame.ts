/** @module The interface of meters at stations whose servers serve one request each: who holds servers while others wait. */
import type { BlameMeter } from './blame-ledger.ts';

/**
 * While somebody waits, each server is held by somebody (one that is down or stopped by the system), and a wait is shared
 * equally among the servers: the book's divisor is their number.
 */
export interface ServerBlame extends BlameMeter {
  /** A request begins to wait. */
  waits(row: number, victim: number, nowUs: number): void;
  /** A waiting request starts, gives up or is sent away. */
  waitsNoMore(row: number, victim: number, nowUs: number): void;
  /** A holder takes a server. */
  takes(server: number, holder: number, nowUs: number): void;
  /** The holder of a server gives it back. */
  gives(server: number, holder: number, nowUs: number): void;
  /** A tenant is held back by its own cap from now on, or no longer: its waits are then its own. */
  holdBack(victim: number, heldBack: boolean, nowUs: number): void;
}
