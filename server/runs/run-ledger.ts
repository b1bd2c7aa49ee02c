/**
 * @module The ledger: what a run's journal adds up to. Built entry by entry, the same way live and after a restart.
 */
import { spendsMove } from '../../sim-engine/index.ts';
import type { StampedAction } from '../../sim-engine/model/action-log.ts';
import type { AcceptedAction } from '../../sim-engine/protocol/messages.ts';
import type {
  ActionEntry,
  ControlEntry,
  CreatedEntry,
  FailedEntry,
  FinishedEntry,
  JournalEntry,
} from './journal-entry.ts';
import { type Life, lifeAfter, newLife, statusOf } from './run-machine.ts';

/** Speed of a run whose learner has not chosen one, simulated seconds per second. */
const SPEED_DEFAULT = 1;

/** What a control's sender is told. */
export interface AcceptedControl {
  readonly status: ReturnType<typeof statusOf>;
  /** Simulated time at which it took effect, microseconds. */
  readonly atUs: number;
}

/** Sum of a journal. */
export class RunLedger {
  readonly created: CreatedEntry;
  private readonly entries: JournalEntry[];
  readonly actions: StampedAction[] = [];
  life: Life = newLife();
  speed = SPEED_DEFAULT;
  movesUsed = 0;
  controlCount = 0;
  /** Latest simulated time named by an entry: the run may not go back behind it. */
  stampedUs = 0;
  /** Set once the learner has ended the run: where. */
  finishAtUs: number | undefined;
  finished: FinishedEntry | undefined;
  failed: FailedEntry | undefined;
  private readonly acceptedActions = new Map<string, AcceptedAction>();
  private readonly acceptedControls = new Map<string, AcceptedControl>();

  /** @param created  the journal's first entry */
  constructor(created: CreatedEntry) {
    this.created = created;
    this.entries = [created];
    const { branch } = created;
    if (branch === undefined) return;
    for (const stamped of branch.actions) this.keepAction(stamped);
    for (const type of ['start', 'pause'] as const) this.life = lifeAfter(this.life, { type });
    this.stampedUs = branch.atUs;
  }

  /**
   * @param entries  a whole journal's entries
   * @returns undefined when the first is not `created`
   */
  static of(entries: readonly JournalEntry[]): RunLedger | undefined {
    const [first, ...rest] = entries;
    if (first?.type !== 'created') return undefined;
    const ledger = new RunLedger(first);
    for (const entry of rest) ledger.apply(entry);
    return ledger;
  }

  /** The same sum as a ledger of its own. */
  copy(): RunLedger {
    const copy = new RunLedger(this.created);
    for (const entry of this.entries.slice(1)) copy.apply(entry);
    return copy;
  }

  /** @param clientId  id of an action as its sender chose it */
  actionAnswer(clientId: string): AcceptedAction | undefined {
    return this.acceptedActions.get(clientId);
  }

  /** @param clientId  id of a control as its sender chose it */
  controlAnswer(clientId: string): AcceptedControl | undefined {
    return this.acceptedControls.get(clientId);
  }

  /** @param entry  the journal's next entry; never `created` */
  apply(entry: JournalEntry): void {
    this.entries.push(entry);
    switch (entry.type) {
      case 'created':
        break;
      case 'action':
        this.applyAction(entry);
        break;
      case 'control':
        this.applyControl(entry);
        break;
      case 'finished':
        this.finished = entry;
        this.life = lifeAfter(this.life, { type: 'sealed' });
        this.stampedUs = Math.max(this.stampedUs, entry.atUs);
        break;
      case 'failed':
        this.failed = entry;
        this.life = lifeAfter(this.life, { type: 'broke' });
        break;
    }
  }

  private applyAction(entry: ActionEntry): void {
    const { sequence, atUs, action } = entry;
    this.keepAction({ sequence, atUs, action });
    this.acceptedActions.set(entry.clientId, { sequence, atUs });
  }

  private keepAction(stamped: StampedAction): void {
    this.actions.push(stamped);
    if (spendsMove(stamped.action)) this.movesUsed++;
    this.stampedUs = Math.max(this.stampedUs, stamped.atUs);
  }

  private applyControl(entry: ControlEntry): void {
    this.controlCount++;
    this.life = lifeAfter(this.life, { type: entry.control.type });
    if (entry.control.type === 'speed') this.speed = entry.control.speed;
    if (entry.control.type === 'finish') this.finishAtUs = entry.atUs;
    this.stampedUs = Math.max(this.stampedUs, entry.atUs);
    this.acceptedControls.set(entry.clientId, { status: statusOf(this.life), atUs: entry.atUs });
  }
}
