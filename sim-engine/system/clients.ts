/**
 * @module Clients: what stands between a tenant's users and the system. Each request is called over its tenant's link, attempt
 * by attempt, and every attempt passes the edge with the same key and the same work.
 *
 * A link that is changed holds for calls that begin afterwards; those under way end over the old one.
 */
import type { LinkTerms } from '../model/link-terms.ts';
import { compileLink } from './compile-link.ts';
import { OWN_CLASS } from './link.ts';
import { STEP, step } from './program.ts';
import type { World } from './world.ts';

/** A change of one tenant's client. */
export interface ClientRecord {
  readonly tenant: number;
  readonly terms: LinkTerms;
  readonly atUs: number;
}

/** The clients of a run's tenants. */
export class Clients {
  /** Terms in force by tenant, or null. */
  readonly terms: (LinkTerms | null)[];
  private readonly world: World;
  private readonly ids: readonly string[];
  private readonly made: number[];

  /**
   * @param world  where calls are made
   * @param ids    of the tenants, in order
   */
  constructor(world: World, ids: readonly string[]) {
    this.world = world;
    this.ids = ids;
    this.terms = ids.map(() => null);
    this.made = ids.map(() => 0);
  }

  /** Puts terms in force. */
  set({ tenant, terms, atUs }: ClientRecord): void {
    const { world } = this;
    const number = this.made[tenant]!++;
    const name = number === 0 ? `client/${this.ids[tenant]}` : `client/${this.ids[tenant]}/${number}`;
    const link = compileLink(terms, name, world.bank, atUs);
    const call = world.calls.push({ link, classes: [OWN_CLASS], againClass: OWN_CLASS, repeats: true }) - 1;
    world.clientStep[tenant] = world.code.add([step(STEP.call, { tier: call }), step(STEP.answer)]);
    this.terms[tenant] = terms;
  }
}
