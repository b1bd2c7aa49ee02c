/** @module Request hash: what the hashing balancers know a request by. */
import { hashPair } from '../../sharding/hash.ts';
import { NO_KEY } from './balancing.ts';

/**
 * @param tenant  index of the tenant
 * @param key     its key, or {@link NO_KEY}: then all such requests of a tenant are alike
 * @returns whole number below 2^32
 */
export function requestHash(tenant: number, key: number): number {
  return hashPair(tenant, key === NO_KEY ? 0 : key + 1);
}
