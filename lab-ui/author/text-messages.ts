/** @module What the author's page and its text worker say to each other. */
import type { Completions } from '../../scenarios/authoring/completions.ts';
import type { Hover } from '../../scenarios/authoring/hover.ts';
import type { ToldIssue } from '../../scenarios/schema/code-frame.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';

/** Where a tenant is named in the text. */
export interface TenantPlace {
  readonly from: number;
  /** In the scenario's order. */
  readonly index: number;
}

/** What a text says, or what is wrong with it. */
export interface TextReading {
  readonly told: readonly ToldIssue[];
  /** Null exactly when something is wrong. */
  readonly scenario: Scenario | null;
  readonly tenants: readonly TenantPlace[];
  /** Line of each solution, objective and event by its id, from 1. */
  readonly lines: Readonly<Record<'proofs' | 'objectives' | 'timeline', Readonly<Record<string, number>>>>;
  /** How long reading took, milliseconds. */
  readonly tookMs: number;
}

/** Questions to the text worker, and their answers. */
export interface TextQuestions {
  readonly read: { readonly ask: { readonly file: string; readonly text: string }; readonly answer: TextReading };
  readonly complete: { readonly ask: { readonly text: string; readonly offset: number }; readonly answer: Completions };
  readonly hover: { readonly ask: { readonly text: string; readonly offset: number }; readonly answer: Hover | null };
}

export type TextQuestion = keyof TextQuestions;

export type TextRequest = {
  [Q in TextQuestion]: { readonly id: number; readonly question: Q } & TextQuestions[Q]['ask'];
}[TextQuestion];

export interface TextReply {
  readonly id: number;
  readonly answer: TextQuestions[TextQuestion]['answer'];
}
