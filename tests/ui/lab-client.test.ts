/** @module The client repeats what was not acknowledged under the same id, resumes with what is held, and acks frames. */
import { describe, expect, it, vi } from 'vitest';
import { LabClient, type LabClientListener } from '../../lab-ui/net/lab-client.ts';
import type { LabSocket } from '../../lab-ui/net/lab-socket.ts';
import { encodeFrame } from '../../sim-engine/protocol/frame-codec.ts';
import { PROTOCOL_VERSION } from '../../sim-engine/protocol/messages.ts';
import { encodeParticles } from '../../sim-engine/protocol/particle-codec.ts';
import { opened } from './bench-fixtures.ts';

interface Sent {
  readonly event: string;
  readonly message: object;
  readonly answered: ((answer: unknown) => void) | undefined;
}

class HandSocket implements LabSocket {
  readonly sent: Sent[] = [];
  private readonly listeners = new Map<string, (...args: readonly unknown[]) => void>();

  on(event: string, listener: (...args: readonly unknown[]) => void): void {
    this.listeners.set(event, listener);
  }

  emit(event: string, message: object, answered?: (answer: unknown) => void): void {
    this.sent.push({ event, message, answered });
  }

  connect(): void {}

  close(): void {}

  receive(event: string, ...args: readonly unknown[]): void {
    this.listeners.get(event)?.(...args);
  }

  last(event: string): Sent {
    const found = this.sent.filter((sent) => sent.event === event).at(-1);
    expect(found, `a ${event} was sent`).toBeDefined();
    return found!;
  }

  count(event: string): number {
    return this.sent.filter((sent) => sent.event === event).length;
  }
}

function openClient(held = 0) {
  const socket = new HandSocket();
  const listener = {
    opened: vi.fn(),
    frame: vi.fn<LabClientListener['frame']>(() => true),
    lost: vi.fn(),
    denied: vi.fn(),
    refused: vi.fn(),
  } satisfies LabClientListener;
  let ids = 0;
  const client = new LabClient(
    socket,
    'r-1',
    listener,
    () => held,
    () => `id-${ids++}`,
  );
  const connect = () => {
    socket.receive('connect');
    socket.last('run:open').answered?.({ ok: true, value: opened });
  };
  return { socket, listener, client, connect };
}

const packet = (sequence: number) =>
  encodeFrame(
    { sequence, simulatedUs: 0, events: 0, actualSpeed: 0 },
    { topologyVersion: 0, stations: [], caches: [] },
    [],
  );

