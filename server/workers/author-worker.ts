/** @module Entry of the author's thread: reads scenario texts and proves scenarios, so that the server's own thread never does. */
import { type ToldIssue, tellIssues } from '../../scenarios/schema/code-frame.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { contentHash } from '../content/canonical-json.ts';
import { type ProofReport, type ProofTask, prove } from '../headless/prove.ts';

/** A text that was read. */
export interface ReadText {
  /** Everything that is wrong, told as the command tells it. */
  readonly told: readonly ToldIssue[];
  /** Null exactly when there are issues. */
  readonly content: { readonly scenario: Scenario; readonly sha256: string } | null;
}

export type AuthorRequest =
  | { readonly kind: 'read'; readonly file: string; readonly text: string }
  | { readonly kind: 'prove'; readonly task: ProofTask };

export type AuthorReply =
  | { readonly kind: 'read'; readonly read: ReadText }
  | { readonly kind: 'prove'; readonly report: ProofReport };

/** @param request  what to do */
export default function answer(request: AuthorRequest): AuthorReply {
  if (request.kind === 'prove') return { kind: 'prove', report: prove(request.task) };
  const { file, text } = request;
  const { scenario, issues } = parseScenario(text);
  const content = scenario === undefined ? null : { scenario, sha256: contentHash(scenario) };
  return { kind: 'read', read: { told: tellIssues(file, text, issues), content } };
}
