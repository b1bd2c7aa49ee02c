/** @module Which part of a tenant's delay is charged to another, out of the ledger's exact charges. */
import type { BlameCharge } from '../../model/run-result.ts';
import type { ReadingKind } from './reading.ts';

export const blame: ReadingKind<'blame'> = {
  id: 'blame',
  summary: 'Part of the victim’s delay that is charged to the culprit, per cent.',
  blameInstants: ({ fromUs, toUs }) => [fromUs, toUs],
  read: ({ culprit, victim, fromUs, toUs }, { blameAt }) => {
    const charged = (isMeant: (charge: BlameCharge) => boolean): number =>
      sumOf(blameAt.get(toUs), isMeant) - sumOf(blameAt.get(fromUs), isMeant);
    const all = charged((charge) => charge.victim === victim);
    return all === 0 ? null : (100 * charged((each) => each.victim === victim && each.culprit === culprit)) / all;
  },
};

function sumOf(charges: readonly BlameCharge[] | undefined, isMeant: (charge: BlameCharge) => boolean): number {
  return (charges ?? []).filter(isMeant).reduce((sum, { us }) => sum + us, 0);
}
