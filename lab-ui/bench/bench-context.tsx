/** @module What every part of the bench may read and ask: hooks over the session, at the pace of words, not of frames. */
import { useSelector } from '@xstate/react';
import { createContext, type ReactNode, useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { Control } from '../../sim-engine/protocol/messages.ts';
import { PageMisuse } from '../parts/page-misuse.ts';
import type { BenchData } from '../state/bench-data.ts';
import type { BenchStateName, BenchContext as MachineContext } from '../state/bench-machine.ts';
import { type Pace, type PlaybackContext, paceOf } from '../state/playback-machine.ts';
import type { BenchSession } from './bench-session.ts';
import type { TimeNews } from './time-machine.ts';

const SessionContext = createContext<BenchSession | null>(null);

/** Makes a session available to everything below. */
export function BenchProvider({ session, children }: { session: BenchSession; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session; only below {@link BenchProvider}. */
export function useSession(): BenchSession {
  const session = useContext(SessionContext);
  if (session === null) throw new PageMisuse('no-session', 'useSession: no BenchProvider above this component');
  return session;
}

/**
 * A value computed from the run, renewed about six times a second.
 *
 * @param select  pure; gets the newest data
 * @param same    true when two values need no new drawing; identity by default
 */
export function useBench<T>(select: (data: BenchData) => T, same: (a: T, b: T) => boolean = Object.is): T {
  const { store } = useSession();
  const kept = useRef<{ readonly data: BenchData; readonly select: unknown; readonly value: T } | null>(null);
  const read = useCallback((): T => {
    const data = store.data;
    if (data === null) throw new PageMisuse('not-open', 'useBench: the run is not open yet');
    const before = kept.current;
    if (before && before.data === data && before.select === select) return before.value;
    const next = select(data);
    const value = before && same(before.value, next) ? before.value : next;
    kept.current = { data, select, value };
    return value;
  }, [store, select, same]);
  return useSyncExternalStore(store.subscribe, read);
}

/** The newest data, renewed about six times a second. */
export function useBenchData(): BenchData {
  return useBench(everything);
}

const everything = (data: BenchData) => data;

/** The data of one instant, with how many ticks it had: the list of them grows in place. */
interface Measured {
  readonly data: BenchData;
  readonly ticks: number;
}

/**
 * The newest data, renewed with each half second that was measured and with each change of the system, not in between: for whatever
 * says nothing of single instants. While the run stands still, or a moment in the past is shown, it is as new as {@link useBenchData}.
 */
export function useMeasuredData(): BenchData {
  return useBench(withTicks, sameMeasures).data;
}

const withTicks = (data: BenchData): Measured => ({ data, ticks: data.ticks.length });

function sameMeasures(a: Measured, b: Measured): boolean {
  if (a.data === b.data) return true;
  if (b.data.status !== 'running' || b.data.head !== null) return false;
  return a.ticks === b.ticks && STEADY.every((name) => a.data[name] === b.data[name]);
}

const STEADY = [
  'scenario',
  'ladder',
  'status',
  'speed',
  'ticks',
  'topology',
  'log',
  'objectives',
  'actions',
  'movesUsed',
  'digest',
  'head',
] as const satisfies readonly (keyof BenchData)[];

/** State of the run on the screen: the run's own, or that a moment in its past is shown. */
export function useBenchState(): BenchStateName {
  const { actor, store } = useSession();
  const state = useSelector(actor, (snapshot) => snapshot.value) as BenchStateName;
  const isPast = useSyncExternalStore(store.subscribe, () => store.data !== null && store.data.head !== null);
  return isPast && state !== 'connecting' && state !== 'reconnecting' && state !== 'failed' ? 'rewound' : state;
}

/** State of the playback: live, or how the past is gone through. */
export function usePlayback(): Pace {
  return useSelector(useSession().time.playback, ({ value }) => paceOf(value));
}

/** What the playback remembers: the moment, the loop, the speed of the past. */
export function usePlaybackContext(): PlaybackContext {
  return useSelector(useSession().time.playback, (snapshot) => snapshot.context);
}

/** What is said of the way back. */
export function useTimeNews(): TimeNews {
  const { time } = useSession();
  return useSyncExternalStore(time.subscribe, time.getNews);
}

/** What the machine remembers beside its state. */
export function useMachineContext(): MachineContext {
  return useSelector(useSession().actor, (snapshot) => snapshot.context);
}

/** What may be asked of the run. */
export function useCommands(): { control(control: Control): void; act(action: Action): void; dismiss(): void } {
  const { actor } = useSession();
  return {
    control: (control) => actor.send({ type: 'CONTROL', control }),
    act: (action) => actor.send({ type: 'ACT', action }),
    dismiss: () => actor.send({ type: 'DISMISS' }),
  };
}

/** Index of the tenant in focus. */
export function useFocusTenant(): number {
  const { focus } = useSession();
  return useSyncExternalStore(focus.subscribe, () => focus.get().tenant);
}

/**
 * Why the run cannot be changed now, in words for a disabled control; null when it can.
 *
 * @param state  of the run on the screen
 */
export function whyNot(state: BenchStateName): string | null {
  if (state === 'reconnecting' || state === 'connecting') return 'Not now: reconnecting';
  if (state === 'rewound') return 'Not now: this is the past';
  if (state === 'finished') return 'Not now: the run is finished';
  if (state === 'failed') return 'Not now: the run stopped';
  return null;
}
