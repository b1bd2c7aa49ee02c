/** @module From the text of a scenario file to the engine's scenario, or to everything that is wrong with it. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { checkGrading } from './check-grading.ts';
import { checkWorld } from './check-world.ts';
import { compileScenario } from './compile-scenario.ts';
import { knownIds } from './known-ids.ts';
import type { Located } from './located.ts';
import type { IssueList, PlacedIssue } from './placed-issue.ts';
import { readSections } from './read-sections.ts';
import { readYaml } from './read-yaml.ts';
import { scenarioSchema } from './scenario-schema.ts';
import { readBySchema } from './schema-issues.ts';

/** A scenario exactly when there are no issues. */
export interface ParsedScenario {
  readonly scenario?: Scenario;
  readonly issues: readonly PlacedIssue[];
}

/**
 * Reads a scenario file.
 *
 * @param text  the whole file, decoded from UTF-8
 * @returns the scenario in engine units, or every issue with its line and column in the order of the text; never throws
 */
export function parseScenario(text: string): ParsedScenario {
  const { root: _, ...parsed } = parseLocated(text);
  return parsed;
}

/**
 * The same with the places of all values, for editors.
 *
 * @param text  the whole file, decoded from UTF-8
 */
export function parseLocated(text: string): ParsedScenario & { readonly root: Located | undefined } {
  const { root, issues } = readYaml(text);
  return { root, ...parsed(root, issues) };
}

function parsed(root: Located | undefined, issues: IssueList): ParsedScenario {
  if (root === undefined) return { issues: issues.list() };
  if (root.kind !== 'map') {
    issues.add(
      0,
      'wrong-type',
      '',
      `found a ${root.kind === 'list' ? 'list' : 'single value'}, expected keys and values: begin with \`id:\``,
    );
    return { issues: issues.list() };
  }
  const draft = readSections(root, issues);
  const known = knownIds(draft);
  checkWorld(draft, known);
  checkGrading(draft, known);
  if (issues.size > 0) return { issues: issues.list() };
  const written = readBySchema(scenarioSchema, root, [], draft.plain, issues);
  return written === undefined ? { issues: issues.list() } : { scenario: compileScenario(written), issues: [] };
}
