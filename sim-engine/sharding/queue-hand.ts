/** @module Hands of queues: a flow may wait only in a few of many queues, dealt to it by its hash. */
import { assert } from '../kernel/assert.ts';
import { hashPair } from './hash.ts';

/**
 * Deals a flow its hand.
 *
 * @param flow    the flow's number or hash
 * @param queues  size of the deck, whole number >= the size of the hand
 * @param hand    filled with distinct queues in the order of dealing; its length is the size of the hand
 * @param seed    another seed is another deal
 * @source Kubernetes API Priority and Fairness: k8s.io/apiserver/pkg/util/shufflesharding, dealer.go
 */
export function dealQueueHand(flow: number, queues: number, hand: Int32Array, seed = 0): void {
  assert(hand.length >= 1 && hand.length <= queues, `a hand of ${hand.length} of ${queues} queues`);
  // Flow and seed are mixed to the end before cards are dealt from them: numbers in a row make hands without likeness.
  const deck = hashPair(flow, seed);
  for (let card = 0; card < hand.length; card++) {
    hand[card] = Math.floor((hashPair(deck, card) / 4294967296) * (queues - card));
  }
  // So far each card is a rank among the queues left in the deck. From the last to the first, ranks become queues.
  for (let card = hand.length - 1; card > 0; card--) {
    let queue = hand[card]!;
    for (let before = card - 1; before >= 0; before--) if (queue >= hand[before]!) queue++;
    hand[card] = queue;
  }
}
