/** @module Drained network: a network run until its last request has ended, for models that stop by themselves. */
import { assert } from '../kernel/assert.ts';
import { Network } from '../network/network.ts';
import type { NetworkSpec } from '../network/network-spec.ts';

/**
 * @param spec  the model; every route has an end of its arrivals
 * @returns the network, with nothing left in it
 */
export function drainedNetwork(spec: NetworkSpec): Network {
  const network = builtNetwork(spec);
  network.drain();
  return network;
}

/** @returns the network at time 0; without blame and digests of inputs, which no oracle asks for */
export function builtNetwork(spec: NetworkSpec): Network {
  const made = Network.create({ blame: false, traceInputs: false, ...spec });
  assert(made.ok, `an oracle's model is refused: ${made.ok ? '' : made.issues.map((each) => each.message).join('; ')}`);
  return made.value;
}
