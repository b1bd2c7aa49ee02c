/** @module The arrival-process interface: when a source sends its next request. */
import type { RandomStream } from '../../kernel/random-stream.ts';
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

/** A family of arrival processes. */
export interface ArrivalLaw extends Definition {
  /**
   * @param params  every parameter of the definition
   * @param stream  where the randomness comes from
   * @param fromUs  when the source begins
   */
  process(params: ParamValues, stream: RandomStream, fromUs: number): ArrivalProcess;
  /** @returns long-run mean rate, requests per second */
  meanRatePerSec(params: ParamValues): number;
}
