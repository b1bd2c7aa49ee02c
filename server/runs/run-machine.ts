/** @module The life of a run as an XState machine: which controls make sense when, and what they lead to. */
import { initialTransition, type SnapshotFrom, setup, transition } from 'xstate';
import type { Control, RunStatus } from '../../sim-engine/protocol/messages.ts';

/** What can happen to a run's life. */
export type LifeEvent =
  | { readonly type: Control['type'] }
  /** The digest is in the journal. */
  | { readonly type: 'sealed' }
  /** The run cannot go on. */
  | { readonly type: 'broke' };

const machine = setup({ types: { events: {} as LifeEvent } }).createMachine({
  id: 'run',
  initial: 'ready',
  on: { broke: '.failed' },
  states: {
    ready: { on: { start: 'running', speed: 'ready' } },
    running: { on: { pause: 'paused', speed: 'running', finish: 'finishing', sealed: 'finished' } },
    paused: { on: { resume: 'running', speed: 'paused', finish: 'finishing', sealed: 'finished' } },
    // The learner has ended the run; what was already asked of the workers is still being simulated.
    finishing: { on: { sealed: 'finished' } },
    finished: { type: 'final' },
    failed: { type: 'final' },
  },
});

/** Where a run's life stands; a value, never changed in place. */
export type Life = SnapshotFrom<typeof machine>;

/** A run nobody has started yet. */
export function newLife(): Life {
  return initialTransition(machine)[0];
}

/**
 * @param life   where the run stands
 * @param event  what happens
 * @returns where it stands then; unchanged when the event makes no sense now
 */
export function lifeAfter(life: Life, event: LifeEvent): Life {
  return transition(machine, life, event)[0];
}

/** @returns whether a control makes sense now */
export function allows(life: Life, event: LifeEvent): boolean {
  return life.status === 'active' && life.can(event);
}

/** State name inside the server. */
export type LifeState = 'ready' | 'running' | 'paused' | 'finishing' | 'finished' | 'failed';

/** @param life  where the run stands */
export function stateOf(life: Life): LifeState {
  return life.value;
}

/** @returns the status as clients know it: a run that is finishing still runs to its last instant */
export function statusOf(life: Life): RunStatus {
  const state = stateOf(life);
  return state === 'finishing' ? 'running' : state;
}
