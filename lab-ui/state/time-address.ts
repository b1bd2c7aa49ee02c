/** @module The moment shown, the loop and the bookmarks in the page's address, so that the address reproduces the view. */
import { useSelector } from '@xstate/react';
import { useCallback, useEffect, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { FocusStore } from './focus-store.ts';
import type { PlaybackClock } from './playback-clock.ts';
import { paceOf, type Span } from './playback-machine.ts';

/** Most bookmarks in an address. */
const MARKS_MAX = 32;

/** Bookmarks, and how to change them. */
export interface TimeQuery {
  /** Ascending, microseconds. */
  readonly marksUs: readonly number[];
  /** Sets a bookmark, or takes it away where one stands. */
  mark(atUs: number): void;
}

/** @returns a moment as it stands in an address: seconds with no more digits than it needs */
export function momentWord(us: number): string {
  return String(us / 1e6);
}

/** @returns the moment in microseconds, or null for anything else */
export function momentOf(word: string | null): number | null {
  const seconds = word === null || word === '' ? Number.NaN : Number(word);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.round(seconds * 1e6) : null;
}

/** @returns a span written `30-40`, or null for anything else */
export function spanOf(word: string | null): Span | null {
  const [from, to] = (word ?? '').split('-').map(momentOf);
  return from !== undefined && to !== undefined && from !== null && to !== null && from < to
    ? { fromUs: from, toUs: to }
    : null;
}

/** The bookmarks of the address. */
export function useTimeQuery(): TimeQuery {
  const [params, setParams] = useSearchParams();
  const word = params.get('marks') ?? '';
  const marksUs = useMemo(
    () =>
      word
        .split(',')
        .map(momentOf)
        .filter((us) => us !== null)
        .slice(0, MARKS_MAX)
        .sort((a, b) => a - b),
    [word],
  );
  const mark = useCallback(
    (atUs: number) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          const others = marksUs.filter((us) => us !== atUs);
          const marks = others.length === marksUs.length ? [...marksUs, atUs].sort((a, b) => a - b) : others;
          if (marks.length === 0) next.delete('marks');
          else next.set('marks', marks.map(momentWord).join(','));
          return next;
        },
        { replace: true },
      ),
    [setParams, marksUs],
  );
  return useMemo(() => ({ marksUs, mark }), [marksUs, mark]);
}

/**
 * Keeps address and playback together: the address leads once, when the page opens; then the playback does. Loop and bookmarks
 * are put where every chart sees them.
 *
 * @param isOpen  false as long as there is nothing to go back in
 */
export function useClockInAddress(clock: PlaybackClock, focus: FocusStore, isOpen: boolean): void {
  const [params, setParams] = useSearchParams();
  const { marksUs } = useTimeQuery();
  const pace = useSelector(clock.playback, ({ value }) => paceOf(value));
  const { atUs, loop } = useSelector(clock.playback, ({ context }) => context);
  useEffect(() => {
    if (!isOpen) return;
    const opened = new URLSearchParams(window.location.search);
    const loopThen = spanOf(opened.get('loop'));
    if (loopThen !== null) clock.loop(loopThen.fromUs, loopThen.toUs);
    const atThen = momentOf(opened.get('at'));
    if (atThen !== null) clock.seek(atThen);
  }, [clock, isOpen]);
  useEffect(() => {
    focus.set({ loop, bookmarksUs: marksUs });
  }, [focus, loop, marksUs]);
  // While the moment moves by itself or under the hand the address stays: browsers refuse hundreds of changes a second.
  const settled = pace === 'live' || pace === 'paused';
  const at = atUs === null ? null : momentWord(atUs);
  const span = loop === null ? null : `${momentWord(loop.fromUs)}-${momentWord(loop.toUs)}`;
  const current = `${params.get('at')} ${params.get('loop')}`;
  useEffect(() => {
    if (!isOpen || !settled || current === `${at} ${span}`) return;
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of [
          ['at', at],
          ['loop', span],
        ] as const) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  }, [isOpen, settled, at, span, current, setParams]);
}
