/** @module Checks of operations: the order of locks, how much one request may ask for, and that some of them use the database. */
import { databaseWorkOf, demandsOf } from '../../sim-engine/model/operation-work.ts';
import { DEMANDS_MAX } from './limits.ts';
import { SCOPES, type WrittenLock } from './lock-schema.ts';
import { compileOperation } from './operation-schema.ts';
import { type Draft, tell } from './read-sections.ts';
import { eachLocks } from './step-schema.ts';

/** @param draft  is told of what cannot be */
export function checkOperations(draft: Draft): void {
  const { operations } = draft.sections;
  for (const { index, value } of operations) {
    const path = ['operations', index];
    if (!('steps' in value)) {
      checkLocks(draft, value.locks ?? [], [...path, 'locks']);
      continue;
    }
    eachLocks(value.steps, [...path, 'steps'], (locks, at) => checkLocks(draft, locks, at));
    const demands = demandsOf(compileOperation(value));
    if (demands <= DEMANDS_MAX) continue;
    const message = `found ${demands} times to draw for one request, branches counted out, expected at most ${DEMANDS_MAX} (a read or a write needs two): shorten the steps or lower the branches`;
    tell(draft, [...path, 'steps'], 'too-many-demands', message);
  }
  const given = Array.isArray(draft.plain.operations) ? draft.plain.operations.length : 0;
  // Of what could not be read it is not known.
  if (given === 0 || operations.length < given) return;
  if (operations.some(({ value }) => databaseWorkOf(compileOperation(value)).length > 0)) return;
  const message =
    'found no operation that reads or writes the database, expected at least one, since noise works on it: add a read or a write';
  tell(draft, ['operations'], 'no-database-work', message);
}

/** Locks are taken from the widest to the narrowest. */
function checkLocks(draft: Draft, locks: readonly WrittenLock[], path: readonly (string | number)[]): void {
  const places = locks.map(({ on }) => SCOPES.indexOf(on));
  places.forEach((place, at) => {
    if (at === 0 || place > places[at - 1]!) return;
    const message = `found a lock on ${SCOPES[place]} after one on ${SCOPES[places[at - 1]!]}, expected each once, in the order ${SCOPES.join(', ')}: otherwise requests may wait for each other for ever`;
    tell(draft, [...path, at], 'lock-order', message);
  });
}
