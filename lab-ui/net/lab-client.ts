/**
 * @module One run over one socket: opens it, resumes it after a cut, and repeats what was not acknowledged.
 *
 * Invariant: a command reaches the server at least once and, by its client id, takes effect at most once.
 */
import { type Issue, issue } from '../../sim-engine/kernel/result.ts';
import type { Action } from '../../sim-engine/model/scenario.ts';
import { decodeFrame, type Frame, type StateView } from '../../sim-engine/protocol/frame-codec.ts';
import {
  type AcceptedAction,
  type Answer,
  type Control,
  type FrameNotes,
  type OpenedRun,
  PROTOCOL_VERSION,
} from '../../sim-engine/protocol/messages.ts';
import { decodeParticles, type Particles, withParticles } from '../../sim-engine/protocol/particle-codec.ts';
import { issuesIn } from './api.ts';
import type { LabSocket } from './lab-socket.ts';

/** What the client tells its owner. */
export interface LabClientListener {
  opened(run: OpenedRun): void;
  /** @returns false when ticks are missing before this frame: the client then opens the run again from what is held */
  frame(frame: Frame, notes: FrameNotes): boolean;
  lost(): void;
  /** The handshake was refused, in the server's words; the socket tries again by itself unless `final`. */
  denied(message: string, final: boolean): void;
  /** The run cannot be opened, or can no longer be followed. */
  refused(issues: readonly Issue[]): void;
}

interface Pending {
  readonly event: 'run:control' | 'run:action';
  readonly message: object;
  readonly settle: (answer: Answer<unknown>) => void;
}

/** A connection to one run. */
export class LabClient {
  private readonly pending = new Map<string, Pending>();
  private isOpen = false;
  /** State of the last frame since the opening: the next one tells what changed. */
  private stateHeld: StateView | null = null;
  private particlesShown = false;
  private particlesHeld: Particles | null = null;
  /** Rises with every opening, so that the answer to an older one is ignored. */
  private opening = 0;

  private readonly socket: LabSocket;
  private readonly runId: string;
  private readonly listener: LabClientListener;
  private readonly ticksHeld: () => number;
  private readonly newId: () => string;

  /**
   * @param socket     not connected yet
   * @param runId      which run
   * @param listener   who is told
   * @param ticksHeld  how many ticks the listener has already
   * @param newId      makes client ids that no other page makes
   */
  constructor(
    socket: LabSocket,
    runId: string,
    listener: LabClientListener,
    ticksHeld: () => number,
    newId: () => string,
  ) {
    this.socket = socket;
    this.runId = runId;
    this.listener = listener;
    this.ticksHeld = ticksHeld;
    this.newId = newId;
    socket.on('connect', () => this.open());
    socket.on('disconnect', () => {
      this.isOpen = false;
      this.opening++;
      listener.lost();
    });
    socket.on('connect_error', (message, final) => {
      listener.lost();
      listener.denied(String(message), final === true);
    });
    socket.on('frame', (packet, notes) => this.receive(packet, notes));
    socket.on('particles', (packet) => this.receiveParticles(packet));
    socket.on('run:gone', (reason) => {
      this.isOpen = false;
      listener.refused(issuesIn(reason, 'The server no longer holds this run.'));
    });
  }

  start(): void {
    this.socket.connect();
  }

  stop(): void {
    this.opening++;
    this.socket.close();
  }

  /** @param shown  whether single requests are drawn from now on: only then are they sent */
  showParticles(shown: boolean): void {
    if (shown === this.particlesShown) return;
    this.particlesShown = shown;
    if (this.isOpen) this.askForParticles();
  }

  /** @param control  start, pause, resume, speed or finish */
  control(control: Control): Promise<Answer<unknown>> {
    return this.send('run:control', (clientId) => ({ runId: this.runId, clientId, control }));
  }

