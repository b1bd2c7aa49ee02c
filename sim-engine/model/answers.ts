/** @module Answers to questions about a run: every name that one may give. */
import { LEDGER_RESOURCES } from './ledger-resources.ts';
import type { Scope } from './objective.ts';
import type { Scenario } from './scenario.ts';
import { tenantsOf } from './scope-tenants.ts';

/** Culprit that is no tenant: parts that are down, slow or moving, and waits between attempts. */
export const SYSTEM_CULPRIT = '_system';
/** The answer where nobody waited for anything. */
export const NOTHING_WAITED = '_none';

/** What an answer names. */
export type AnswerNames = 'culprit' | 'resource' | 'victim';

/**
 * @param names     what the question asks for
 * @param scope     whose waits it is about
 * @param scenario  whose tenants it means
 * @returns every answer that may be given, in the order in which a form lists them
 */
export function possibleAnswers(names: AnswerNames, scope: Scope, scenario: Scenario): string[] {
  const ids = scenario.tenants.map(({ id }) => id);
  switch (names) {
    case 'culprit':
      return [...ids, SYSTEM_CULPRIT, NOTHING_WAITED];
    case 'victim':
      return [...tenantsOf(scenario, scope).map((index) => ids[index]!), NOTHING_WAITED];
    case 'resource':
      return [...LEDGER_RESOURCES, NOTHING_WAITED];
  }
}
