/** @module Checks the order of locks. */
import { SCOPES } from './lock-schema.ts';
import { type Draft, tell } from './read-sections.ts';

/** @param draft  is told of locks that are not taken from the widest to the narrowest. */
export function checkLocks(draft: Draft): void {
  for (const { index, value } of draft.sections.operations) {
    const places = (value.locks ?? []).map(({ on }) => SCOPES.indexOf(on));
    places.forEach((place, at) => {
      if (at === 0 || place > places[at - 1]!) return;
      const message = `found a lock on ${SCOPES[place]} after one on ${SCOPES[places[at - 1]!]}, expected each once, in the order ${SCOPES.join(', ')}: otherwise requests may wait for each other for ever`;
      tell(draft, ['operations', index, 'locks', at], 'lock-order', message);
    });
  }
}
