/** @module Learners at the door: finds whose cookie it is, and lets guests in. */
import type { IncomingMessage } from 'node:http';
import type { Ports } from '../core/ports.ts';
import { ID_BYTES } from '../data/data-layout.ts';
import type { LearnerDocument, Store } from '../store/store.ts';
import { SECRET_BYTES, type SessionClaim, secretHash, secretMatches, sessionClaim } from './cookies.ts';

/** Name of a learner who has not given one. */
const GUEST_NAME = 'Guest';

/** Finds and makes learners. */
export class Sessions {
  private readonly ports: Ports;
  private readonly store: Store;

  /**
   * @param ports  clock, randomness and log
   * @param store  where learners are kept
   */
  constructor(ports: Ports, store: Store) {
    this.ports = ports;
    this.store = store;
  }

  /**
   * @param request  any request, an upgrade included
   * @returns the learner whose cookie it carries, or undefined
   * @throws LabError `document-damaged`
   */
  async learnerOf(request: IncomingMessage): Promise<LearnerDocument | undefined> {
    const claim = sessionClaim(request);
    if (!claim) return undefined;
    const learner = await this.store.learners.find(claim.learnerId);
    return learner && secretMatches(claim.secret, learner.secretSha256) ? learner : undefined;
  }

  /** Makes a guest; resolves when the guest is on disk. */
  async admitGuest(): Promise<{ readonly learner: LearnerDocument; readonly claim: SessionClaim }> {
    const { random, clock } = this.ports;
    const claim = { learnerId: random.hex(ID_BYTES), secret: random.hex(SECRET_BYTES) };
    const learner: LearnerDocument = {
      learnerId: claim.learnerId,
      name: GUEST_NAME,
      guideDone: false,
      secretSha256: secretHash(claim.secret),
      createdAt: new Date(clock.wallMs()).toISOString(),
    };
    await this.store.learners.add(claim.learnerId, learner);
    return { learner, claim };
  }
}
