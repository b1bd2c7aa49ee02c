/** @module Built network: the network of an oracle's model, which is never refused. */
import { assert } from '../kernel/assert.ts';
import { Network } from '../network/network.ts';
import type { NetworkSpec } from '../network/network-spec.ts';

/** @returns the network at time 0; without blame and digests of inputs, for which no oracle asks */
export function builtNetwork(spec: NetworkSpec): Network {
  const made = Network.create({ blame: false, traceInputs: false, ...spec });
  assert(made.ok, `an oracle's model is refused: ${made.ok ? '' : made.issues.map((each) => each.message).join('; ')}`);
  return made.value;
}
