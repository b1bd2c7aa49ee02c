/** @module Retries: how many attempts are made where attempts fail, layer upon layer, and when an overload feeds itself. */

/**
 * @param failShare  probability that an attempt fails, independently, 0..1
 * @param retries    most retries of a request, >= 0
 * @returns mean number of attempts per request: 1 + p + ... + p^r
 * @source Beyer et al., Site Reliability Engineering, 2016, chapter 22; truncated geometric series
 */
export function meanAttempts(failShare: number, retries: number): number {
  let sum = 0;
  let reached = 1;
  for (let attempt = 0; attempt <= retries; attempt++) {
    sum += reached;
    reached *= failShare;
  }
  return sum;
}

/** @returns probability that one of the attempts succeeds, 0..1 */
export function successShare(failShare: number, retries: number): number {
  let allFail = failShare;
  for (let retry = 0; retry < retries; retry++) allFail *= failShare;
  return 1 - allFail;
}

/**
 * @param attempts  mean attempts of each layer per request that it gets: 1 + r when all fail, 1 + share with a retry budget
 * @param layers    layers that retry, one calling the next
 * @returns attempts at the last layer per request at the first
 * @source Beyer et al., Site Reliability Engineering, 2016, chapter 22 (retries at several layers multiply)
 */
export function layeredAttempts(attempts: number, layers: number): number {
  let product = 1;
  for (let layer = 0; layer < layers; layer++) product *= attempts;
  return product;
}

/** A server that stalls while callers time out, retry at once and leave their late work behind; rates per unit of time. */
export interface RetryStorm {
  readonly arrivalRate: number;
  readonly serviceRate: number;
  readonly timeout: number;
  readonly retries: number;
  /** How long the server stalls; longer than all timeouts of a request. */
  readonly stall: number;
}

/**
 * @returns arrival rate from which on an overload never ends: each request then brings the work of all its attempts
 * @source Bronson et al., Metastable failures in distributed systems, HotOS 2021; Huang et al., Metastable failures in the
 *   wild, OSDI 2022: it persists if and only if arrivals times attempts exceed the service rate
 */
export function metastableThreshold({ serviceRate, retries }: RetryStorm): number {
  return serviceRate / (retries + 1);
}

/**
 * Fluid time from the end of the stall until an attempt waits no longer than its timeout, and goodput is back.
 *
 * @returns Infinity from the threshold on
 * @source fluid balance: while the server stalls, requests make their first attempt, then first and second, up to all of
 *   them; the backlog then drains at what is left of the service rate until it is one timeout long
 */
export function stormRecovery(storm: RetryStorm): number {
  const { arrivalRate, serviceRate, timeout, retries, stall } = storm;
  const attempts = retries + 1;
  const drainRate = serviceRate - arrivalRate * attempts;
  if (drainRate <= 0) return Number.POSITIVE_INFINITY;
  const ramp = (attempts * (attempts - 1) * timeout) / 2;
  const backlog = arrivalRate * (ramp + attempts * (stall - (attempts - 1) * timeout));
  return Math.max(0, backlog - serviceRate * timeout) / drainRate;
}
