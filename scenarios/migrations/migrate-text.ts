/** @module Brings the text of a scenario file to the newest format, with its comments, blank lines and layout. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { PlacedIssue } from '../schema/placed-issue.ts';
import { readYaml } from '../schema/read-yaml.ts';
import { MIGRATIONS } from './index.ts';
import type { Migration, ScenarioDocument } from './migration.ts';

/** What became of a file. */
export type Migrated =
  | { readonly kind: 'unreadable'; readonly issues: readonly PlacedIssue[] }
  /** The format is newer than this program, or no number. */
  | { readonly kind: 'unknown-format'; readonly found: string; readonly newest: number }
  | { readonly kind: 'current'; readonly format: number }
  | {
      readonly kind: 'migrated';
      readonly from: number;
      readonly to: number;
      readonly text: string;
      /** What each step changed. */
      readonly steps: readonly string[];
    };

/** Lines are left as long as they are. */
const AS_WRITTEN = { lineWidth: 0, flowCollectionPadding: true } as const;

/**
 * @param text        the whole file
 * @param migrations  the steps; those of the registry unless a test says otherwise
 * @returns the file in the newest format, or why not; a text that needs no step is not touched
 */
export function migrateText(text: string, migrations: readonly Migration[] = MIGRATIONS): Migrated {
  // The same guard as everywhere: no hostile text reaches the parser that keeps comments.
  const { root, issues } = readYaml(text);
  if (root === undefined || issues.size > 0) return { kind: 'unreadable', issues: issues.list() };
  const document = parseDocument(text, { keepSourceTokens: true, schema: 'core' });
  const newest = migrations.length + 1;
  if (!isTopMap(document)) return { kind: 'unknown-format', found: 'no keys', newest };
  const written = document.get('format', true);
  const from = written === undefined ? 1 : isScalar(written) ? written.value : null;
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1 || from > newest)
    return { kind: 'unknown-format', found: String(written), newest };
  if (from === newest) return { kind: 'current', format: newest };
  const steps = migrations.slice(from - 1);
  for (const step of steps) step.apply(document);
  document.set('format', newest);
  return {
    kind: 'migrated',
    from,
    to: newest,
    text: document.toString(AS_WRITTEN),
    steps: steps.map((each) => each.summary),
  };
}

function isTopMap(document: ReturnType<typeof parseDocument>): document is ScenarioDocument {
  return isMap(document.contents);
}
