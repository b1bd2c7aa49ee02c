/** @module Warmed network: a network run past its warm-up and then until enough jobs have completed. */
import type { Network } from '../network/network.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { builtNetwork } from './built-network.ts';

const WARM_UP_SHARE = 0.1;
/** The run is looked at so many times; it stops at the first look at which enough jobs have completed. */
const LOOKS = 200;

/**
 * @param spec        the model
 * @param jobs        completions wanted after the warm-up
 * @param ratePerSec  rate at which the counted jobs arrive
 * @param counted     tenants whose completions count
 * @returns the network, its statistics covering everything after the warm-up
 */
export function warmedNetwork(
  spec: NetworkSpec,
  jobs: number,
  ratePerSec: number,
  counted: readonly string[],
): Network {
  const network = builtNetwork(spec);
  const lookUs = Math.ceil(((jobs / ratePerSec) * 1e6) / LOOKS);
  const completed = (): number => counted.reduce((sum, tenant) => sum + network.tenant(tenant).completed, 0);
  const advance = (wanted: number): void => {
    while (completed() < wanted) network.advanceTo(network.nowUs + lookUs);
  };
  advance(WARM_UP_SHARE * jobs);
  network.resetStatistics();
  advance(jobs);
  return network;
}
