/** @module Checks of questions: whose waits they are about, that the answer is not given, and that there is time to answer. */
import { catalogue, QUESTION_TENANTS_MAX } from '../../sim-engine/index.ts';
import { checkScopeIds, checkWindow } from './check-conditions.ts';
import type { KnownIds } from './known-ids.ts';
import { printQuantity } from './quantity.ts';
import type { WrittenAsked } from './question-schema.ts';
import { type Draft, tell } from './read-sections.ts';

/**
 * @param draft    receives what does not hold
 * @param path     where the question stands
 * @param written  the question
 * @param known    the ids of the file
 */
export function checkAsked(draft: Draft, path: readonly (string | number)[], written: WrittenAsked, known: KnownIds) {
  const { ask, resource, scope, window } = written;
  checkScopeIds(draft, [...path, 'scope'], scope, known);
  if (scope?.kind === 'tier') {
    const message = 'found a scope of the kind tier, expected tenants, such as { except: [A] }: change the scope';
    tell(draft, [...path, 'scope'], 'wrong-scope', message);
  }
  const names = catalogue.questions.find(({ id }) => id === ask.id)?.names;
  if (names === 'resource' && resource !== undefined) {
    const message = `found the resource ${resource} in a question whose answer is a resource: leave it out`;
    tell(draft, [...path, 'resource'], 'answer-given', message);
  }
  if (known.tenants.length > QUESTION_TENANTS_MAX) {
    const message = `found a question among ${known.tenants.length} tenants, expected at most ${QUESTION_TENANTS_MAX}: use fewer tenants, or members of a group`;
    tell(draft, path, 'too-many-tenants', message);
  }
  const { duration } = draft.sections;
  if (window !== undefined) checkWindow(draft, [...path, 'window'], window);
  if (duration === undefined) return;
  const isLate = window === undefined || ('to' in window && window.to === duration);
  if (isLate) {
    const message = `found a window that ends with the run, at ${printQuantity('duration', duration)}, when nothing can be answered any more: let it end earlier`;
    tell(draft, window === undefined ? path : [...path, 'window'], 'question-too-late', message);
  }
}
