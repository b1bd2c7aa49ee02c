/** @module A54: a mouse whose whole hand of queues is also held by elephants. */
import { combinationCount } from '../sharding/combinations.ts';
import { dealQueueHand } from '../sharding/queue-hand.ts';
import { mouseSquished } from '../theory/shuffle-sharding.ts';
import { binomialReport } from './binomial-report.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle, OracleReport } from './oracle.ts';

const ROWS: readonly (readonly [hand: number, queues: number])[] = [
  [12, 32],
  [8, 128],
];
const ELEPHANTS: readonly number[] = [4, 16];
const MOST = Math.max(...ELEPHANTS);

const figure = (hand: number, queues: number, elephants: number): string =>
  `hand ${hand} of ${queues}, elephants ${elephants}`;

/** One elephant squishes the mouse only with the very same hand: one set of so many. */
function sameHand(): OracleReport {
  const expected: Record<string, number> = {};
  const measured: Record<string, number> = {};
  for (const [hand, queues] of ROWS) {
    expected[figure(hand, queues, 1)] = mouseSquished(1, hand, queues);
    measured[figure(hand, queues, 1)] = 1 / combinationCount(queues, hand);
  }
  return exactReport(a54, expected, measured, 1e-9);
}

/** Every trial is another deal; the hands of few elephants are the first of many. */
function deals(trials: number): OracleReport {
  const expected: Record<string, number> = {};
  const hits: Record<string, number> = {};
  for (const [size, queues] of ROWS) {
    for (const elephants of ELEPHANTS) {
      expected[figure(size, queues, elephants)] = mouseSquished(elephants, size, queues);
      hits[figure(size, queues, elephants)] = 0;
    }
    const mouse = new Int32Array(size);
    const hand = new Int32Array(size);
    // The trial in which an elephant last held each queue.
    const heldIn = new Int32Array(queues).fill(-1);
    for (let trial = 0; trial < trials; trial++) {
      dealQueueHand(0, queues, mouse, trial);
      for (let elephant = 1; elephant <= MOST; elephant++) {
        dealQueueHand(elephant, queues, hand, trial);
        for (const queue of hand) heldIn[queue] = trial;
        if (!ELEPHANTS.includes(elephant)) continue;
        if (mouse.every((queue) => heldIn[queue] === trial)) hits[figure(size, queues, elephant)]!++;
      }
    }
  }
  return binomialReport(a54, expected, hits, trials);
}

export const a54: Oracle = {
  id: 'A54',
  title: 'Shuffle-sharded queues: a mouse and elephants',
  source: 'Kubernetes documentation, API Priority and Fairness, table of shuffle-sharding configurations',
  formula: 'P(all k queues of a hand covered by e other hands): e hypergeometric steps over the k',
  run: ({ long }) => joinedReport(a54, [sameHand(), deals(long ? 100_000 : 30_000)]),
};
