/** @module The arrival-process interface: when a source sends its next request. */
import type { RandomStream, StreamBank } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

const cell = new Float64Array(1);

/** Gives the gaps of one source. */
export abstract class ArrivalProcess {
  /**
   * Goes from one arrival to the next. Times stand in an array, because a fraction that is returned by a function this size
   * would be an object.
   *
   * @param clock  its first element is the exact (not rounded) time of the arrival before, microseconds, and becomes that of the
   *   next, >= the one before; Infinity when none comes
   */
  abstract advance(clock: Float64Array): void;

  /**
   * The same for whoever draws few.
   *
   * @param nowUs  time of the arrival before
   * @returns time of the next
   */
  next(nowUs: number): number {
    cell[0] = nowUs;
    this.advance(cell);
    return cell[0]!;
  }

  abstract state(codec: StateCodec): void;
}

/** What some processes need beside their numbers and their own stream. */
export interface ArrivalContext {
  /** Rows of the definition's table, one after the other; empty when it has none. */
  readonly table: readonly number[];
  /** The run's streams. A schedule that several sources share is a stream by a name of its own, opened by each of them. */
  readonly bank: StreamBank;
}

/** A family of arrival processes. */
export interface ArrivalLaw extends Definition {
  /**
   * @param params   every parameter of the definition
   * @param stream   where the randomness comes from
   * @param fromUs   when the source begins
   * @param context  table and streams of the run
   */
  process(params: ParamValues, stream: RandomStream, fromUs: number, context: ArrivalContext): ArrivalProcess;
  /** @returns long-run mean rate, requests per second */
  meanRatePerSec(params: ParamValues, table: readonly number[]): number;
}
