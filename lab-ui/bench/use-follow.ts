/** @module The request that the address names: fetched once, put before the clock, taken away with the address. */
import { useCallback, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { type Followed, followed, followOf } from '../state/follow.ts';
import { useBench, useSession } from './bench-context.tsx';

/** A request that is followed, and how that ends. */
export interface Following {
  /** Null while it is being looked up, and where there is none. */
  readonly followed: Followed | null;
  /** What the address names while nothing is known of it; null otherwise. */
  readonly lookedUp: { readonly tenant: string; readonly number: number } | null;
  stop(): void;
}

export function useFollow(): Following {
  const { time, store } = useSession();
  const [params, setParams] = useSearchParams();
  const word = params.get('follow');
  const isBegun = useBench((data) => data.simulatedUs > 0);
  const [found, setFound] = useState<Followed | null>(null);
  const stop = useCallback(
    () =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete('follow');
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  useEffect(() => {
    const wanted = followOf(word);
    let left = false;
    if (wanted !== null && isBegun) {
      void time.path(wanted.tenant, wanted.number).then((trace) => {
        if (left) return;
        if (trace === null) {
          stop();
          return;
        }
        const way = followed(trace, store.data?.topology ?? null);
        time.follow(way.name);
        setFound(way);
      });
    }
    return () => {
      left = true;
      time.follow(null);
      setFound(null);
    };
  }, [word, isBegun, time, store, stop]);
  return { followed: found, lookedUp: found === null ? followOf(word) : null, stop };
}
