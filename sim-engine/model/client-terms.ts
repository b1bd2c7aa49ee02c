/** @module What may be set of a client, described like the parameters of a registry entry, so that controls follow from it. */
import type { LinkTerms } from './link-terms.ts';
import type { ParamSpec } from './registry.ts';

/** Most retries, and hedges, that a client may be given while a run goes on. */
export const CLIENT_ATTEMPTS_MAX = 20;
/** Longest time that controls offer, milliseconds. */
const PATIENCE_MS_MAX = 10_000;

/** One term of a client. */
export type ClientTerm =
  | {
      readonly kind: 'number';
      readonly term: 'timeoutUs' | 'retries' | 'hedgeAfterUs' | 'hedges';
      readonly spec: ParamSpec;
      /** Engine units in one unit of the description: 1000 where it speaks of milliseconds. */
      readonly scale: number;
    }
  | { readonly kind: 'flag'; readonly term: 'cancels'; readonly label: string; readonly doc: string }
  | {
      readonly kind: 'choice';
      readonly term: 'backoff' | 'budget' | 'breaker';
      readonly label: string;
      /** The registry whose first entry holds where nothing is chosen. */
      readonly registry: 'backoffs' | 'retryBudgets' | 'breakers';
    };

function patience(name: string, label: string, doc: string): ParamSpec {
  return { name, label, unit: 'ms', min: 0, max: PATIENCE_MS_MAX, default: 0, integer: true, doc };
}

function attempts(name: string, label: string, byDefault: number, doc: string): ParamSpec {
  return { name, label, unit: '', min: 0, max: CLIENT_ATTEMPTS_MAX, default: byDefault, integer: true, doc };
}

/** A term of each name: a new one does not compile without its description. */
const BY_NAME: { readonly [K in keyof LinkTerms]-?: ClientTerm & { readonly term: K } } = {
  timeoutUs: {
    kind: 'number',
    term: 'timeoutUs',
    spec: patience('timeoutMs', 'Timeout', 'Longest time that one attempt may take; 0 for any.'),
    scale: 1000,
  },
  cancels: {
    kind: 'flag',
    term: 'cancels',
    label: 'Stop it',
    doc: 'Whether an attempt that is given up is stopped as well; else the system finishes it for nobody.',
  },
  retries: {
    kind: 'number',
    term: 'retries',
    spec: attempts('retries', 'Retries', 0, 'Attempts after the first that failed, timed out or was turned away.'),
    scale: 1,
  },
  backoff: { kind: 'choice', term: 'backoff', label: 'Backoff', registry: 'backoffs' },
  budget: { kind: 'choice', term: 'budget', label: 'Budget', registry: 'retryBudgets' },
  breaker: { kind: 'choice', term: 'breaker', label: 'Breaker', registry: 'breakers' },
  hedgeAfterUs: {
    kind: 'number',
    term: 'hedgeAfterUs',
    spec: patience(
      'hedgeAfterMs',
      'Hedge after',
      'Time after which another attempt is made beside the first; 0 for never.',
    ),
    scale: 1000,
  },
  hedges: {
    kind: 'number',
    term: 'hedges',
    spec: attempts('hedges', 'Hedges', 1, 'How many attempts are made beside the first, at most.'),
    scale: 1,
  },
};

/** Every term of {@link LinkTerms}, in the order in which a call meets them; defaults are those of a client that has none. */
export const CLIENT_TERMS: readonly ClientTerm[] = Object.values(BY_NAME);
