/** @module The links of one route, each made once. */
import type { StreamBank } from '../kernel/random-stream.ts';
import { compileLink } from '../system/compile-link.ts';
import type { LinkSpec } from '../system/link.ts';
import type { NetworkLink } from './network-spec.ts';

/**
 * @returns finds the links of one route by their places, each made on first use: all who call at a place share its budget
 *   and its breaker
 */
export function linksOfRoute(bank: StreamBank): (link: NetworkLink, place: string) => LinkSpec {
  const byPlace = new Map<string, LinkSpec>();
  return (link, place) => {
    const known = byPlace.get(place) ?? compileLink(link, place, bank, 0);
    byPlace.set(place, known);
    return known;
  };
}
