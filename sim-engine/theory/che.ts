/**
 * @module Che's approximation of an LRU cache under independent requests: an entry stays for a fixed time after each use,
 * the characteristic time, which is the same for every key.
 */

/** Halvings of the search interval: more than a double has bits. */
const BISECTIONS = 200;

/**
 * @param rates     requests per unit of time and key, each >= 0; more of them above 0 than fit
 * @param capacity  entries, > 0
 * @returns the time after which an entry that is not asked for is pushed out, in the unit of the rates
 * @source Che, Tung and Wang, Hierarchical web caching systems, IEEE JSAC 20(7), 2002; Fricker, Robert and Roberts, A
 *   versatile and accurate approximation for LRU cache performance, ITC 24, 2012
 */
export function cheCharacteristicTime(rates: ArrayLike<number>, capacity: number): number {
  const expectedHeld = (time: number): number => {
    let held = 0;
    for (let key = 0; key < rates.length; key++) held += cheHitProbability(rates[key]!, time);
    return held;
  };
  let low = 0;
  let high = 1;
  while (expectedHeld(high) < capacity && high < Number.MAX_VALUE / 2) high *= 2;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (expectedHeld(middle) < capacity) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * @param rate  requests for the key per unit of time
 * @param time  characteristic time in the same unit
 * @returns probability that the key is held, which is that of a hit, 0..1
 * @source Che, Tung and Wang 2002
 */
export function cheHitProbability(rate: number, time: number): number {
  return -Math.expm1(-rate * time);
}

/**
 * @param rates  of the keys in question: all of them, or one tenant's
 * @param time   characteristic time of the whole cache
 * @returns share of the requests for these keys that hit, 0..1
 * @source Che, Tung and Wang 2002
 */
export function cheHitRatio(rates: ArrayLike<number>, time: number): number {
  let hits = 0;
  let all = 0;
  for (let key = 0; key < rates.length; key++) {
    hits += rates[key]! * cheHitProbability(rates[key]!, time);
    all += rates[key]!;
  }
  return hits / all;
}

/**
 * @param rates  of one tenant's keys
 * @param time   characteristic time of the whole cache
 * @returns entries that the tenant holds on average
 * @source Che, Tung and Wang 2002, summed over a tenant's keys
 */
export function cheHeldMean(rates: ArrayLike<number>, time: number): number {
  let held = 0;
  for (let key = 0; key < rates.length; key++) held += cheHitProbability(rates[key]!, time);
  return held;
}
