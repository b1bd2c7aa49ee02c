/** @module Loads one scenario file: bounded text in, the engine's scenario and its hash out. */

import { TEXT_BYTES_MAX } from '../../scenarios/schema/check-text.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import type { PlacedIssue } from '../../scenarios/schema/placed-issue.ts';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { contentHash } from './canonical-json.ts';
import { readTextFile } from './read-text-file.ts';

/** A scenario with the name that its content gives it. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  /** sha256 (hex) of the scenario's canonical JSON. */
  readonly sha256: string;
  /** The file as its author wrote it. */
  readonly text: string;
}

/** `unreadable`: there is no text; `invalid`: the text is no scenario. */
export type ScenarioLoad =
  | ({ readonly kind: 'loaded' } & LoadedScenario)
  | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }
  | {
      readonly kind: 'invalid';
      readonly issues: readonly PlacedIssue[];
      /** The file as its author wrote it; undefined where it could not be read as text. */
      readonly text?: string;
    };

/** The file is there, and what it holds is refused as a whole: such an issue stands at its beginning. */
const ABOUT_CONTENT: readonly string[] = ['file-too-large', 'not-utf8'];

/** @param path  a scenario file */
export function loadScenario(path: string): ScenarioLoad {
  const file = readTextFile(path, TEXT_BYTES_MAX);
  if (!file.ok) {
    const about = file.issues.filter(({ code }) => ABOUT_CONTENT.includes(code));
    if (about.length === 0) return { kind: 'unreadable', issues: file.issues };
    const message = (each: Issue): string => each.message.slice(`${path}: `.length);
    return { kind: 'invalid', issues: about.map((each) => ({ ...each, message: message(each), line: 1, column: 1 })) };
  }
  const { scenario, issues } = parseScenario(file.value);
  if (scenario === undefined) return { kind: 'invalid', issues, text: file.value };
  return { kind: 'loaded', scenario, sha256: contentHash(scenario), text: file.value };
}
