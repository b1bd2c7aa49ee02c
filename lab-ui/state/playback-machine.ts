/**
 * @module Which moment the page shows: the newest, one that is gone back to, or the same one of two runs that are compared.
 * Every view reads this one clock.
 *
 * Invariant: `atUs` is null exactly in `live`; else it lies between 0 and where the run has come. Two runs that are compared
 * have no newest moment: there the end is where both have come, and whoever reaches it stands still.
 */
import { assign, setup } from 'xstate';

/** A span of the run, microseconds. */
export interface Span {
  readonly fromUs: number;
  readonly toUs: number;
}

/** What the machine remembers beside its state. */
export interface PlaybackContext {
  /** The moment shown, microseconds; null for the newest. */
  readonly atUs: number | null;
  /** Played again and again while it is set. */
  readonly loop: Span | null;
  /** Simulated seconds per second while the past is played. */
  readonly speed: number;
}

/** Everything the machine reacts to; `headUs` is where the run has come. */
export type PlaybackEvent =
  | { readonly type: 'SEEK'; readonly atUs: number; readonly headUs: number }
  | { readonly type: 'GRAB'; readonly atUs: number; readonly headUs: number }
  | { readonly type: 'DRAG'; readonly atUs: number; readonly headUs: number }
  | { readonly type: 'RELEASE'; readonly headUs: number }
  | { readonly type: 'PLAY' }
  | { readonly type: 'HALT' }
  | { readonly type: 'ELAPSED'; readonly wallMs: number; readonly headUs: number }
  | { readonly type: 'LOOP'; readonly loop: Span | null }
  | { readonly type: 'SPEED'; readonly speed: number }
  | { readonly type: 'COMPARE'; readonly atUs: number; readonly headUs: number }
  | { readonly type: 'LIVE' };

/** @returns the instant after `wallMs` of playing; a loop goes back to its beginning */
function played({ atUs, loop, speed }: PlaybackContext, wallMs: number): number {
  const nextUs = Math.round((atUs ?? 0) + wallMs * 1000 * speed);
  if (loop === null || nextUs < loop.toUs) return nextUs;
  return loop.fromUs + ((nextUs - loop.fromUs) % Math.max(1, loop.toUs - loop.fromUs));
}

/** Where playing leads to. */
function playedTo(now: {
  readonly context: PlaybackContext;
  readonly event: { readonly wallMs: number; readonly headUs: number };
}): { readonly atUs: number; readonly headUs: number } {
  return { atUs: played(now.context, now.event.wallMs), headUs: now.event.headUs };
}

const within = (atUs: number, headUs: number): number => Math.min(Math.max(0, Math.round(atUs)), headUs);

/** The machine. */
export const playbackMachine = setup({
  types: { context: {} as PlaybackContext, events: {} as PlaybackEvent },
  guards: {
    isHead: (_, params: { readonly atUs: number; readonly headUs: number }) => params.atUs >= params.headUs,
  },
  actions: {
    stand: assign({
      atUs: (_, params: { readonly atUs: number; readonly headUs: number }) => within(params.atUs, params.headUs),
    }),
    forget: assign({ atUs: null }),
  },
}).createMachine({
  id: 'playback',
  context: { atUs: null, loop: null, speed: 1 },
  initial: 'live',
  on: {
    LIVE: '.live',
    COMPARE: { target: '.comparing', actions: { type: 'stand', params: ({ event }) => event } },
    LOOP: { actions: assign({ loop: ({ event }) => event.loop }) },
    SPEED: { actions: assign({ speed: ({ event }) => event.speed }) },
    SEEK: [
      { guard: { type: 'isHead', params: ({ event }) => event }, target: '.live' },
      { target: '.paused', actions: { type: 'stand', params: ({ event }) => event } },
    ],
    GRAB: { target: '.scrubbing', actions: { type: 'stand', params: ({ event }) => event } },
  },
  states: {
    live: { entry: 'forget' },
    paused: { on: { PLAY: 'replaying' } },
    scrubbing: {
      on: {
        DRAG: { actions: { type: 'stand', params: ({ event }) => event } },
        RELEASE: [
          {
            guard: {
              type: 'isHead',
              params: ({ context, event }) => ({ atUs: context.atUs ?? 0, headUs: event.headUs }),
            },
            target: 'live',
          },
          { target: 'paused' },
        ],
      },
    },
    replaying: {
      on: {
        HALT: 'paused',
        ELAPSED: [
          { guard: { type: 'isHead', params: playedTo }, target: 'live' },
          { actions: { type: 'stand', params: playedTo } },
        ],
      },
    },
    comparing: {
      initial: 'paused',
      on: {
        SEEK: { target: '.paused', actions: { type: 'stand', params: ({ event }) => event } },
        GRAB: { target: '.scrubbing', actions: { type: 'stand', params: ({ event }) => event } },
      },
      states: {
        paused: { on: { PLAY: 'replaying' } },
        scrubbing: {
          on: {
            DRAG: { actions: { type: 'stand', params: ({ event }) => event } },
            RELEASE: 'paused',
          },
        },
        replaying: {
          on: {
            HALT: 'paused',
            ELAPSED: [
              {
                guard: { type: 'isHead', params: playedTo },
                target: 'paused',
                actions: { type: 'stand', params: playedTo },
              },
              { actions: { type: 'stand', params: playedTo } },
            ],
          },
        },
      },
    },
  },
});

/** How the moment is gone through. */
export type Pace = 'live' | 'paused' | 'scrubbing' | 'replaying';

/** The machine's state as it stands in a snapshot. */
type PlaybackValue = Pace | { readonly comparing: Exclude<Pace, 'live'> };

/** @returns how the moment is gone through, of one run or of two */
export function paceOf(value: PlaybackValue): Pace {
  return typeof value === 'string' ? value : value.comparing;
}
