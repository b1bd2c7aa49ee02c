/** @module Drained network: a network run until its last request has ended, for models that stop by themselves. */
import type { Network } from '../network/network.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { builtNetwork } from './built-network.ts';

/**
 * @param spec  the model; every route has an end of its arrivals
 * @returns the network, with nothing left in it
 */
export function drainedNetwork(spec: NetworkSpec): Network {
  const network = builtNetwork(spec);
  network.drain();
  return network;
}
