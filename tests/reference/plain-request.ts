/** @module A request of the second engine, and what it may ask of the world around it. */
import type { PlainClock, PlainEvent } from './plain-clock.ts';
import { PlainChance, type PlainProgram } from './plain-program.ts';

export type Outcome = 'completed' | 'rejected' | 'timedOut' | 'failed';
export type BadOutcome = Exclude<Outcome, 'completed'>;

/** What a request is waiting for when it calls: attempts over a link, or all branches of a fan-out. */
export interface PlainCall {
  /** Under way, in the order in which they began. */
  attempts: PlainRequest[];
  /** Branches of a fan-out that have not ended, those not begun included. */
  unfinished: number;
  again: PlainEvent | null;
  retries: number;
  hedges: number;
  failure: BadOutcome | null;
}

/** One request, or one attempt of another. */
export class PlainRequest {
  readonly id: number;
  readonly tenant: number;
  readonly program: PlainProgram;
  readonly chance: PlainChance;
  readonly arrivedUs: number;
  /** Place among its tenant's. */
  number = -1;
  step = 0;
  caller: PlainRequest | 'client' | 'nobody' = 'client';
  /** What follows for the user who sent it. */
  answered: (() => void) | null = null;
  waitedUs = 0;
  /** Whether anybody is still hurt when it waits. */
  victim = true;
  call: PlainCall | null = null;
  timer: PlainEvent | null = null;
  /** Gives back a lock or a server, in the order of taking. */
  locks: (() => void)[] = [];
  holds: (() => void)[] = [];
  /** Takes it away from where it stands. */
  leave: (() => void) | null = null;
  /** Settles what it was hurt by where it stands. */
  forgive: (() => void) | null = null;

  constructor(id: number, tenant: number, program: PlainProgram, nowUs: number) {
    this.id = id;
    this.tenant = tenant;
    this.program = program;
    this.arrivedUs = nowUs;
    this.chance = new PlainChance(program);
  }
}

/** What stations and locks need of the world. */
export interface PlainSurroundings {
  readonly clock: PlainClock;
  /** Moves a request on from its step. */
  move(request: PlainRequest): void;
  /** Ends a request badly. */
  fail(request: PlainRequest, outcome: BadOutcome): void;
}
