/** @module The E_k/M/1 queue: Erlang arrivals, as each of k servers sees when arrivals are dealt in turn. */

/**
 * @param stages       whole number >= 1: a gap is the sum of so many exponential ones; 1 is the M/M/1 queue
 * @param arrivalRate  arrivals per unit of time, > 0, below the service rate
 * @param serviceRate  completions per unit of time while busy
 * @returns mean response time, service included, in the unit of the rates
 * @source Kleinrock, Queueing Systems I, 1975, section 6.4 (G/M/1): sigma solves sigma = A*(mu (1 - sigma)), and the
 *   response time is exponential with rate mu (1 - sigma)
 */
export function erlangArrivalsMeanResponse(stages: number, arrivalRate: number, serviceRate: number): number {
  const stageRate = stages * arrivalRate;
  let sigma = 0;
  // Fixed-point iteration from below: the transform is increasing and convex in sigma, so it climbs to the root below 1.
  for (let i = 0; i < 100_000; i++) {
    const next = (stageRate / (stageRate + serviceRate * (1 - sigma))) ** stages;
    if (next - sigma < 1e-16) break;
    sigma = next;
  }
  return 1 / (serviceRate * (1 - sigma));
}
