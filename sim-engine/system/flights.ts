/** @module Flights: requests under way for a missed key, and those that wait for their answer instead of fetching it again. */
import type { StateCodec } from '../kernel/state-codec.ts';
import { SPAN } from '../measure/trace/trace-record.ts';
import { goesOn } from './going-on.ts';
import { PHASE } from './request-table.ts';
import type { World } from './world.ts';

const NONE = -1;
/** Room for keys below each cache and tenant. */
const KEY_SPAN = 4_294_967_296;

/** A fetch under way: who fetches, and who waits, in order. */
interface Flight {
  readonly id: number;
  leader: number;
  followers: number[];
}

/** All fetches of a world in which somebody may wait for another's. */
export class Flights {
  private readonly byKey = new Map<number, Flight>();

  /**
   * @param pool  index of the cache's pool
   * @returns true when the request waits for another that fetches the same key; false when it has to fetch itself
   */
  join(world: World, row: number, pool: number): boolean {
    const { requests } = world;
    const id = (pool * world.accounts.length + requests.tenant[row]!) * KEY_SPAN + requests.key[row]!;
    const flight = this.byKey.get(id);
    if (flight === undefined) {
      this.byKey.set(id, { id, leader: row, followers: [] });
      return false;
    }
    requests.phase[row] = PHASE.following;
    requests.sinceUs[row] = world.nowUs;
    flight.followers.push(row);
    world.tracer?.open(row, SPAN.follow, pool, requests.waitedUs[row]!, world.nowUs);
    return true;
  }

  /** A fetcher has its answer: everybody who waited goes on with it. */
  land(world: World, leader: number): void {
    const flight = this.find((each) => each.leader === leader);
    if (flight === null) return;
    this.byKey.delete(flight.id);
    for (const row of flight.followers) {
      this.endWait(world, row);
      world.requests.step[row] = world.code.jump[world.requests.step[row]!]!;
      goesOn(world, row);
    }
  }

  /** A request ends without an answer: a follower is forgotten, a fetcher is followed by the first who waited. */
  leave(world: World, row: number): void {
    const led = this.find((each) => each.leader === row);
    if (led === null) {
      const followed = this.find((each) => each.followers.includes(row));
      if (followed === null) return;
      followed.followers = followed.followers.filter((each) => each !== row);
      this.endWait(world, row);
      return;
    }
    const next = led.followers.shift();
    if (next === undefined) {
      this.byKey.delete(led.id);
      return;
    }
    led.leader = next;
    this.endWait(world, next);
    world.requests.step[next]!++;
    goesOn(world, next);
  }

  /** True when nobody fetches. */
  get empty(): boolean {
    return this.byKey.size === 0;
  }

  state(codec: StateCodec): void {
    const flights = codec.list([...this.byKey.values()], (inner, flight) => ({
      id: inner.number(flight?.id ?? 0),
      leader: inner.number(flight?.leader ?? NONE),
      followers: inner.list(flight?.followers ?? [], (each, row) => each.number(row ?? NONE)),
    }));
    if (codec.restoring) for (const flight of flights) this.byKey.set(flight.id, flight);
  }

  private find(matches: (flight: Flight) => boolean): Flight | null {
    for (const flight of this.byKey.values()) if (matches(flight)) return flight;
    return null;
  }

  /** What a follower waits for is its own tenant's fetch. */
  private endWait(world: World, row: number): void {
    const { requests, nowUs } = world;
    const waited = nowUs - requests.sinceUs[row]!;
    const victim = requests.victim[row]!;
    requests.waitedUs[row]! += waited;
    requests.phase[row] = PHASE.moving;
    if (victim >= 0 && waited > 0) world.ledger?.charge(world.cacheBook!, victim, victim, waited);
  }
}
