/** @module Generalised processor sharing: the fluid server that fair queueing imitates packet by packet. */

/** One packet; its work takes `size` units of time when the server has nothing else to do. */
export interface FluidPacket {
  /** Index into the weights. */
  readonly flow: number;
  readonly size: number;
  readonly arrival: number;
}

/** Finishes this close to each other, relative to the time, are the same one: shares are rounded. */
const SAME = 1e-12;

/**
 * Serves all backlogged flows at once at a total rate of 1, each in proportion to its weight.
 *
 * @param weights  per flow, > 0
 * @param packets  in order of arrival
 * @returns finish time per packet, in the unit of size and arrival
 * @source Parekh and Gallager, A generalized processor sharing approach to flow control, IEEE/ACM Trans. Networking 1(3), 1993
 */
export function gpsFinishTimes(weights: readonly number[], packets: readonly FluidPacket[]): number[] {
  const finish = packets.map(() => Number.NaN);
  const left = packets.map((packet) => packet.size);
  const queues = weights.map((): number[] => []);
  let arrived = 0;
  let now = 0;
  for (;;) {
    const busy = queues.flatMap((queue, flow) => (queue.length > 0 ? [flow] : []));
    const arrival = packets[arrived]?.arrival ?? Number.POSITIVE_INFINITY;
    if (busy.length === 0 && arrived === packets.length) return finish;
    const shared = busy.reduce((sum, flow) => sum + weights[flow]!, 0);
    const share = (flow: number): number => weights[flow]! / shared;
    const ends = busy.map((flow) => now + left[queues[flow]![0]!]! / share(flow));
    const next = Math.min(arrival, ...ends);
    busy.forEach((flow, at) => {
      const head = queues[flow]![0]!;
      left[head]! -= (next - now) * share(flow);
      if (ends[at]! > next * (1 + SAME)) return;
      finish[head] = next;
      queues[flow]!.shift();
    });
    now = next;
    while (arrived < packets.length && packets[arrived]!.arrival <= now) {
      queues[packets[arrived]!.flow]!.push(arrived);
      arrived++;
    }
  }
}
