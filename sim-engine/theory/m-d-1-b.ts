/** @module Closed form of the M/D/1/b loss system: Poisson arrivals, one server of constant time, room for b in all. */

/** An M/D/1/b system; rates in the same unit of time. */
export interface MD1B {
  /** Arrivals per unit of time, > 0. */
  readonly arrivalRate: number;
  /** Completions per unit of time while busy, > 0. */
  readonly serviceRate: number;
  /** Most present at once, the one in service included; whole number >= 1. */
  readonly room: number;
}

/**
 * Share of arrivals turned away. The number left behind at departures is a Markov chain on 0..b-1 whose unnormalised
 * probabilities follow one from another; its chance p of leaving nobody behind gives the blocking 1 - 1 / (p + rho).
 *
 * It is also the share that a token bucket of rate mu and burst b turns away: a token is there if and only if fewer than b
 * of the tokens taken are still missing, and missing tokens come back one by one as a server of constant time works.
 *
 * @returns 0..1; figures lose digits to subtraction beyond a room of about 30
 * @source Gross and Harris, Fundamentals of Queueing Theory, 1998, section 5.1 (M/G/1/K)
 */
export function md1bBlocking({ arrivalRate, serviceRate, room }: MD1B): number {
  const rho = arrivalRate / serviceRate;
  // arrivals[k]: probability of k arrivals during one service, Poisson with mean rho.
  const arrivals = [Math.exp(-rho)];
  for (let k = 1; k <= room; k++) arrivals.push((arrivals[k - 1]! * rho) / k);
  const left = [1];
  for (let j = 0; j + 1 < room; j++) {
    let next = left[j]! - arrivals[j]!;
    for (let i = 1; i <= j; i++) next -= arrivals[j - i + 1]! * left[i]!;
    left.push(next / arrivals[0]!);
  }
  const none = 1 / left.reduce((sum, each) => sum + each, 0);
  return 1 - 1 / (none + rho);
}
