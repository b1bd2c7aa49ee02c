/** @module `/api/catalogue` and `/api/scenarios`: what there is to run, without the solutions. */
import { Router } from 'express';
import { catalogue, previewIsolation } from '../../sim-engine/index.ts';
import { issue } from '../../sim-engine/kernel/result.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { Library } from './library.ts';
import { sendIssues } from './problem.ts';

/** One isolation model as the ladder shows it, known before anything runs. */
export interface LadderRung {
  readonly id: string;
  readonly title: string;
  /** Two or three words. */
  readonly meaning: string;
  readonly summary: string;
  /** True for a step between the main ones. */
  readonly finer: boolean;
  /** Into how many parts the tier is divided; 1 is one for all. */
  readonly parts: { readonly app: number; readonly cache: number; readonly database: number };
  readonly priceMicroUsdPerHour: number;
}

/** @param library  the scenarios */
export function contentRoutes(library: Library): Router {
  const router = Router();
  router.get('/catalogue', (_request, response) => {
    response.json(catalogue);
  });
  router.get('/scenarios', (_request, response) => {
    response.json(library.list());
  });
  router.get('/scenarios/:id', (request, response) => {
    const found = library.get(request.params.id);
    if (!found) {
      const known = library.list().map(({ id }) => id);
      return sendIssues(response, [issue('scenario-not-found', 'id', `Expected one of ${known.join(', ')}.`)]);
    }
    const { scenario, sha256 } = found;
    response.json({ scenario: { ...scenario, proofs: [] }, sha256, ladder: ladderOf(scenario) });
  });
  return router;
}

/**
 * @param scenario  any scenario
 * @returns the models the learner may switch to, and the one it starts with, from shared to dedicated
 */
export function ladderOf(scenario: Scenario): readonly LadderRung[] {
  const offered = new Set([scenario.isolation.id, ...scenario.rights.isolation]);
  return catalogue.isolation
    .filter(({ id }) => offered.has(id))
    .map((definition) => {
      const { id, title, meaning, summary, finer } = definition;
      const given = scenario.isolation.id === id ? scenario.isolation.params : {};
      const preview = previewIsolation(scenario, { id, params: withDefaults(definition, given) });
      const { parts, priceMicroUsdPerHour } = preview;
      return { id, title, meaning, summary, finer, parts, priceMicroUsdPerHour };
    });
}
