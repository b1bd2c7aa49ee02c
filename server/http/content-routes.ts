/** @module `/api/catalogue` and `/api/scenarios`: what there is to run, without the solutions. */
import { type Response, Router } from 'express';
import { jsonSchemaOf } from '../../scenarios/schema/json-schema.ts';
import { catalogue, checkAction, type IsolationPreview, previewIsolation } from '../../sim-engine/index.ts';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import { chosen } from '../../sim-engine/model/registry.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { parseChoice } from '../socket/parse-choice.ts';
import { FieldReader } from '../socket/parse-fields.ts';
import type { Library } from './library.ts';
import { sendIssues } from './problem.ts';

/** Answer to a question about a model. */
export interface PreviewAnswer {
  /** Null exactly when there are issues. */
  readonly preview: IsolationPreview | null;
  readonly issues: readonly Issue[];
}

/** Moves belong to a run, not to a scenario. */
const MOVES_LEFT = 'no-moves-left';

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
  router.get('/schemas/:name', (request, response) => {
    const schema = jsonSchemaOf(request.params.name);
    if (schema === undefined)
      return sendIssues(response, [issue('not-found', 'name', 'There is no schema of this name.')]);
    response.json(schema);
  });
  router.get('/scenarios', (_request, response) => {
    response.json(library.list());
  });
  const unknownScenario = (response: Response): void => {
    const known = library.list().map(({ id }) => id);
    sendIssues(response, [issue('scenario-not-found', 'id', `Expected one of ${known.join(', ')}.`)]);
  };
  router.get('/scenarios/:id', (request, response) => {
    const found = library.get(request.params.id);
    if (!found) return unknownScenario(response);
    const { scenario, sha256 } = found;
    response.json({ scenario: { ...scenario, proofs: [] }, sha256, ladder: ladderOf(scenario) });
  });
  router.post('/scenarios/:id/isolation', (request, response) => {
    const found = library.get(request.params.id);
    if (!found) return unknownScenario(response);
    response.json(previewOf(found.scenario, request.body));
  });
  return router;
}

/**
 * @param scenario  any scenario
 * @param body      an isolation model with its parameters and its table, from the wire
 * @returns what it would be under this scenario, or why it cannot be switched to: that too is an answer
 */
export function previewOf(scenario: Scenario, body: unknown): PreviewAnswer {
  const reader = new FieldReader();
  const model = parseChoice(reader, body, '');
  if (reader.issues.length > 0) return { preview: null, issues: reader.issues };
  const found = checkAction(scenario, { type: 'switch-isolation', model }, 0, 0);
  const issues = found.filter(({ code }) => code !== MOVES_LEFT);
  return issues.length > 0 ? { preview: null, issues } : { preview: previewIsolation(scenario, model), issues: [] };
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
      const table = scenario.isolation.id === id ? scenario.isolation.table : undefined;
      const preview = previewIsolation(scenario, chosen(definition, given, table));
      const { parts, priceMicroUsdPerHour } = preview;
      return { id, title, meaning, summary, finer, parts, priceMicroUsdPerHour };
    });
}
