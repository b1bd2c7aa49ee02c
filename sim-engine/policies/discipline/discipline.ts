/** @module The discipline interface: who is served next at a station. */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { Definition, ParamValues } from '../../model/registry.ts';
import type { WaitingItems } from './waiting-items.ts';

/** What a discipline may know of a flow (a tenant). */
export interface FlowSpec {
  /** Share relative to other flows, > 0. */
  readonly weight: number;
  /** 0 goes first. */
  readonly priority: number;
  /** Most requests of the flow in service at once; Infinity for no cap. */
  readonly cap: number;
}

/** The waiting line of one station. */
export interface WaitingLine {
  /** How many wait, those held back by a cap included. */
  readonly length: number;
  /**
   * @param item  request id; it must not wait anywhere
   * @param flow  tenant index
   * @param size  work it asks for, microseconds (bytes, when fed by hand)
   */
  enqueue(item: number, flow: number, size: number): void;
  /** @returns the next item to serve, or -1 when nobody who waits may start now */
  dequeue(): number;
  /** Takes out an item that waits here (timeout, cancellation), wherever it stands. */
  remove(item: number): void;
  /**
   * Makes room for a newcomer when the station is full.
   *
   * @param flow  the newcomer's tenant
   * @returns the item that has to go, taken out, or -1 when it is the newcomer itself
   */
  evictFor(flow: number): number;
  /**
   * Lists who waits, in the order in which they would be served if nobody else came; those held back by a cap last.
   *
   * @param max   list at most so many
   */
  list(max: number): number[];
  /** True when it has to be told of starts and ends in service (caps). */
  readonly counts: boolean;
  /** An item of the flow went into service, also one that never waited; to be told before anything else is asked. */
  started(flow: number): void;
  /** An item of the flow left service; afterwards `dequeue` may give somebody. */
  finished(flow: number): void;
  /** An item of the flow was interrupted in service: it waits again, and is in service no more. */
  putBack(item: number, flow: number, size: number): void;
  /** @returns whether so many of the flow are in service that a free server would not be given to it */
  atCap(flow: number): boolean;
  /** @returns whether a newcomer of the flow may start at once when a server is free */
  mayStart(flow: number): boolean;
  state(codec: StateCodec): void;
}

/** A queueing discipline. */
export interface Discipline extends Definition {
  /** How servers are shared: one request at a time, one at a time with the more urgent pushing out the less, or all at once. */
  readonly service: 'serial' | 'preemptive' | 'shared';
  /** Who goes when the station is full: the newcomer, or the last of the flow of which most wait. */
  readonly whenFull: 'newcomer' | 'longest-flow';
  /**
   * @param flows   per tenant; caps are not its business, see `lineFor`
   * @param items   columns of the world that the line belongs to
   * @param params  every parameter of the definition
   */
  line(flows: readonly FlowSpec[], items: WaitingItems, params: ParamValues): WaitingLine;
}
