/** @module The clock of the second engine: pending events in a sorted array, and a list of those who may go on now. */

/** What happens first among events of one microsecond. */
export const ORDER = { timeline: 0, completion: 1, arrival: 2 } as const;

/** One pending event. */
export interface PlainEvent {
  readonly atUs: number;
  readonly order: number;
  readonly sequence: number;
  readonly act: () => void;
}

export class PlainClock {
  nowUs = 0;
  /** How often two things happened in one microsecond. */
  ties = 0;
  private pending: PlainEvent[] = [];
  private goingOn: { readonly of: object; readonly act: () => void }[] = [];
  private sequence = 0;
  /** Is told of every span in which nothing happens. */
  private readonly passes: (spanUs: number) => void;

  constructor(passes: (spanUs: number) => void) {
    this.passes = passes;
  }

  at(atUs: number, order: number, act: () => void): PlainEvent {
    const event = { atUs, order, sequence: this.sequence++, act };
    const later = this.pending.findIndex((each) => each.atUs > atUs || (each.atUs === atUs && each.order > order));
    this.pending.splice(later < 0 ? this.pending.length : later, 0, event);
    return event;
  }

  cancel(event: PlainEvent): void {
    this.pending = this.pending.filter((each) => each !== event);
  }

  /** Whoever was given something goes on when whoever gave it has come to rest, in the order of giving. */
  goesOn(of: object, act: () => void): void {
    this.goingOn.push({ of, act });
  }

  /** One who was about to go on does not. */
  staysBehind(of: object): void {
    this.goingOn = this.goingOn.filter((each) => each.of !== of);
  }

  /** Lets everything happen, then time pass up to an instant. */
  run(untilUs: () => number): void {
    for (let next = this.pending.shift(); next !== undefined; next = this.pending.shift()) {
      if (next.atUs === this.nowUs) this.ties++;
      this.pass(next.atUs);
      next.act();
      for (let one = this.goingOn.shift(); one !== undefined; one = this.goingOn.shift()) one.act();
    }
    this.pass(untilUs());
  }

  private pass(toUs: number): void {
    if (toUs > this.nowUs) this.passes(toUs - this.nowUs);
    this.nowUs = Math.max(this.nowUs, toUs);
  }
}
