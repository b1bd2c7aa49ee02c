/** @module A32: deficit round robin on four queues of packets, served in an order that can be worked out by hand. */
import { assert } from '../kernel/assert.ts';
import { createScheduler } from '../network/scheduler.ts';
import { exactReport } from './exact-report.ts';
import type { Oracle } from './oracle.ts';

const QUANTUM = 500;
const QUEUES = [
  [200, 750, 20, 500],
  [500, 500],
  [200, 600, 100],
  [50, 700, 180],
];
/** Queue (from 1) and size of each packet in order of service. */
const ORDER = [
  [1, 200],
  [2, 500],
  [3, 200],
  [4, 50],
  [1, 750],
  [1, 20],
  [2, 500],
  [3, 600],
  [3, 100],
  [4, 700],
  [4, 180],
  [1, 500],
];
const DEFICITS = [
  [300, 0, 300, 450],
  [30, 0, 0, 0],
  [0, 0, 0, 0],
];

/** Names what was served when, so that two orders can be compared figure by figure. */
function orderFigures(order: readonly (readonly number[])[]): Record<string, number> {
  const figures: Record<string, number> = {};
  order.forEach(([queue, size], at) => {
    figures[`service ${at + 1}: queue`] = queue!;
    figures[`service ${at + 1}: size`] = size!;
  });
  return figures;
}

function deficitFigures(rounds: readonly (readonly number[])[]): Record<string, number> {
  const figures: Record<string, number> = {};
  rounds.forEach((deficits, round) => {
    deficits.forEach((deficit, queue) => {
      figures[`deficit of queue ${queue + 1} after round ${round + 1}`] = deficit;
    });
  });
  return figures;
}

/** What each queue had left of its quanta after each of its turns, as the order of service shows it. */
function deficitsOf(order: readonly (readonly number[])[]): number[][] {
  const turns = QUEUES.map(() => 0);
  const served = QUEUES.map(() => 0);
  const rounds = DEFICITS.map(() => QUEUES.map(() => 0));
  order.forEach(([queue, size], at) => {
    const index = queue! - 1;
    served[index]! += size!;
    if (order[at + 1]?.[0] === queue) return;
    const round = turns[index]!++;
    const emptied = served[index] === QUEUES[index]!.reduce((sum, each) => sum + each, 0);
    if (rounds[round] !== undefined) rounds[round][index] = emptied ? 0 : QUANTUM * turns[index]! - served[index]!;
  });
  return rounds;
}

export const a32: Oracle = {
  id: 'A32',
  title: 'Deficit round robin: exact order of service',
  source: 'Shreedhar and Varghese, Efficient fair queueing using deficit round robin, SIGCOMM 1995; worked out by hand',
  formula: 'each turn: deficit + quantum, then send while the size ≤ deficit',
  run: () => {
    const made = createScheduler(
      { id: 'drr', params: { quantumUs: QUANTUM } },
      QUEUES.map(() => 1),
    );
    assert(made.ok, 'A32: the scheduler is refused');
    const scheduler = made.value;
    const packets = QUEUES.flatMap((sizes, queue) => sizes.map((size) => [queue + 1, size]));
    packets.forEach(([queue, size], packet) => {
      scheduler.enqueue(packet, queue! - 1, size!);
    });
    const order: (readonly number[])[] = [];
    for (let packet = scheduler.dequeue(); packet >= 0; packet = scheduler.dequeue()) order.push(packets[packet]!);
    return exactReport(
      a32,
      { ...orderFigures(ORDER), ...deficitFigures(DEFICITS) },
      { ...orderFigures(order), ...deficitFigures(deficitsOf(order)) },
      0,
    );
  },
};
