/** @module The supermarket model: n exponential servers, each arrival joining the shortest of d sampled, as n grows. */

/**
 * @param load     arrivals per server and mean service time, 0..1
 * @param choices  servers sampled, whole number >= 1
 * @param length   whole number >= 0
 * @returns share of servers with at least so many requests, in the limit of many servers
 * @source Mitzenmacher, The power of two choices in randomized load balancing, IEEE TPDS 12(10), 2001, lemma 2
 */
export function supermarketTail(load: number, choices: number, length: number): number {
  // The exponent (d^k - 1)/(d - 1) is the sum of the first k powers of d.
  let exponent = 0;
  for (let i = 0; i < length; i++) exponent = exponent * choices + 1;
  return load ** exponent;
}

/**
 * @param load     below 1
 * @param choices  whole number >= 1; 1 is the M/M/1 queue
 * @returns mean response time in mean service times, in the limit of many servers
 * @source Mitzenmacher 2001, corollary 5: by Little's law the sum of the tails over the load
 */
export function supermarketMeanResponse(load: number, choices: number): number {
  if (choices === 1) return 1 / (1 - load);
  let present = 0;
  for (let length = 1; ; length++) {
    const tail = supermarketTail(load, choices, length);
    if (tail < 1e-18) return present / load;
    present += tail;
  }
}
