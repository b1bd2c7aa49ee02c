/** @module Staffing: the fewest servers that keep blocking or waiting below a share. */
import { erlangB, erlangC } from './m-m-c.ts';
import { normalCdf, normalDensity } from './normal.ts';

/**
 * @param offered  arrival rate times mean service time, in Erlangs, > 0
 * @param share    largest share of arrivals that may be turned away, above 0
 * @returns fewest servers without a waiting line, a whole number
 * @source Erlang B; Cooper, Introduction to Queueing Theory, 1981, section 3.3
 */
export function serversForBlocking(offered: number, share: number): number {
  let servers = 1;
  while (erlangB({ arrivalRate: offered, serviceRate: 1, servers }) > share) servers++;
  return servers;
}

/**
 * @param offered  arrival rate times mean service time, in Erlangs, > 0
 * @param share    largest share of arrivals that may have to wait, above 0
 * @returns fewest servers with one waiting line, a whole number
 * @source Erlang C; Cooper, Introduction to Queueing Theory, 1981, section 3.6
 */
export function serversForWaiting(offered: number, share: number): number {
  let servers = Math.floor(offered) + 1;
  while (erlangC({ arrivalRate: offered, serviceRate: 1, servers }) > share) servers++;
  return servers;
}

/**
 * The share that waits when a large system has beta square roots of its offered load to spare.
 *
 * @param beta  (servers - offered) / sqrt(offered), > 0
 * @returns limit of the probability of waiting as the system grows, 0..1
 * @source Halfin and Whitt, Heavy-traffic limits for queues with many exponential servers, Operations Research 29(3), 1981
 */
export function halfinWhittWaiting(beta: number): number {
  return 1 / (1 + (beta * normalCdf(beta)) / normalDensity(beta));
}
