/** @module Stepping by event on the page: the answer leads on from where it was asked, and a late one pulls nobody back. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeMachine } from '../../lab-ui/bench/time-machine.ts';
import type { ReplayReply, ReplayRequest } from '../../lab-ui/replay/replay-messages.ts';
import { FrameStore } from '../../lab-ui/state/frame-store.ts';
import { ShownStore } from '../../lab-ui/state/shown-store.ts';
import { frame, HandClock, opened } from './bench-fixtures.ts';

const HEAD_US = 20_000_000;

/** A replay worker in the test's hands: questions wait until they are answered. */
class HeldWorker {
  static last: HeldWorker;
  onmessage: (event: { readonly data: ReplayReply }) => void = () => undefined;
  readonly asked: Extract<ReplayRequest, { type: 'ask' }>[] = [];

  constructor() {
    HeldWorker.last = this;
  }

  postMessage(message: ReplayRequest): void {
    if (message.type === 'ask') this.asked.push(message);
  }

  terminate(): void {}

  answer(question: string, value: unknown): void {
    const asked = this.asked.find((each) => each.question === question);
    if (asked === undefined) throw new TypeError(`nobody asked for ${question}`);
    this.onmessage({ data: { type: 'answer', id: asked.id, value } });
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const stepTo = (atUs: number) => ({ atUs, event: { atUs: atUs - 1, kind: 'arrival', tenant: 'A', place: null } });

function machine(): TimeMachine {
  const received = new FrameStore([], new HandClock());
  received.begin(opened);
  received.apply(frame(1, [], HEAD_US), {});
  return new TimeMachine('run', new ShownStore(received));
}

describe('a step by event', () => {
  beforeEach(() => {
    new HeldWorker();
    vi.stubGlobal('Worker', HeldWorker);
    const inputs = { runId: 'run', simulatedUs: HEAD_US };
    vi.stubGlobal(
      'fetch',
      async () => new Response(JSON.stringify(inputs), { headers: { 'content-type': 'application/json' } }),
    );
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('leads to the event before the newest moment, and on from there', async () => {
    const time = machine();
    void time.step(true);
    await vi.waitFor(() => expect(HeldWorker.last.asked.length).toBe(1));
    expect(HeldWorker.last.asked[0]?.argument).toEqual({ atUs: HEAD_US, back: true });
    HeldWorker.last.answer('step', stepTo(19_999_000));
    await settled();
    expect(time.shownUs).toBe(19_999_000);
    expect(time.getNews().step?.atUs).toBe(19_999_000);
  });

  it('changes nothing when the reader went elsewhere before its answer came', async () => {
    const time = machine();
    time.seek(10_000_000);
    await vi.waitFor(() => expect(HeldWorker.last.asked.length).toBe(1));
    void time.step(false);
    await vi.waitFor(() => expect(HeldWorker.last.asked.length).toBe(2));
    time.seek(4_000_000);
    HeldWorker.last.answer('step', stepTo(10_000_400));
    await settled();
    expect(time.shownUs).toBe(4_000_000);
    expect(time.getNews().step).toBeNull();
  });

  it('does not take a reader out of the newest moment either', async () => {
    const time = machine();
    time.seek(10_000_000);
    void time.step(true);
    await vi.waitFor(() => expect(HeldWorker.last.asked.map(({ question }) => question)).toContain('step'));
    time.playback.send({ type: 'LIVE' });
    HeldWorker.last.answer('step', stepTo(9_999_000));
    await settled();
    expect(time.playback.getSnapshot().context.atUs).toBeNull();
  });
});
