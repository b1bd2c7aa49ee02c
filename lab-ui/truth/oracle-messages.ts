/** @module What the truth page and the worker that runs the oracles say to each other. */
import type { OracleReport } from '../../sim-engine/oracle/oracle.ts';

/** An oracle before it has run. */
export interface OracleListing {
  readonly id: string;
  readonly title: string;
  /** Where its closed forms come from. */
  readonly source: string;
  /** The closed forms in one line. */
  readonly formula: string;
}

/** Mean wait of the k-th request over many runs that start empty. */
export interface WarmUpCurve {
  /** Runs so far. */
  readonly runs: number;
  readonly runsWanted: number;
  /** Mean wait of request 1, 2, 3, ...; seconds. */
  readonly meanWaitSec: readonly number[];
  /** What the closed form says of the steady state, seconds. */
  readonly closedFormSec: number;
  /** Requests that MSER-5 leaves out at the beginning, or null where it finds no steady state. */
  readonly leftOut: number | null;
}

/** Page to worker. */
export type OracleRequest =
  | { readonly type: 'list' }
  | { readonly type: 'run'; readonly id: string }
  | { readonly type: 'warm-up' };

/** Worker to page. */
export type OracleReply =
  | { readonly type: 'list'; readonly engineVersion: string; readonly oracles: readonly OracleListing[] }
  | { readonly type: 'begun'; readonly id: string }
  | { readonly type: 'report'; readonly report: OracleReport }
  | { readonly type: 'warm-up'; readonly curve: WarmUpCurve };
