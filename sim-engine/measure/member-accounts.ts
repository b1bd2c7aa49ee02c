/**
 * @module Members of a group: what became of the requests of each of very many small tenants, in one table.
 *
 * A group is one tenant to the system (one source, one place in the ledger, one account); its members have no object each. A
 * member's figures lie side by side, in one line of the processor's cache: which member is next cannot be foreseen.
 */
import { assert } from '../kernel/assert.ts';
import type { StateCodec } from '../kernel/state-codec.ts';

/** Most members of one group. */
export const MEMBERS_MAX = 10_000_000;

/** A member is hurt when more than this share of its requests that ended were late or lost. */
const HURT_ABOVE = 0.01;

/** What is known of one member. */
export interface MemberFigures {
  /** Its number in the group, from 0. */
  readonly member: number;
  readonly arrived: number;
  readonly completed: number;
  /** Rejected, timed out or failed. */
  readonly lost: number;
  /** Completed later than promised. */
  readonly late: number;
  /** Microseconds; 0 when nothing completed. */
  readonly latencyMeanUs: number;
}

/** What is known of a group's members together. */
export interface MembersSummary {
  readonly count: number;
  /** Members that have sent anything. */
  readonly active: number;
  /** Members of whose ended requests more than 1 % were late or lost. */
  readonly hurt: number;
  /** The members with most requests late or lost, in falling order, then by number; without those that had none. */
  readonly worst: readonly MemberFigures[];
}

/** Numbers per member, and the place of each; what is in flight is counted in the table of requests. */
const WIDTH = 4;
const COMPLETED = 0;
const LOST = 1;
const LATE = 2;
const LATENCY_US = 3;

/** The table of one group. */
export class MemberAccounts {
  readonly count: number;
  private table: Float64Array;

  /** @param count  members, 1 to {@link MEMBERS_MAX} */
  constructor(count: number) {
    this.count = count;
    this.table = new Float64Array(count * WIDTH);
  }

  /**
   * @param member     whose request was answered
   * @param latencyUs  microseconds
   * @param good       within what was promised
   */
  completes(member: number, latencyUs: number, good: boolean): void {
    const { table } = this;
    const row = member * WIDTH;
    table[row + COMPLETED]!++;
    if (!good) table[row + LATE]!++;
    table[row + LATENCY_US]! += latencyUs;
  }

  /** @param member  whose request ended without an answer */
  loses(member: number): void {
    this.table[member * WIDTH + LOST]!++;
  }

  /**
   * @param inFlight  requests of each member that have not ended; members without any may be missing
   * @returns what is known of one member
   */
  figures(member: number, inFlight: ReadonlyMap<number, number>): MemberFigures {
    const row = member * WIDTH;
    const [completed = 0, lost = 0, late = 0, sumUs = 0] = this.table.subarray(row, row + WIDTH);
    const arrived = completed + lost + (inFlight.get(member) ?? 0);
    return { member, arrived, completed, lost, late, latencyMeanUs: completed === 0 ? 0 : sumUs / completed };
  }

  /**
   * @param inFlight  as for {@link figures}
   * @param worstMax  most members to name
   * @returns what is known of all together
   */
  summary(inFlight: ReadonlyMap<number, number>, worstMax: number): MembersSummary {
    const { table } = this;
    let active = 0;
    let hurt = 0;
    const bad = (member: number): number => table[member * WIDTH + LATE]! + table[member * WIDTH + LOST]!;
    const worst: number[] = [];
    for (let member = 0; member < this.count; member++) {
      const ended = table[member * WIDTH + COMPLETED]! + table[member * WIDTH + LOST]!;
      if (ended > 0 || inFlight.has(member)) active++;
      const harm = bad(member);
      if (harm > HURT_ABOVE * ended) hurt++;
      if (harm === 0 || (worst.length === worstMax && harm <= bad(worst[worst.length - 1]!))) continue;
      let at = worst.length;
      while (at > 0 && bad(worst[at - 1]!) < harm) at--;
      worst.splice(at, 0, member);
      if (worst.length > worstMax) worst.pop();
    }
    return { count: this.count, active, hurt, worst: worst.map((member) => this.figures(member, inFlight)) };
  }

  /** Forgets what was measured. */
  reset(): void {
    this.table.fill(0);
  }

  state(codec: StateCodec): void {
    const length = this.count * WIDTH;
    this.table = codec.float64s(this.table, length);
    assert(this.table.length === length, 'members: another group was saved');
  }
}
