/** @module What happens next in a run, told in words that a page can show: for whoever goes through it event by event. */
import { EVENT } from '../system/events.ts';
import type { SaasSystem } from '../system/saas-system.ts';
import { World } from '../system/world.ts';

/** Kinds of events; `action` is the learner's. */
export type EventKind =
  | 'arrival'
  | 'completion'
  | 'goes-on'
  | 'timeline'
  | 'time-out'
  | 'retry'
  | 'patience'
  | 'action';

/** One event that is about to happen. */
export interface NextEvent {
  readonly atUs: number;
  readonly kind: EventKind;
  /** Id of the tenant whose request it is; null where it is nobody's. */
  readonly tenant: string | null;
  /** Id of the station where it happens; null where it happens at none. */
  readonly place: string | null;
}

const KINDS: ReadonlyMap<number, EventKind> = new Map([
  [EVENT.arrival, 'arrival'],
  [EVENT.completion, 'completion'],
  [EVENT.shared, 'completion'],
  [EVENT.delay, 'goes-on'],
  [EVENT.timeline, 'timeline'],
  [EVENT.attempt, 'time-out'],
  [EVENT.again, 'retry'],
  [EVENT.patience, 'patience'],
]);

/**
 * @param system    the run's
 * @param actionUs  when the next action takes effect, or infinity; it comes before every event of its microsecond
 */
export function nextEvent({ world, scenario }: SaasSystem, actionUs: number): NextEvent | null {
  const { queue, requests, stations, sources } = world;
  const event = queue.peek();
  const eventUs = event < 0 ? Number.POSITIVE_INFINITY : queue.timeOf(event);
  if (actionUs <= eventUs) {
    return actionUs === Number.POSITIVE_INFINITY ? null : { atUs: actionUs, kind: 'action', tenant: null, place: null };
  }
  const { kind, argument } = World.wordOf(queue.dataOf(event));
  const name = (tenant: number) => scenario.tenants[tenant]?.id ?? null;
  const told = (tenant: string | null, place: string | null): NextEvent => ({
    atUs: eventUs,
    kind: KINDS.get(kind)!,
    tenant,
    place,
  });
  switch (kind) {
    case EVENT.arrival:
      return told(name(sources[argument]!.tenant), null);
    case EVENT.timeline:
      return told(null, null);
    case EVENT.shared:
      return told(null, stations[argument]!.id);
    case EVENT.completion:
    case EVENT.patience:
      return told(name(requests.tenant[argument]!), stations[requests.station[argument]!]!.id);
    default:
      return told(name(requests.tenant[argument]!), null);
  }
}
