/** @module The discipline interface: who is served next at a station. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';

/** The waiting line of one station. */
export interface WaitingLine {
  /** How many wait. */
  readonly length: number;
  /**
   * @param item  request id
   * @param flow  tenant index
   * @param size  work it asks for, microseconds (bytes, when fed by hand)
   */
  enqueue(item: number, flow: number, size: number): void;
  /** @returns the next item to serve; the line must not be empty */
  dequeue(): number;
  /**
   * Makes room for a newcomer when the station is full.
   *
   * @param flow  the newcomer's tenant
   * @returns the item that has to go, or -1 when it is the newcomer itself
   */
  evictFor(flow: number): number;
  /**
   * Lists who waits, in the order in which they would be served if nobody else came.
   *
   * @param max   list at most so many
   */
  list(max: number): number[];
  state(codec: StateCodec): void;
}

/** A queueing discipline. */
export interface Discipline extends Definition {
  /**
   * @param flows    number of tenants
   * @param weights  weight per tenant, > 0
   * @param params   every parameter of the definition
   */
  line(flows: number, weights: readonly number[], params: ParamValues): WaitingLine;
}
