/** @module Longest other flow: whose last item goes when a fair line is full. */

/**
 * @param newcomer  flow that wants in
 * @param flows     how many of each flow wait
 * @returns the flow of which most wait, the first of equals; -1 when no flow has more than the newcomer's
 * @source Shreedhar and Varghese, Efficient fair queueing using deficit round robin, SIGCOMM 1995, section 4 (buffer stealing)
 */
export function longestOther(newcomer: number, flows: readonly { readonly length: number }[]): number {
  let longest = newcomer;
  for (let flow = 0; flow < flows.length; flow++) {
    if (flows[flow]!.length > flows[longest]!.length) longest = flow;
  }
  return longest === newcomer ? -1 : longest;
}
