/**
 * @module The supermarket model with finitely many servers: no closed form is known, so its Markov chain is walked.
 *
 * The chain knows queue lengths and nothing else: no clock, no requests, no events. It shares neither code nor random
 * numbers with the engine, and its figure comes with a standard error.
 */

/** A finite supermarket; service is exponential with mean 1. */
export interface Supermarket {
  readonly servers: number;
  /** Arrivals per server and mean service time, below 1. */
  readonly load: number;
  /** Distinct servers sampled per arrival. */
  readonly choices: number;
}

/** A figure that was sampled. */
export interface Sampled {
  readonly mean: number;
  readonly standardError: number;
}

const BATCHES = 20;
const WARM_UP_SHARE = 0.05;

/**
 * @param steps  transitions of the uniformised chain, after the warm-up
 * @param seed   whole number; the same seed gives the same figure
 * @returns mean response time in mean service times, by Little's law from the mean number present
 * @source Vvedenskaya, Dobrushin, Karpelevich, Queueing system with selection of the shortest of two queues, Problems of
 *   Information Transmission 32(1), 1996 (the chain); Grassmann, Transient solutions in Markovian queueing systems, Comput.
 *   Oper. Res. 4, 1977 (uniformisation); batch means: Law, Simulation Modeling and Analysis, 2015, section 9.5.3
 */
export function supermarketChainResponse(model: Supermarket, steps: number, seed: number): Sampled {
  const { servers, load, choices } = model;
  const uniform = lehmerStream(seed);
  const lengths = new Int32Array(servers);
  let present = 0;
  // Every step is an arrival, or a potential departure of one server that counts if the server is busy.
  const arrival = load / (1 + load);
  const step = (): void => {
    const u = uniform();
    if (u >= arrival) {
      const server = Math.floor(((u - arrival) / (1 - arrival)) * servers);
      if (lengths[server]! === 0) return;
      lengths[server]!--;
      present--;
      return;
    }
    let best = Math.floor((u / arrival) * servers);
    // Selection of the rest by rejection of repeats: each subset is equally likely, and so is each order.
    const sampled = [best];
    while (sampled.length < choices) {
      const another = Math.floor(uniform() * servers);
      if (sampled.includes(another)) continue;
      sampled.push(another);
      if (lengths[another]! < lengths[best]!) best = another;
    }
    lengths[best]!++;
    present++;
  };
  for (let i = 0; i < WARM_UP_SHARE * steps; i++) step();
  const perBatch = Math.floor(steps / BATCHES);
  const means = Array.from({ length: BATCHES }, () => {
    let sum = 0;
    for (let i = 0; i < perBatch; i++) {
      step();
      sum += present;
    }
    return sum / perBatch / (load * servers);
  });
  const mean = means.reduce((sum, each) => sum + each, 0) / BATCHES;
  const squares = means.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  return { mean, standardError: Math.sqrt(squares / (BATCHES - 1) / BATCHES) };
}

/**
 * Uniform numbers in (0, 1).
 *
 * @source Park and Miller, Random number generators: good ones are hard to find, CACM 31(10), 1988
 */
function lehmerStream(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
