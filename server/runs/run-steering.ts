/**
 * @module Steering a run: checks and stamps what a learner does, and answers only when it is in the journal.
 *
 * Two ledgers are kept. `promised` includes entries that are still on their way to the disk, so that the next one is
 * checked against them; `ledger` holds what is durable, and only that ever reaches a simulation thread or a viewer.
 */
import { checkAction, completeAction } from '../../sim-engine/index.ts';
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import type { AcceptedAction, Answer, Control } from '../../sim-engine/protocol/messages.ts';
import { LabError } from '../core/lab-error.ts';
import type { Journal } from './journal.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { AcceptedControl, RunLedger } from './run-ledger.ts';
import { allows, type LifeState, stateOf } from './run-machine.ts';

/** Actions one run takes; a learner who is not a program stays far below. */
const ACTIONS_MAX = 500;
/** Starts, pauses and speed changes one run takes; pausing and finishing always go through. */
const CONTROLS_MAX = 2_000;
/** Refusals remembered, so that a repeat of a refused message is refused again. */
const REFUSALS_MAX = 256;

/** Takes a learner's messages for one run. */
export class RunSteering {
  private readonly journal: Journal;
  private durable: RunLedger;
  private promised: RunLedger;
  private readonly changed: () => void;
  private readonly underway = new Map<string, Promise<Answer<unknown>>>();
  private readonly refusals = new Map<string, readonly Issue[]>();
  private entriesUnderway = 0;

  /**
   * @param journal  the run's journal
   * @param ledger   what the journal adds up to
   * @param changed  called after every entry that became durable, or failed to
   */
  constructor(journal: Journal, ledger: RunLedger, changed: () => void) {
    this.journal = journal;
    this.durable = ledger;
    this.promised = ledger.copy();
    this.changed = changed;
  }

  /** What is durable. */
  get ledger(): RunLedger {
    return this.durable;
  }

  /** Entries on their way to the disk; while there are any, the run must not go beyond their time. */
  get pending(): number {
    return this.entriesUnderway;
  }

  /**
   * A learner's action.
   *
   * @param clientId  the sender's id for it; a repeat gets the same answer
   * @param action    what to do
   * @param atUs      simulated time of the stamp, not before anything already asked of the workers
   */
  act(clientId: string, action: Action, atUs: number): Promise<Answer<AcceptedAction>> {
    return this.once(
      `action/${clientId}`,
      () => this.promised.actionAnswer(clientId),
      () => this.checkedAction(action, atUs),
      () => ({
        type: 'action',
        sequence: this.promised.actions.length,
        atUs,
        action: completeAction(action),
        clientId,
      }),
    );
  }

  /**
   * A change of the run's life.
   *
   * @param clientId  the sender's id for it; a repeat gets the same answer
   * @param control   what to do
   * @param atUs      simulated time of the stamp
   * @param admit     asked last: an issue when the server has no room for another running run
   */
  control(
    clientId: string,
    control: Control,
    atUs: number,
    admit: () => Issue | undefined,
  ): Promise<Answer<AcceptedControl>> {
    return this.once(
      `control/${clientId}`,
      () => this.promised.controlAnswer(clientId),
      () => this.checkedControl(control, admit),
      () => ({ type: 'control', control, atUs, clientId }),
    );
  }

  /**
   * Something the server itself has to say about the run.
   *
   * @throws LabError `journal-write-failed`
   */
  async note(entry: JournalEntry): Promise<void> {
    await this.append(entry);
  }

  private once<T>(
    key: string,
    known: () => T | undefined,
    check: () => readonly Issue[],
    entry: () => JournalEntry,
  ): Promise<Answer<T>> {
    const before = this.underway.get(key);
    // The same key is only ever used for the same kind of answer.
    if (before) return before as Promise<Answer<T>>;
    const answered = known();
    if (answered !== undefined) return Promise.resolve({ ok: true, value: answered });
    const issues = this.refusals.get(key) ?? check();
    if (issues.length > 0) {
      this.refuse(key, issues);
      return Promise.resolve({ ok: false, issues });
    }
    const answer = this.append(entry()).then(
      (): Answer<T> => ({ ok: true, value: known() as T }),
      (error: unknown): Answer<T> => {
        if (!(error instanceof LabError)) throw error;
        return { ok: false, issues: [error.toIssue()] };
      },
    );
    this.underway.set(key, answer);
    const settle = (): void => {
      this.underway.delete(key);
    };
    answer.then(settle, settle);
    return answer;
  }

  private async append(entry: JournalEntry): Promise<void> {
    this.promised.apply(entry);
    this.entriesUnderway++;
    try {
      await this.journal.append(entry);
      this.durable.apply(entry);
    } catch (error) {
      // Everything behind a refused entry was refused with it, so the promises fall back to what is durable.
      this.promised = this.durable.copy();
      throw error;
    } finally {
      this.entriesUnderway--;
      this.changed();
    }
  }

  private checkedAction(action: Action, atUs: number): readonly Issue[] {
    const { created, life, actions, movesUsed } = this.promised;
    const state = stateOf(life);
    if (state === 'finishing' || state === 'finished' || state === 'failed' || atUs >= created.scenario.durationUs) {
      return [issue('run-over', '', `The run is over (${overText(state)}). Start a new run to try something else.`)];
    }
    if (actions.length >= ACTIONS_MAX) {
      return [issue('too-many-actions', '', `A run takes ${ACTIONS_MAX} actions. Finish it and start a new one.`)];
    }
    return checkAction(created.scenario, action, movesUsed, atUs);
  }

  private checkedControl(control: Control, admit: () => Issue | undefined): readonly Issue[] {
    const { life, controlCount } = this.promised;
    if (!allows(life, control)) {
      const message = `The run is ${stateOf(life)}, so "${control.type}" does nothing now. ${adviceFor(stateOf(life))}`;
      return [issue('control-not-now', 'control.type', message)];
    }
    if (controlCount >= CONTROLS_MAX && control.type !== 'pause' && control.type !== 'finish') {
      return [issue('too-many-controls', '', `A run takes ${CONTROLS_MAX} changes. Finish it and start a new one.`)];
    }
    const full = control.type === 'start' || control.type === 'resume' ? admit() : undefined;
    return full ? [full] : [];
  }

  private refuse(key: string, issues: readonly Issue[]): void {
    // A server without room is no reason to refuse the same message once there is some.
    if (issues.some((found) => found.code === 'busy')) return;
    this.refusals.set(key, issues);
    if (this.refusals.size <= REFUSALS_MAX) return;
    for (const oldest of this.refusals.keys()) {
      this.refusals.delete(oldest);
      return;
    }
  }
}

function overText(state: LifeState): string {
  if (state === 'finishing') return 'it is being finished';
  return state === 'failed' ? 'it failed' : 'its time is up';
}

function adviceFor(state: LifeState): string {
  if (state === 'ready') return 'Send "start" first.';
  if (state === 'running') return 'Send "pause", "speed" or "finish".';
  if (state === 'paused') return 'Send "resume", "speed" or "finish".';
  return 'Start a new run.';
}
