/** @module A learner as a program: session, runs and socket of a real server. */
import { io, type Socket } from 'socket.io-client';
import { decodeFrame, type Frame, type StateView } from '../../../sim-engine/protocol/frame-codec.ts';
import type { AcceptedAction, Action, Answer, Control, FrameNotes, OpenedRun, RunListing } from './wire.ts';

/** How long a server may take to answer, milliseconds. */
const ANSWER_MS = 10_000;

/** One learner. */
export class LabClient {
  readonly url: string;
  readonly cookie: string;
  readonly frames: { readonly frame: Frame; readonly notes: FrameNotes }[] = [];
  private socket: Socket | undefined;
  private waiters: (() => void)[] = [];
  private openRun = '';
  private stateHeld: StateView | null = null;

  private constructor(url: string, cookie: string) {
    this.url = url;
    this.cookie = cookie;
  }

  /** A new guest. */
  static async guest(url: string): Promise<LabClient> {
    const response = await fetch(`${url}/api/session`);
    const cookie = response.headers.get('set-cookie')?.split(';')[0];
    if (!response.ok || cookie === undefined) throw new TypeError(`no session: ${response.status}`);
    return new LabClient(url, cookie);
  }

  /** The same learner at another server, or after a restart. */
  at(url: string): LabClient {
    return new LabClient(url, this.cookie);
  }

  /** Calls the API as a page of the lab would. */
  call(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { cookie: this.cookie, origin: this.url, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async makeRun(seed?: number, scenarioId = 'noisy-neighbour'): Promise<string> {
    const response = await this.call('POST', '/api/runs', { scenarioId, ...(seed === undefined ? {} : { seed }) });
    const made = (await response.json()) as { runId?: string; issues?: unknown };
    if (made.runId === undefined) throw new TypeError(`no run: ${JSON.stringify(made)}`);
    return made.runId;
  }

  async runs(): Promise<readonly RunListing[]> {
    return (await (await this.call('GET', '/api/runs')).json()) as readonly RunListing[];
  }

  /** Connects; frames are acknowledged as they come. */
  async connect(acknowledging = true): Promise<Socket> {
    const socket = io(this.url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie: this.cookie, origin: this.url },
    });
    this.socket = socket;
    socket.on('frame', (packet: Uint8Array, notes: FrameNotes) => {
      const decoded = decodeFrame(new Uint8Array(packet), this.stateHeld);
      if (!decoded.ok) throw new TypeError(decoded.issues[0]?.message);
      this.stateHeld = decoded.value.state;
      this.frames.push({ frame: decoded.value, notes });
      if (acknowledging) socket.emit('frame:ack', { runId: this.openRun, sequence: decoded.value.sequence });
      for (const wake of this.waiters) wake();
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  }

  open(runId: string, ticksHeld = 0): Promise<Answer<OpenedRun>> {
    this.openRun = runId;
    this.stateHeld = null;
    return this.ask('run:open', { protocol: 1, runId, ticksHeld });
  }

  control(runId: string, clientId: string, control: Control): Promise<Answer<unknown>> {
    return this.ask('run:control', { runId, clientId, control });
  }

  act(runId: string, clientId: string, action: Action): Promise<Answer<AcceptedAction>> {
    return this.ask('run:action', { runId, clientId, action });
  }

  /** Like {@link act}, but undefined when the connection breaks before the answer comes. */
  actUntilCut(runId: string, clientId: string, action: Action): Promise<Answer<AcceptedAction> | undefined> {
    const cut = new Promise<undefined>((resolve) => {
      this.socket?.once('disconnect', () => resolve(undefined));
    });
    const answer = this.act(runId, clientId, action);
    // Once the connection is cut, nobody waits for the answer any more.
    answer.catch(() => undefined);
    return Promise.race([answer, cut]);
  }

  /** Sends anything and waits for the answer. */
  async ask<T>(event: string, payload: unknown): Promise<Answer<T>> {
    if (!this.socket) throw new TypeError('not connected');
    return (await this.socket.timeout(ANSWER_MS).emitWithAck(event, payload)) as Answer<T>;
  }

  /** Resolves when the frames so far fulfil a condition. */
  until(condition: (notes: FrameNotes, frame: Frame | undefined) => boolean): Promise<FrameNotes> {
    return new Promise((resolve) => {
      const check = (): void => {
        const notes = Object.assign({}, ...this.frames.map((received) => received.notes)) as FrameNotes;
        if (!condition(notes, this.frames.at(-1)?.frame)) return;
        this.waiters = this.waiters.filter((waiter) => waiter !== check);
        resolve(notes);
      };
      this.waiters.push(check);
      check();
    });
  }

  close(): void {
    this.socket?.disconnect();
  }
}
