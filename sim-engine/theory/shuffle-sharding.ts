/** @module Shuffle sharding: how much of its workers or queues a tenant shares with others drawn at random. */
import { choose } from './combinatorics.ts';

/**
 * @param workers  number of workers
 * @param size     workers per tenant
 * @param shared   whole number >= 0
 * @returns probability that two random shards share exactly so many workers
 * @source hypergeometric distribution: Feller, An Introduction to Probability Theory I, 1968, section II.6
 */
export function shardOverlap(workers: number, size: number, shared: number): number {
  return (choose(size, shared) * choose(workers - size, size - shared)) / choose(workers, size);
}

/**
 * @param elephants  number of other random hands
 * @param hand       queues per hand
 * @param queues     number of queues
 * @returns probability that every queue of a random hand is also in one of the elephants' hands
 * @source Kubernetes documentation, API Priority and Fairness, table of shuffle-sharding configurations; the recursion is over
 *   the number of the mouse's queues that the elephants so far cover, each step hypergeometric
 */
export function mouseSquished(elephants: number, hand: number, queues: number): number {
  let covered = [1, ...new Array<number>(hand).fill(0)];
  for (let elephant = 0; elephant < elephants; elephant++) {
    const next = new Array<number>(hand + 1).fill(0);
    covered.forEach((chance, before) => {
      for (let more = 0; before + more <= hand; more++) {
        const ways = choose(hand - before, more) * choose(queues - hand + before, hand - more);
        next[before + more]! += (chance * ways) / choose(queues, hand);
      }
    });
    covered = next;
  }
  return covered[hand]!;
}
