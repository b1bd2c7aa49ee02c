/** @module A Poisson process that switches between two rates: what on/off bursts and common peaks have in common. */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { StateCodec } from '../../kernel/state-codec.ts';
import { ArrivalProcess } from './arrival.ts';

/** When the rate changes. */
export interface Spells {
  /** 1 during a busy spell, 0 during a quiet one. */
  readonly busy: 0 | 1;
  /** When the present spell ends, microseconds. */
  readonly untilUs: number;
  /** Goes on to the next spell. */
  advance(): void;
  state(codec: StateCodec): void;
}

/** Poisson within each spell. */
export class TwoRateProcess extends ArrivalProcess {
  private readonly stream: RandomStream;
  private readonly ratePerUs: readonly [quiet: number, busy: number];
  private readonly spells: Spells;

  /**
   * @param quietPerSec  requests per second in a quiet spell, >= 0
   * @param busyPerSec   requests per second in a busy spell, >= 0
   */
  constructor(quietPerSec: number, busyPerSec: number, stream: RandomStream, spells: Spells) {
    super();
    this.ratePerUs = [quietPerSec / 1e6, busyPerSec / 1e6];
    this.stream = stream;
    this.spells = spells;
  }

  advance(clock: Float64Array): void {
    const { ratePerUs, spells } = this;
    const silent = ratePerUs[0] === 0 && ratePerUs[1] === 0;
    let at = silent ? Number.POSITIVE_INFINITY : clock[0]!;
    while (at < Number.POSITIVE_INFINITY) {
      const rate = ratePerUs[spells.busy];
      const candidate = rate > 0 ? at + this.stream.exponential() / rate : Number.POSITIVE_INFINITY;
      if (candidate <= spells.untilUs) {
        at = candidate;
        break;
      }
      // A Poisson process may be restarted at any instant: what was drawn beyond the switch is thrown away.
      at = spells.untilUs;
      spells.advance();
    }
    clock[0] = at;
  }

  state(codec: StateCodec): void {
    this.spells.state(codec);
  }
}
