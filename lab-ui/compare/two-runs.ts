/** @module The two runs of a comparison, as the page holds them. */
import type { Analysed } from '../analysis/analysis-context.tsx';
import type { Titles } from './run-names.ts';

/** Both runs, each with a worker of its own; a worker starts with the first question. */
export interface TwoRuns {
  readonly byId: Readonly<Record<string, Analysed>>;
  readonly titles: Titles;
}
