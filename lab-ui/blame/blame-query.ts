/** @module What the page keeps in its address: copying it reproduces the view. */
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import { type Figure, ORDERS, type Order, type Pair } from './matrix.ts';
import { ALL } from './resources.ts';
import { defaultWindow } from './windows.ts';

/** By what harm is told. */
export const METHODS = ['blame', 'removal', 'both'] as const;
export type Method = (typeof METHODS)[number];
export const methodLabels: Readonly<Record<Method, string>> = { blame: 'Blame', removal: 'Removal', both: 'Both' };

/** The view as the address has it. */
export interface BlameQuery {
  readonly fromUs: number;
  readonly toUs: number;
  readonly method: Method;
  readonly figure: Figure;
  readonly facet: string;
  readonly order: Order;
  /** Null opens the worst. */
  readonly cell: Pair | null;
  /** Number of the victim's request; null chooses the one that the culprit cost most. */
  readonly request: number | null;
  /** Changes some of it; null takes a parameter away. The address is replaced, no step is added to the history. */
  change(next: Readonly<Record<string, string | null>>): void;
}

/** @param inputs  of the run */
export function useBlameQuery(inputs: RunInputs): BlameQuery {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const span = defaultWindow(inputs);
    const fromUs = instant(params.get('from'), inputs.simulatedUs) ?? span.fromUs;
    const toUs = instant(params.get('to'), inputs.simulatedUs) ?? span.toUs;
    const isSpan = fromUs < toUs;
    const culprit = params.get('culprit');
    const victim = params.get('victim');
    return {
      fromUs: isSpan ? fromUs : span.fromUs,
      toUs: isSpan ? toUs : span.toUs,
      method: METHODS.find((known) => known === params.get('method')) ?? 'blame',
      figure: params.get('figure') === 'mean' ? 'mean' : 'p99',
      facet: params.get('resource') ?? ALL,
      order: ORDERS.find((known) => known === params.get('order')) ?? 'harm',
      cell: culprit !== null && victim !== null ? { culprit, victim } : null,
      request: wholeNumber(params.get('request')),
      change: (next) =>
        setParams(
          (before) => {
            const after = new URLSearchParams(before);
            for (const [name, value] of Object.entries(next)) {
              if (value === null) after.delete(name);
              else after.set(name, value);
            }
            return after;
          },
          { replace: true },
        ),
    };
  }, [params, setParams, inputs]);
}

/** @returns seconds in the address as microseconds within the run, or null */
function instant(text: string | null, simulatedUs: number): number | null {
  const seconds = text === null || text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(seconds) || seconds < 0) return null;
  return Math.min(Math.round(seconds * 1e6), simulatedUs);
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** @returns an instant as the address writes it: seconds, as many decimals as it takes */
export function secondsText(us: number): string {
  return String(us / 1e6);
}
