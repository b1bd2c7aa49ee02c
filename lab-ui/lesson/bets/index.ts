/** @module REGISTRY of bets: one line per kind. */
import type { BetSpec } from '../../../sim-engine/model/experiment.ts';
import type { BetKind } from './bet.ts';
import { cheapestBet } from './cheapest.ts';
import { largestBet } from './largest.ts';
import { numberBet } from './number.ts';

const BETS: { readonly [K in BetSpec['kind']]: BetKind<K> } = {
  number: numberBet,
  largest: largestBet,
  cheapest: cheapestBet,
};

/** @returns the kind of a bet; it is only ever given bets of itself */
export function betKindOf(spec: BetSpec): BetKind {
  return BETS[spec.kind] as BetKind;
}
