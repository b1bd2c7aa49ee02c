/** @module A media query as a value; widths are written in em, so that 200 % text counts as a narrower window. */
import { useCallback, useSyncExternalStore } from 'react';

/** The bench as drawn: nothing is folded away. */
export const WIDE = '(min-width: 90em)';
/** Room for the flat twin beside a scene in 3D. */
export const BESIDE = '(min-width: 105em)';
/** The smallest bench: below it, results and tables only. */
export const BENCH = '(min-width: 64em)';

/** The reader wants nothing to move by itself. */
export const REDUCED_MOTION = '(prefers-reduced-motion: reduce)';

/** One list per query: a new one for every look would have the browser match it anew each time. */
const lists = new Map<string, MediaQueryList>();

function listOf(query: string): MediaQueryList {
  const known = lists.get(query) ?? matchMedia(query);
  lists.set(query, known);
  return known;
}

/** @param query  a media query */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = listOf(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => listOf(query).matches);
}
