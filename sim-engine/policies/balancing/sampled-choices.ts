/**
 * @module Sampled choices: the least loaded of d distinct instances drawn at random; ties go to the first drawn.
 *
 * One choice is random balancing; two are already exponentially better at high load.
 */
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Balancer, InstanceView } from './balancing.ts';

/** Balancer of the policies that draw. */
export class SampledChoices implements Balancer {
  private readonly stream: RandomStream;
  private readonly choices: number;
  /** What was drawn for the request at hand, ascending. */
  private readonly drawn: number[] = [];

  /**
   * @param stream   where the draws come from
   * @param choices  whole number >= 1: how many instances that are up are compared
   */
  constructor(stream: RandomStream, choices: number) {
    this.stream = stream;
    this.choices = choices;
  }

  pick(instances: readonly InstanceView[]): number {
    const count = instances.length;
    if (count === 1) return 0;
    this.drawn.length = 0;
    let best = -1;
    let firstDrawn = -1;
    // What is down is drawn past: those that are up stay equally likely, and nothing is counted where all are up.
    for (let compared = 0; compared < this.choices && this.drawn.length < count; ) {
      const candidate = this.drawAnother(count);
      if (firstDrawn < 0) firstDrawn = candidate;
      if (!instances[candidate]!.up) continue;
      compared++;
      if (best < 0 || instances[candidate]!.outstanding < instances[best]!.outstanding) best = candidate;
    }
    return best < 0 ? firstDrawn : best;
  }

  state(): void {
    // All state is in the stream.
  }

  /** Draws from those not drawn yet, each equally likely. */
  private drawAnother(count: number): number {
    const { drawn } = this;
    let value = this.stream.below(count - drawn.length);
    let place = 0;
    for (; place < drawn.length && drawn[place]! <= value; place++) value++;
    drawn.push(value);
    for (let i = drawn.length - 1; i > place; i--) drawn[i] = drawn[i - 1]!;
    drawn[place] = value;
    return value;
  }
}