  /** @param action  what the learner does; the answer says when it takes effect */
  async act(action: Action): Promise<Answer<AcceptedAction>> {
    const answer = await this.send('run:action', (clientId) => ({ runId: this.runId, clientId, action }));
    if (!answer.ok || isAccepted(answer.value)) return answer as Answer<AcceptedAction>;
    return { ok: false, issues: [issue('unexpected-answer', '', 'The server took the action but did not say when.')] };
  }

  private send(event: Pending['event'], build: (clientId: string) => object): Promise<Answer<unknown>> {
    return new Promise((settle) => {
      const clientId = this.newId();
      const pending: Pending = { event, message: build(clientId), settle };
      this.pending.set(clientId, pending);
      if (this.isOpen) this.post(clientId, pending);
    });
  }

  private post(clientId: string, pending: Pending): void {
    this.socket.emit(pending.event, pending.message, (answer) => {
      if (this.pending.delete(clientId)) pending.settle(readAnswer(answer));
    });
  }

  private open(): void {
    const opening = ++this.opening;
    this.isOpen = false;
    const message = { protocol: PROTOCOL_VERSION, runId: this.runId, ticksHeld: this.ticksHeld() };
    this.socket.emit('run:open', message, (raw) => {
      if (opening !== this.opening) return;
      const answer = readAnswer(raw);
      if (!answer.ok) {
        this.listener.refused(answer.issues);
        return;
      }
      this.isOpen = true;
      this.stateHeld = null;
      this.particlesHeld = null;
      // The server is this page's own and says the same protocol version: its answer is taken at its type.
      this.listener.opened(answer.value as OpenedRun);
      for (const [clientId, pending] of this.pending) this.post(clientId, pending);
      if (this.particlesShown) this.askForParticles();
    });
  }

  private askForParticles(): void {
    this.particlesHeld = null;
    this.socket.emit('run:particles', { runId: this.runId, shown: this.particlesShown }, () => undefined);
  }

  private receiveParticles(packet: unknown): void {
    const bytes = packet instanceof ArrayBuffer ? new Uint8Array(packet) : packet;
    if (!this.isOpen || !this.particlesShown || !(bytes instanceof Uint8Array)) return;
    const read = decodeParticles(bytes, this.particlesHeld);
    // A packet from before the last wish tells changes of what is not held any more: the whole one follows.
    if (read.ok) this.particlesHeld = read.value;
  }

  /** @returns the frame with everybody in its lines who came as a particle of the same instant */
  private peopled(frame: Frame): Frame {
    const held = this.particlesHeld;
    return held?.simulatedUs === frame.simulatedUs ? { ...frame, state: withParticles(frame.state, held) } : frame;
  }

  private receive(packet: unknown, notes: unknown): void {
    // Frames follow the answer to `run:open`; one that comes before it belongs to an opening that is over.
    if (!this.isOpen) return;
    const bytes = packet instanceof ArrayBuffer ? new Uint8Array(packet) : packet;
    if (!(bytes instanceof Uint8Array)) {
      this.listener.refused([issue('frame-unreadable', '', 'A frame came without its packet: load this page again.')]);
      return;
    }
    const frame = decodeFrame(bytes, this.stateHeld);
    if (!frame.ok) {
      this.listener.refused(frame.issues);
      return;
    }
    this.stateHeld = frame.value.state;
    const isContinuous = this.listener.frame(this.peopled(frame.value), (notes ?? {}) as FrameNotes);
    this.socket.emit('frame:ack', { runId: this.runId, sequence: frame.value.sequence });
    if (!isContinuous) this.open();
  }
}

function readAnswer(raw: unknown): Answer<unknown> {
  if (typeof raw === 'object' && raw !== null && 'ok' in raw) {
    if (raw.ok === true) return { ok: true, value: 'value' in raw ? raw.value : null };
    return { ok: false, issues: issuesIn(raw, 'The server refused without a reason.') };
  }
  return { ok: false, issues: issuesIn(raw, 'The server sent no answer that this page can read.') };
}

function isAccepted(value: unknown): value is AcceptedAction {
  return typeof value === 'object' && value !== null && 'atUs' in value && typeof value.atUs === 'number';
}
