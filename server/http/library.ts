/** @module The scenario library as the server needs it; implemented by `content/library.ts`, and in tests by an object. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';

/** Scenarios by id. */
export interface Library {
  get(id: string): { readonly scenario: Scenario; readonly sha256: string } | undefined;
  list(): readonly { readonly id: string; readonly title: string; readonly summary: string }[];
}
