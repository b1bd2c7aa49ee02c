/**
 * @module Circuit: closed, open, half-open, as every breaker goes through them; when to open is up to the kind.
 *
 * Closed, every attempt passes. Open, none does. When the open time is over, the next `probes` attempts pass, and no others
 * until their outcomes are known: the first failure opens the circuit again, `probes` successes close it with a clean record.
 * Outcomes that come in while it is open say nothing new; while it is half-open they count, whoever made the attempt.
 */
import type { StateCodec } from '../../kernel/state-codec.ts';
import type { ParamSpec, ParamValues } from '../../model/registry.ts';
import type { Breaker } from './breaker.ts';

const CLOSED = 0;
const OPEN = 1;
const HALF_OPEN = 2;

/** Parameters of every breaker that opens. */
export const CIRCUIT_PARAMS: readonly ParamSpec[] = [
  {
    name: 'openMs',
    label: 'Open for',
    unit: 'ms',
    min: 1,
    max: 3_600_000,
    default: 5000,
    doc: 'Time for which nothing passes before a probe is made.',
  },
  {
    name: 'probes',
    label: 'Probes',
    unit: 'attempts',
    min: 1,
    max: 1000,
    default: 1,
    integer: true,
    doc: 'Attempts that pass when the time is over; all must succeed for the rest to follow.',
  },
];

/** A breaker without its rule for opening. */
export abstract class Circuit implements Breaker {
  private readonly openUs: number;
  private readonly probes: number;
  private phase: number = CLOSED;
  private openedUs = 0;
  /** While half-open: probes that may still be made, and those that succeeded. */
  private permits = 0;
  private succeeded = 0;

  /** @param params  those of {@link CIRCUIT_PARAMS} among others */
  constructor(params: ParamValues) {
    this.openUs = Math.round(params.openMs! * 1000);
    this.probes = params.probes!;
  }

  allows(nowUs: number): boolean {
    if (this.phase === CLOSED) return true;
    if (this.phase === OPEN) {
      if (nowUs - this.openedUs < this.openUs) return false;
      this.phase = HALF_OPEN;
      this.permits = this.probes;
      this.succeeded = 0;
    }
    if (this.permits === 0) return false;
    this.permits--;
    return true;
  }

  record(nowUs: number, ok: boolean): void {
    if (this.phase === CLOSED) {
      if (this.tells(nowUs, ok)) this.open(nowUs);
    } else if (this.phase === HALF_OPEN) {
      if (!ok) this.open(nowUs);
      else if (++this.succeeded === this.probes) {
        this.phase = CLOSED;
        this.startOver(nowUs);
      }
    }
  }

  forget(): void {
    if (this.phase === HALF_OPEN && this.permits + this.succeeded < this.probes) this.permits++;
  }

  state(codec: StateCodec): void {
    this.phase = codec.number(this.phase);
    this.openedUs = codec.number(this.openedUs);
    this.permits = codec.number(this.permits);
    this.succeeded = codec.number(this.succeeded);
  }

  /**
   * An attempt has ended while the circuit is closed.
   *
   * @returns true when it has to open
   */
  protected abstract tells(nowUs: number, ok: boolean): boolean;

  /** The circuit closes again: forgets every outcome. */
  protected abstract startOver(nowUs: number): void;

  private open(nowUs: number): void {
    this.phase = OPEN;
    this.openedUs = nowUs;
  }
}
