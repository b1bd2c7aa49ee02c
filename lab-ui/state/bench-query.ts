/** @module What the bench keeps in its address: the tenant in focus and the form of every view. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';

/** A view as a picture, as a table, or in words. */
export const FORMS = ['picture', 'table', 'sentence'] as const;

/** One of the forms. */
export type Form = (typeof FORMS)[number];

/** What the forms are called. */
export const formLabels: Readonly<Record<Form, string>> = { picture: 'Picture', table: 'Table', sentence: 'Sentence' };

/** What stands in the query, and how to change it. */
export interface BenchQuery {
  /** Id of the tenant in focus, or null where the address names none. */
  readonly tenant: string | null;
  readonly form: Form;
  setTenant(id: string): void;
  setForm(form: Form): void;
}

/** Reads and writes the query; a change replaces the address, it adds no step to the history. */
export function useBenchQuery(): BenchQuery {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (name: string, value: string) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const tenant = params.get('tenant');
  const form = FORMS.find((known) => known === params.get('form')) ?? 'picture';
  return useMemo(
    () => ({ tenant, form, setTenant: (id) => change('tenant', id), setForm: (next) => change('form', next) }),
    [tenant, form, change],
  );
}

/** Address of a run on the bench. */
export function benchPath(scenarioId: string, runId: string): string {
  return `/lab/${encodeURIComponent(scenarioId)}/${encodeURIComponent(runId)}`;
}

/** Address of the page that says who hurts whom in a run. */
export function blamePath(scenarioId: string, runId: string): string {
  return `${benchPath(scenarioId, runId)}/blame`;
}
