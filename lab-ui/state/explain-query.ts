/** @module What is asked to be explained, in the address: `explain=32-58`, with `ms=300-10000`, `of=all` and `base=outside` where they are not as usual. */
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { BaselineChoice } from '../../sim-engine/explain/explanation.ts';
import type { Brush } from '../charts/chart.ts';

/** Which other requests may be compared with. */
export const BASELINES = ['before', 'outside'] as const;
/** One of them. */
export type BaselineKind = (typeof BASELINES)[number];

/** What stands in the query, and how to change it. */
export interface ExplainQuery {
  /** Null while nothing is explained. */
  readonly brush: Brush | null;
  /** Whether everybody is asked about rather than the tenant in focus. */
  readonly everybody: boolean;
  readonly baseline: BaselineKind;
  /** The same for the engine. */
  readonly choice: BaselineChoice;
  open(brush: Brush): void;
  close(): void;
  setEverybody(everybody: boolean): void;
  setBaseline(kind: BaselineKind): void;
}

/** Reads and writes the query; a change replaces the address. */
export function useExplainQuery(): ExplainQuery {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (values: Readonly<Record<string, string | null>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const explain = params.get('explain');
  const ms = params.get('ms');
  const everybody = params.get('of') === 'all';
  const baseline = BASELINES.find((known) => known === params.get('base')) ?? 'before';
  return useMemo(
    () => ({
      brush: brushIn(explain, ms),
      everybody,
      baseline,
      choice: { kind: baseline },
      open: (brush) => change({ explain: span(brush.fromUs / 1e6, brush.toUs / 1e6), ms: latencies(brush) }),
      close: () => change({ explain: null, ms: null, of: null, base: null }),
      setEverybody: (all) => change({ of: all ? 'all' : null }),
      setBaseline: (kind) => change({ base: kind === 'before' ? null : kind }),
    }),
    [explain, ms, everybody, baseline, change],
  );
}

/** @returns the stretch that an address names; null where it names none that could be */
export function brushIn(explain: string | null, ms: string | null): Brush | null {
  const time = spanIn(explain);
  if (time === null) return null;
  const range = spanIn(ms);
  const brush = { fromUs: Math.round(time.from * 1e6), toUs: Math.round(time.to * 1e6) };
  return range === null ? brush : { ...brush, latencyUs: { low: range.from * 1000, high: range.to * 1000 } };
}

function spanIn(text: string | null): { readonly from: number; readonly to: number } | null {
  const found = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text ?? '');
  if (found === null) return null;
  const [from, to] = [Number(found[1]), Number(found[2])];
  return from < to ? { from, to } : null;
}

function latencies({ latencyUs }: Brush): string | null {
  return latencyUs === undefined ? null : span(latencyUs.low / 1000, latencyUs.high / 1000);
}

function span(from: number, to: number): string {
  return `${Number(from.toFixed(3))}-${Number(to.toFixed(3))}`;
}