describe('lab client', () => {
  it('opens with its protocol version and the ticks it holds', () => {
    const { socket, listener, connect } = openClient(42);
    connect();
    expect(socket.last('run:open').message).toEqual({ protocol: PROTOCOL_VERSION, runId: 'r-1', ticksHeld: 42 });
    expect(listener.opened).toHaveBeenCalledWith(opened);
  });

  it('asks for single requests while they are drawn, anew after a cut, and adds them to the frame of their instant', () => {
    const { socket, listener, client, connect } = openClient();
    const station = { servers: new Uint16Array(), waiting: 3, queue: Uint16Array.of(1), longestWaitUs: 0 };
    const state = { topologyVersion: 0, stations: [station], caches: [] };
    const frameAt = (sequence: number, simulatedUs: number) =>
      encodeFrame({ sequence, simulatedUs, events: 0, actualSpeed: 0 }, state, []);
    const crowd = encodeParticles({ simulatedUs: 7, topologyVersion: 0, tails: [Uint16Array.of(2, 3)] }, null);
    const queue = () => [...(listener.frame.mock.calls.at(-1)?.[0].state.stations[0]?.queue ?? [])];
    connect();
    expect(socket.count('run:particles')).toBe(0);
    socket.receive('particles', crowd);
    socket.receive('frame', frameAt(1, 7), {});
    expect(queue()).toEqual([1]);
    client.showParticles(true);
    expect(socket.last('run:particles').message).toEqual({ runId: 'r-1', shown: true });
    socket.receive('particles', crowd);
    socket.receive('frame', frameAt(2, 7), {});
    expect(queue()).toEqual([1, 2, 3]);
    socket.receive('frame', frameAt(3, 8), {});
    expect(queue()).toEqual([1]);
    socket.receive('disconnect');
    connect();
    expect(socket.count('run:particles')).toBe(2);
    client.showParticles(false);
    expect(socket.last('run:particles').message).toEqual({ runId: 'r-1', shown: false });
  });

  it('sends a command only once while it is connected, and again under the same id after a cut', async () => {
    const { socket, client, connect } = openClient();
    connect();
    const answer = client.act({ type: 'stop-noise', noise: 0 });
    const first = socket.last('run:action');
    socket.receive('disconnect');
    connect();
    expect(socket.count('run:action')).toBe(2);
    const second = socket.last('run:action');
    expect(second.message).toEqual(first.message);
    second.answered?.({ ok: true, value: { sequence: 0, atUs: 5 } });
    await expect(answer).resolves.toEqual({ ok: true, value: { sequence: 0, atUs: 5 } });
    socket.receive('disconnect');
    connect();
    expect(socket.count('run:action')).toBe(2);
  });

  it('hands a refusal on in the words of the server', async () => {
    const { socket, client, connect } = openClient();
    connect();
    const answer = client.control({ type: 'start' });
    const issues = [{ code: 'run-over', path: '', message: 'The run is over.' }];
    socket.last('run:control').answered?.({ ok: false, issues });
    await expect(answer).resolves.toEqual({ ok: false, issues });
  });

  it('acknowledges every frame of the opening that holds, and no other', () => {
    const { socket, listener, connect } = openClient();
    socket.receive('connect');
    socket.receive('frame', packet(9), { status: 'ready' });
    expect(listener.frame).not.toHaveBeenCalled();
    connect();
    socket.receive('frame', packet(1).buffer, {});
    expect(listener.frame).toHaveBeenCalledTimes(1);
    expect(socket.count('frame:ack')).toBe(1);
    expect(socket.last('frame:ack').message).toEqual({ runId: 'r-1', sequence: 1 });
  });

  it('says that the connection is lost when the handshake is refused, and whether it will try again', () => {
    const { socket, listener } = openClient();
    socket.receive('connect_error', 'Close a tab.', true);
    expect(listener.lost).toHaveBeenCalledTimes(1);
    expect(listener.denied).toHaveBeenCalledWith('Close a tab.', true);
  });

  it('opens again when ticks are missing', () => {
    const { socket, listener, connect } = openClient();
    connect();
    listener.frame.mockReturnValueOnce(false);
    socket.receive('frame', packet(7), {});
    expect(socket.count('run:open')).toBe(2);
  });

  it('puts each state together from the one before, and begins anew with every opening', () => {
    const { socket, listener, connect } = openClient();
    const state = (waiting: number) => ({
      topologyVersion: 1,
      stations: [{ servers: new Uint16Array(), waiting, queue: Uint16Array.of(3, 1), longestWaitUs: 0 }],
      caches: [],
    });
    const told = (sequence: number, waiting: number, before: number | null) =>
      encodeFrame(
        { sequence, simulatedUs: 0, events: 0, actualSpeed: 0 },
        state(waiting),
        [],
        before === null ? null : state(before),
      );
    const seen = () => listener.frame.mock.calls.map(([frame]) => frame.state);
    connect();
    socket.receive('frame', told(1, 5, null), {});
    socket.receive('frame', told(2, 7, 5), {});
    expect(seen()).toEqual([state(5), state(7)]);
    socket.receive('disconnect');
    connect();
    // What changed since a state of another connection is of no use.
    socket.receive('frame', told(3, 8, 7), {});
    expect(listener.refused.mock.lastCall?.[0][0]?.code).toBe('frame-unreadable');
    socket.receive('frame', told(1, 9, null), {});
    expect(seen()).toEqual([state(5), state(7), state(9)]);
  });

  it('refuses a packet it cannot read, with what was found', () => {
    const { socket, listener, connect } = openClient();
    connect();
    socket.receive('frame', new Uint8Array([1, 2, 3]), {});
    expect(listener.refused.mock.lastCall?.[0][0]?.code).toBe('frame-unreadable');
    socket.receive('frame', 'text', {});
    expect(listener.refused).toHaveBeenCalledTimes(2);
  });

  it('ignores the answer to an opening that a newer one has replaced', () => {
    const { socket, listener } = openClient();
    socket.receive('connect');
    const stale = socket.last('run:open');
    socket.receive('disconnect');
    stale.answered?.({ ok: true, value: opened });
    expect(listener.opened).not.toHaveBeenCalled();
  });
});
