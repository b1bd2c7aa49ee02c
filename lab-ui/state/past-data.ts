/** @module The run as it was at a moment, made from what was received and from what the replay worker says of that moment. */
import { TICK_US } from '../../sim-engine/protocol/frame-codec.ts';
import type { Moment } from '../replay/questions/moment.ts';
import type { BenchData } from './bench-data.ts';

/**
 * @param head    the newest data
 * @param atUs    the moment, before the newest
 * @param moment  what stood then; an older answer until the one for `atUs` comes, null before the first
 */
export function pastData(head: BenchData, atUs: number, moment: Moment | null): BenchData {
  return {
    ...head,
    simulatedUs: atUs,
    actualSpeed: 0,
    ticks: head.ticks.slice(0, Math.floor(atUs / TICK_US)),
    actions: head.actions.filter((each) => each.atUs < atUs),
    log: head.log.filter((entry) => entry.atUs < atUs),
    digest: null,
    ...(moment === null
      ? {}
      : {
          events: moment.events,
          state: moment.state,
          topology: moment.topology,
          log: moment.log,
          objectives: moment.objectives,
          guards: moment.guards,
          movesUsed: moment.movesUsed,
          followed: moment.followed,
        }),
    head,
  };
}
