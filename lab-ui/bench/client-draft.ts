/** @module What the clients panel holds: the terms in force, read from scenario and actions, and those that were changed. */
import { CLIENT_TERMS, type ClientTerm } from '../../sim-engine/model/client-terms.ts';
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import type { Choice, Definition } from '../../sim-engine/model/registry.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { BenchData } from '../state/bench-data.ts';
import { formatMs } from '../text/format.ts';

/** Stands for the clients of all tenants. */
export const EVERYBODY = '';

/** Registries that terms choose from. */
export type ClientRegistries = Readonly<
  Record<Extract<ClientTerm, { kind: 'choice' }>['registry'], readonly Definition[]>
>;

/**
 * @param tenant  id, or {@link EVERYBODY}
 * @returns the terms in force: of everybody those that all clients have alike
 */
export function termsInForce(data: BenchData, tenant: string): LinkTerms {
  const all = data.scenario.tenants
    .filter(({ id }) => tenant === EVERYBODY || id === tenant)
    .map(({ id, client }): LinkTerms => {
      const changes = data.actions.flatMap(({ action }) =>
        action.type === 'set-client' && (action.tenant ?? id) === id ? [action.client] : [],
      );
      return Object.assign({}, client, ...changes) as LinkTerms;
    });
  const [first = {}] = all;
  const alike = CLIENT_TERMS.filter(({ term }) =>
    all.every((terms) => JSON.stringify(terms[term]) === JSON.stringify(first[term])),
  );
  return Object.fromEntries(
    alike.flatMap(({ term }) => (first[term] === undefined ? [] : [[term, first[term]]])),
  ) as LinkTerms;
}

/** @returns what a term of the kind "choice" holds: what was set, else the registry's first entry */
export function chosenOf(registry: readonly Definition[], choice: Choice | undefined): Choice | null {
  const definition = registry.find(({ id }) => id === choice?.id) ?? registry[0];
  return definition ? { id: definition.id, params: withDefaults(definition, choice?.params ?? {}) } : null;
}

/** @param changes  only the terms that were changed; the others stay as they are */
export function clientAction(tenant: string, changes: LinkTerms): Action {
  return { type: 'set-client', ...(tenant === EVERYBODY ? {} : { tenant }), client: changes };
}

/**
 * @param terms       in force, or changed
 * @param registries  for the titles of what is chosen
 * @returns "timeout 500 ms, retries 3", or an empty text where nothing is set
 */
export function clientWords(terms: LinkTerms, registries: ClientRegistries): string {
  return CLIENT_TERMS.flatMap((each): string[] => {
    if (each.kind === 'flag') {
      const value = terms[each.term];
      return value === undefined ? [] : [value ? 'stops what it gives up' : 'lets go on what it gives up'];
    }
    if (each.kind === 'number') {
      const value = terms[each.term];
      if (value === undefined) return [];
      return [`${each.spec.label.toLowerCase()} ${each.scale === 1 ? value : formatMs(value)}`];
    }
    const choice = terms[each.term];
    if (choice === undefined) return [];
    const title = registries[each.registry].find(({ id }) => id === choice.id)?.title ?? choice.id;
    return [`${each.label.toLowerCase()}: ${title.toLowerCase()}`];
  }).join(', ');
}
