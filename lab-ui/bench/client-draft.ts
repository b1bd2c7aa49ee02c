/** @module What the client panel holds: a tenant's client as it is in force, and what of it is to be changed. */
import type { LinkTerms } from '../../sim-engine/model/link-terms.ts';
import type { Choice, ParamSpec } from '../../sim-engine/model/registry.ts';
import type { BenchData } from '../state/bench-data.ts';

/** Stands for the clients of all tenants. */
export const EVERYBODY = '';

const US_PER_MS = 1000;

/** Numbers of a client, in the units in which they are shown. */
export const CLIENT_SPECS = {
  timeoutMs: {
    name: 'timeoutMs',
    label: 'Timeout',
    unit: 'ms',
    min: 0,
    max: 60_000,
    default: 0,
    integer: true,
    doc: 'The longest time an attempt may take; 0 for any.',
  },
  retries: {
    name: 'retries',
    label: 'Retries',
    unit: '',
    min: 0,
    max: 20,
    default: 0,
    integer: true,
    doc: 'Attempts after the first one has failed or timed out.',
  },
  hedgeAfterMs: {
    name: 'hedgeAfterMs',
    label: 'Hedge after',
    unit: 'ms',
    min: 0,
    max: 60_000,
    default: 0,
    integer: true,
    doc: 'The time after which a second attempt is made beside the first; 0 for never.',
  },
} satisfies Record<string, ParamSpec>;

/** A client, every term said. */
export interface ClientDraft {
  readonly timeoutMs: number;
  readonly cancels: boolean;
  readonly retries: number;
  /** Ids and parameters; empty ids for none. */
  readonly backoff: Choice;
  readonly budget: Choice;
  readonly breaker: Choice;
  readonly hedgeAfterMs: number;
}

const NONE: Choice = { id: '', params: {} };

/**
 * @param tenant  whose client, or {@link EVERYBODY}, which is read as that of the first
 * @returns its terms after all that was done in the run so far
 */
export function clientInForce(data: BenchData, tenant: string): ClientDraft {
  const { tenants } = data.scenario;
  const whose = tenants.find(({ id }) => id === tenant) ?? tenants[0];
  const changes = data.actions.flatMap(({ action }) =>
    action.type === 'set-client' && (action.tenant === undefined || action.tenant === whose?.id) ? [action.client] : [],
  );
  const terms: LinkTerms = Object.assign({}, whose?.client, ...changes);
  return {
    timeoutMs: (terms.timeoutUs ?? 0) / US_PER_MS,
    cancels: terms.cancels ?? false,
    retries: terms.retries ?? 0,
    backoff: terms.backoff ?? NONE,
    budget: terms.budget ?? NONE,
    breaker: terms.breaker ?? NONE,
    hedgeAfterMs: (terms.hedgeAfterUs ?? 0) / US_PER_MS,
  };
}

/** @returns the terms in which a draft differs from what is in force */
export function changedTerms(held: ClientDraft, draft: ClientDraft): LinkTerms {
  const differs = (key: keyof ClientDraft): boolean => JSON.stringify(held[key]) !== JSON.stringify(draft[key]);
  const choice = (key: 'backoff' | 'budget' | 'breaker') =>
    differs(key) && draft[key].id !== '' ? { [key]: draft[key] } : {};
  return {
    ...(differs('timeoutMs') ? { timeoutUs: Math.round(draft.timeoutMs * US_PER_MS) } : {}),
    ...(differs('cancels') ? { cancels: draft.cancels } : {}),
    ...(differs('retries') ? { retries: draft.retries } : {}),
    ...choice('backoff'),
    ...choice('budget'),
    ...choice('breaker'),
    ...(differs('hedgeAfterMs') ? { hedgeAfterUs: Math.round(draft.hedgeAfterMs * US_PER_MS) } : {}),
  };
}

/** @returns "500 ms, 3 retries": a client in a few words */
export function clientWords({ timeoutMs, retries, hedgeAfterMs }: ClientDraft): string {
  const parts = [
    timeoutMs > 0 ? `timeout ${timeoutMs} ms` : 'no timeout',
    retries === 1 ? '1 retry' : `${retries === 0 ? 'no' : retries} retries`,
    ...(hedgeAfterMs > 0 ? [`hedge after ${hedgeAfterMs} ms`] : []),
  ];
  return parts.join(', ');
}
