/** @module What the comparison keeps in its address: window, tenant, form, which requests, and whether both benches are open. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { FORMS, type Form } from '../state/bench-query.ts';

/** Reads and writes the query; a change replaces the address. */
export interface CompareQuery {
  readonly form: Form;
  /** Tenant whose difference is drawn; null: the neighbours together. */
  readonly tenant: string | null;
  /** Seconds, as written; null: the beginning, the end. */
  readonly from: string | null;
  readonly to: string | null;
  /** The whole of both runs, although their ends differ. */
  readonly whole: boolean;
  /** Only the requests that B rescued. */
  readonly rescued: boolean;
  readonly benches: boolean;
  /** @param changes  null takes a name out */
  change(changes: Readonly<Record<string, string | null>>): void;
}

/** @returns what stands in the address, and how to change it */
export function useCompareQuery(): CompareQuery {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (changes: Readonly<Record<string, string | null>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  return useMemo(
    () => ({
      form: FORMS.find((known) => known === params.get('form')) ?? 'picture',
      tenant: params.get('tenant'),
      from: params.get('from'),
      to: params.get('to'),
      whole: params.has('whole'),
      rescued: params.has('rescued'),
      benches: params.has('benches'),
      change,
    }),
    [params, change],
  );
}

/** Address of a comparison. */
export function comparePath(a: string, b: string): string {
  return `/compare/${encodeURIComponent(a)}/${encodeURIComponent(b)}`;
}
