/**
 * @module The supermarket model with finitely many servers: no closed form is known, so its Markov chain is walked.
 *
 * The chain knows queue lengths and nothing else: no clock, no requests, no events. It shares neither code nor random
 * numbers with the engine, and its figure comes with a standard error.
 */
import { mmcMeanResponse } from './m-m-c.ts';

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
 *   Information Transmission 32(1), 1996 (the chain); batch means and control variates: Law, Simulation Modeling and
 *   Analysis, 2015, sections 9.5.3 and 11.4
 */
export function supermarketChainResponse(model: Supermarket, steps: number, seed: number): Sampled {
  const { servers, load, choices } = model;
  const uniform = lehmerStream(seed);
  const lengths = new Int32Array(servers);
  const sampled = new Int32Array(choices);
  let present = 0;
  // The same arrivals and services with one line for all servers, whose mean is known: most of the noise is in both.
  let central = 0;
  // Every step is an arrival, or a service that counts where the server is busy.
  const arrival = load / (1 + load);
  const step = (): void => {
    const u = uniform();
    if (u >= arrival) {
      const server = Math.floor(((u - arrival) / (1 - arrival)) * servers);
      if (server < central) central--;
      if (lengths[server]! === 0) return;
      lengths[server]!--;
      present--;
      return;
    }
    let best = Math.floor((u / arrival) * servers);
    sampled[0] = best;
    // Repeats are drawn again: each subset is equally likely, and so is each order.
    for (let count = 1; count < choices; ) {
      const another = Math.floor(uniform() * servers);
      let repeat = false;
      for (let i = 0; i < count; i++) repeat ||= sampled[i] === another;
      if (repeat) continue;
      sampled[count++] = another;
      if (lengths[another]! < lengths[best]!) best = another;
    }
    lengths[best]!++;
    present++;
    central++;
  };
  for (let i = 0; i < WARM_UP_SHARE * steps; i++) step();
  const perBatch = Math.floor(steps / BATCHES);
  const responses: number[] = [];
  const centralResponses: number[] = [];
  for (let batch = 0; batch < BATCHES; batch++) {
    let sum = 0;
    let centralSum = 0;
    for (let i = 0; i < perBatch; i++) {
      step();
      sum += present;
      centralSum += central;
    }
    responses.push(sum / perBatch / (load * servers));
    centralResponses.push(centralSum / perBatch / (load * servers));
  }
  const known = mmcMeanResponse({ arrivalRate: load * servers, serviceRate: 1, servers });
  return controlled(responses, centralResponses, known);
}

/** @returns the mean of `values`, corrected by how far `controls`, drawn alongside, lie from their known mean */
function controlled(values: readonly number[], controls: readonly number[], known: number): Sampled {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const control = controls.reduce((sum, each) => sum + each, 0) / count;
  const together = values.reduce((sum, each, at) => sum + (each - mean) * (controls[at]! - control), 0);
  const slope = together / controls.reduce((sum, each) => sum + (each - control) ** 2, 0);
  const squares = values.reduce((sum, each, at) => sum + (each - mean - slope * (controls[at]! - control)) ** 2, 0);
  return { mean: mean - slope * (control - known), standardError: Math.sqrt(squares / (count - 2) / count) };
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
