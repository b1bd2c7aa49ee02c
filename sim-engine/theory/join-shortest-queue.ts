/** @module Two exponential servers, each arrival joining the shorter line: solved numerically on its truncated chain. */

const SWEEPS_MAX = 5000;

/**
 * @param load     arrivals per server and mean service time, below 1
 * @param longest  queue length at which the chain is cut off: an arrival that finds both lines there is lost
 * @returns mean response time in mean service times
 * @source Kingman, Two similar queues in parallel, Ann. Math. Statist. 32(4), 1961 (the model); Stewart, Introduction to
 *   the Numerical Solution of Markov Chains, 1994, section 3.2.3 (Gauss-Seidel)
 */
export function shorterOfTwoMeanResponse(load: number, longest = 100): number {
  const size = longest + 1;
  const rate = 2 * load;
  // The state (short, long), short <= long, stands at short * size + long; each server serves at rate 1.
  const chance = new Float64Array(size * size);
  const at = (short: number, long: number): number =>
    short < 0 || long > longest || short > long ? 0 : chance[short * size + long]!;
  let total = 0;
  let present = 0;
  for (let sweep = 0; sweep < SWEEPS_MAX; sweep++) {
    let change = 0;
    total = 0;
    present = 0;
    for (let short = 0; short < size; short++) {
      for (let long = short; long < size; long++) {
        const out = (short === longest ? 0 : rate) + (short > 0 ? 1 : 0) + (long > 0 ? 1 : 0);
        // An arrival has lengthened the shorter line, or one of two equal ones.
        const arrived = at(short - 1, long) + (long === short + 1 ? at(short, short) : 0);
        // A departure was from the shorter line, from one of two equal ones, or from the longer line.
        const departed = at(short + 1, long) * (short + 1 === long ? 2 : 1) + at(short, long + 1);
        const before = chance[short * size + long]!;
        const next = sweep === 0 ? load ** (short + long) : (rate * arrived + departed) / out;
        chance[short * size + long] = next;
        change += Math.abs(next - before);
        total += next;
        present += next * (short + long);
      }
    }
    if (change < 1e-12 * total) break;
  }
  return present / total / rate;
}
