/** @module One socket: its messages in, its answers and frames out. */
import type { Socket } from 'socket.io';
import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type { Answer, FrameNotes, OpenedRun } from '../../sim-engine/protocol/messages.ts';
import { LabError, messageOf } from '../core/lab-error.ts';
import { branchOf } from '../runs/journal-entry.ts';
import type { LabSession } from '../runs/lab-session.ts';
import type { Watching } from '../runs/run-screen.ts';
import type { GatewayOptions } from './gateway.ts';
import { MessageBudget } from './message-budget.ts';
import { parseActionMessage, parseControl, parseFrameAck, parseOpen, parseParticles } from './parse-message.ts';

/** What a message is answered, and what happens once the answer has left. */
interface Handled {
  readonly answer: Answer<unknown>;
  readonly afterwards?: () => void;
}

type Handler = (payload: unknown) => Promise<Handled>;
type Respond = (answer: Answer<unknown>) => void;

/** One learner's socket. */
export class Connection {
  private readonly socket: Socket;
  private readonly learnerId: string;
  private readonly options: GatewayOptions;
  private readonly messages: MessageBudget;
  private readonly acks: MessageBudget;
  private readonly watching = new Map<string, Watching>();
  private readonly handlers: ReadonlyMap<unknown, Handler> = new Map<unknown, Handler>([
    ['run:open', (payload) => this.open(payload)],
    ['run:control', (payload) => this.control(payload)],
    ['run:action', (payload) => this.act(payload)],
    ['run:particles', (payload) => this.particles(payload)],
  ]);

  /**
   * @param socket     an admitted socket
   * @param learnerId  whose it is
   * @param options    what the gateway works with
   */
  constructor(socket: Socket, learnerId: string, options: GatewayOptions) {
    this.socket = socket;
    this.learnerId = learnerId;
    this.options = options;
    this.messages = new MessageBudget(options.ports.clock, options.limits.messagesPerSec);
    this.acks = new MessageBudget(options.ports.clock, options.limits.acksPerSec);
  }

  /** Begins to take messages. */
  listen(): void {
    this.socket.onAny((event: unknown, ...values: readonly unknown[]) => {
      if (event === 'frame:ack') return this.ack(values[0]);
      const last = values.at(-1);
      void this.handle(event, values[0], typeof last === 'function' ? (answer) => void last(answer) : undefined);
    });
    this.socket.on('disconnect', () => {
      for (const watching of this.watching.values()) watching.stop();
      this.watching.clear();
    });
  }

  private async handle(event: unknown, payload: unknown, respond: Respond | undefined): Promise<void> {
    const refuse = (code: string, message: string): void => {
      this.options.metrics.messagesDropped.inc({ reason: code });
      respond?.({ ok: false, issues: [issue(code, '', message)] });
    };
    if (!this.messages.take()) {
      const { messagesPerSec } = this.options.limits;
      return refuse('too-many-messages', `More than ${messagesPerSec} messages a second: this one was not read.`);
    }
    const handler = this.handlers.get(event);
    if (!handler)
      return refuse('unknown-message', 'Expected run:open, run:control, run:action, run:particles or frame:ack.');
    // Every message is answered, so one that asks for no answer was made by something else than the lab.
    if (!respond) return refuse('no-answer-wanted', 'Send the message with an acknowledgement.');
    try {
      const { answer, afterwards } = await handler(payload);
      if (!answer.ok) this.options.metrics.messagesDropped.inc({ reason: 'refused' });
      respond(answer);
      afterwards?.();
    } catch (error) {
      const known = error instanceof LabError ? error.toIssue() : undefined;
      this.options.ports.log.error({ reason: messageOf(error), code: known?.code }, 'a message could not be handled');
      const internal = issue('internal', '', 'The server failed at this and has it in its log. Try again.');
      respond({ ok: false, issues: [known ?? internal] });
    }
  }

  private async open(payload: unknown): Promise<Handled> {
    const parsed = parseOpen(payload);
    if (!parsed.ok) return { answer: parsed };
    const { runId, ticksHeld } = parsed.value;
    if (!this.watching.has(runId) && this.watching.size >= this.options.limits.watchedMax) {
      const message = `One connection shows at most ${this.options.limits.watchedMax} runs. Open another tab.`;
      return { answer: { ok: false, issues: [issue('too-many-open', 'runId', message)] } };
    }
    const opened = await this.own(runId);
    if (!opened.ok) return { answer: opened };
    const { seed, engineVersion, scenarioSha256, scenario } = opened.value.ledger.created;
    const value: OpenedRun = {
      branchOf: branchOf(opened.value.ledger.created),
      runId,
      seed,
      engineVersion,
      scenarioSha256,
      scenario: { ...scenario, proofs: [] },
    };
    return { answer: { ok: true, value }, afterwards: () => this.watch(opened.value, ticksHeld) };
  }

  private watch(session: LabSession, ticksHeld: number): void {
    const { socket, watching } = this;
    const { runId } = session;
    watching.get(runId)?.stop();
    if (!socket.connected) return;
    if (session.closed) {
      this.tellGone(runId, 'The run was just put away. Open it again.');
      return;
    }
    const viewer = {
      frame: (packet: Uint8Array, notes: FrameNotes): void => {
        socket.emit('frame', Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength), notes);
      },
      particles: (packet: Uint8Array): void => {
        socket.emit('particles', Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength));
      },
    };
    watching.set(runId, session.watch(viewer, ticksHeld));
  }

  private async control(payload: unknown): Promise<Handled> {
    const parsed = parseControl(payload);
    if (!parsed.ok) return { answer: parsed };
    const session = await this.own(parsed.value.runId);
    if (!session.ok) return { answer: session };
    return { answer: await session.value.control(parsed.value.clientId, parsed.value.control) };
  }

  private async act(payload: unknown): Promise<Handled> {
    const parsed = parseActionMessage(payload);
    if (!parsed.ok) return { answer: parsed };
    const session = await this.own(parsed.value.runId);
    if (!session.ok) return { answer: session };
    return { answer: await session.value.act(parsed.value.clientId, parsed.value.action) };
  }

  /** Only for a run that this connection shows already, which is its own. */
  private async particles(payload: unknown): Promise<Handled> {
    const parsed = parseParticles(payload);
    if (!parsed.ok) return { answer: parsed };
    const { runId, shown } = parsed.value;
    const watching = this.watching.get(runId);
    if (!watching) {
      const message = 'This connection does not show the run. Open it first.';
      return { answer: { ok: false, issues: [issue('run-not-open', 'runId', message)] } };
    }
    return { answer: { ok: true, value: null }, afterwards: () => watching.particles(shown) };
  }

  /** Asked for every message: nobody is remembered as allowed. */
  private own(runId: string): Promise<Result<LabSession>> {
    return this.options.desk.open(this.learnerId, runId);
  }

  private ack(payload: unknown): void {
    const drop = (reason: string): void => this.options.metrics.messagesDropped.inc({ reason });
    if (!this.acks.take()) {
      drop('too-many-acks');
      return;
    }
    const parsed = parseFrameAck(payload);
    if (!parsed.ok) {
      drop('bad-ack');
      return;
    }
    const { runId, sequence } = parsed.value;
    const watching = this.watching.get(runId);
    if (watching) {
      watching.ack(sequence);
      return;
    }
    this.tellGone(runId, 'This connection does not show the run. Open it.');
  }

  private tellGone(runId: string, message: string): void {
    const issues: readonly Issue[] = [issue('run-not-open', 'runId', message)];
    this.socket.emit('run:gone', { runId, issues });
  }
}
