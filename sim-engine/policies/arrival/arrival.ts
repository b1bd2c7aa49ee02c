/** @module The arrival-process interface: when a source sends its next request. */
import type { RandomStream, StreamBank } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** Gives the gaps of one source. */
export interface ArrivalProcess {
  /**
   * @param nowUs  exact (not rounded) time of the arrival before, microseconds
   * @returns exact time of the next arrival, microseconds, >= nowUs; Infinity when none comes
   */
  next(nowUs: number): number;
  state(codec: StateCodec): void;
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
