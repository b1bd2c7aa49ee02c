/**
 * @module Which moment of the run the page shows: the newest, or one that is gone back to. Every view reads this one clock.
 *
 * Invariant: `atUs` is null exactly in `live`; else it lies between 0 and where the run has come.
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
  | { readonly type: 'LIVE' };

/** @returns the instant after `wallMs` of playing; a loop goes back to its beginning */
function played({ atUs, loop, speed }: PlaybackContext, wallMs: number): number {
  const nextUs = Math.round((atUs ?? 0) + wallMs * 1000 * speed);
  if (loop === null || nextUs < loop.toUs) return nextUs;
  return loop.fromUs + ((nextUs - loop.fromUs) % Math.max(1, loop.toUs - loop.fromUs));
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
          {
            guard: {
              type: 'isHead',
              params: ({ context, event }) => ({ atUs: played(context, event.wallMs), headUs: event.headUs }),
            },
            target: 'live',
          },
          {
            actions: {
              type: 'stand',
              params: ({ context, event }) => ({ atUs: played(context, event.wallMs), headUs: event.headUs }),
            },
          },
        ],
      },
    },
  },
});

/** Names of the machine's states. */
export type PlaybackState = 'live' | 'paused' | 'scrubbing' | 'replaying';
