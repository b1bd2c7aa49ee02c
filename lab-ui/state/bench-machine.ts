/** @module The run as the screen knows it: every word and every enabled control about the run's life comes from here. */
import { assign, fromCallback, sendTo, setup } from 'xstate';
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { AcceptedAction, Control, RunStatus } from '../../sim-engine/protocol/messages.ts';

/** What the screen may ask of the run. */
export type BenchCommand =
  | { readonly type: 'CONTROL'; readonly control: Control }
  | { readonly type: 'ACT'; readonly action: Action };

/** What the link to the server reports. */
export type LinkEvent =
  | { readonly type: 'STATUS'; readonly status: RunStatus; readonly issues: readonly Issue[] }
  | { readonly type: 'LOST' }
  | { readonly type: 'GONE'; readonly issues: readonly Issue[] }
  | { readonly type: 'ANSWERED'; readonly issues: readonly Issue[]; readonly accepted: AcceptedAction | null };

/** Everything the machine reacts to. */
export type BenchEvent = BenchCommand | LinkEvent | { readonly type: 'DISMISS' };

/** What the machine remembers beside its state. */
export interface BenchContext {
  /** Why the run failed or cannot be shown. */
  readonly issues: readonly Issue[];
  /** Why the last command was refused; empty after one that was taken. */
  readonly refusals: readonly Issue[];
  /** Commands sent and not answered yet. */
  readonly unanswered: number;
  /** Speed asked for last and not refused: the next step up or down starts from it, not from what has come back yet. */
  readonly speedAsked: number | null;
}

const idleLink = fromCallback<BenchCommand>(() => undefined);

const isStatus = (status: RunStatus) => (_: unknown, params: { readonly status: RunStatus }) =>
  params.status === status;

/** The machine; its `link` actor is a stand-in that does nothing until one is provided. */
export const benchMachine = setup({
  types: { context: {} as BenchContext, events: {} as BenchEvent },
  actors: { link: idleLink },
  guards: {
    isReady: isStatus('ready'),
    isRunning: isStatus('running'),
    isPaused: isStatus('paused'),
    isFinished: isStatus('finished'),
    isFailed: isStatus('failed'),
  },
  actions: {
    pass: sendTo('link', ({ event }) => event as BenchCommand),
    countSent: assign({ unanswered: ({ context }) => context.unanswered + 1 }),
    keepSpeed: assign({
      speedAsked: ({ context, event }) =>
        event.type === 'CONTROL' && event.control.type === 'speed' ? event.control.speed : context.speedAsked,
    }),
    keepIssues: assign({ issues: (_, params: { readonly issues: readonly Issue[] }) => params.issues }),
  },
}).createMachine({
  id: 'bench',
  context: { issues: [], refusals: [], unanswered: 0, speedAsked: null },
  invoke: { src: 'link', id: 'link' },
  initial: 'connecting',
  on: {
    STATUS: [
      { guard: { type: 'isReady', params: ({ event }) => event }, target: '.ready' },
      { guard: { type: 'isRunning', params: ({ event }) => event }, target: '.running' },
      { guard: { type: 'isPaused', params: ({ event }) => event }, target: '.paused' },
      { guard: { type: 'isFinished', params: ({ event }) => event }, target: '.finished' },
      {
        guard: { type: 'isFailed', params: ({ event }) => event },
        actions: { type: 'keepIssues', params: ({ event }) => event },
        target: '.failed',
      },
    ],
    GONE: {
      actions: { type: 'keepIssues', params: ({ event }) => event },
      target: '.failed',
    },
    ANSWERED: {
      actions: assign({
        refusals: ({ event }) => event.issues,
        unanswered: ({ context }) => Math.max(0, context.unanswered - 1),
        speedAsked: ({ context, event }) => (event.issues.length > 0 ? null : context.speedAsked),
      }),
    },
    DISMISS: { actions: assign({ refusals: [] }) },
  },
  states: {
    connecting: {},
    ready: {
      on: {
        LOST: 'reconnecting',
        CONTROL: { actions: ['pass', 'countSent', 'keepSpeed'] },
        ACT: { actions: ['pass', 'countSent'] },
      },
    },
    running: {
      on: {
        LOST: 'reconnecting',
        CONTROL: { actions: ['pass', 'countSent', 'keepSpeed'] },
        ACT: { actions: ['pass', 'countSent'] },
      },
    },
    paused: {
      on: {
        LOST: 'reconnecting',
        CONTROL: { actions: ['pass', 'countSent', 'keepSpeed'] },
        ACT: { actions: ['pass', 'countSent'] },
      },
    },
    // Commands sent before the cut are repeated by the client; new ones wait until the learner sees where the run is.
    reconnecting: { entry: assign({ speedAsked: null }) },
    finished: {},
    failed: {},
  },
});

/** Names of the machine's states, and `rewound` while the page shows a moment in the run's past. */
export type BenchStateName =
  | 'connecting'
  | 'ready'
  | 'running'
  | 'paused'
  | 'reconnecting'
  | 'finished'
  | 'failed'
  | 'rewound';
