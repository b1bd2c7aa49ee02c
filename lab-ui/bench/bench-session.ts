/** @module Composition root of one run on the screen: store, link, machine, painter, put together once. */
import { type ActorRefFrom, createActor, fromCallback } from 'xstate';
import { issue } from '../../sim-engine/kernel/result.ts';
import { api, type Catalogue } from '../net/api.ts';
import { newClientId } from '../net/client-id.ts';
import { LabClient } from '../net/lab-client.ts';
import { browserSocket } from '../net/lab-socket.ts';
import type { IsolationRung } from '../state/bench-data.ts';
import { type BenchCommand, benchMachine } from '../state/bench-machine.ts';
import { FocusStore } from '../state/focus-store.ts';
import { browserClock, FrameStore } from '../state/frame-store.ts';
import { Painter } from '../state/painter.ts';
import { ParticleWish } from '../state/particle-wish.ts';
import { ShownStore } from '../state/shown-store.ts';
import { onTheme } from '../state/theme.ts';
import { TimeMachine } from './time-machine.ts';

/** What a bench is made from. */
export interface BenchInput {
  readonly runId: string;
  readonly catalogue: Catalogue;
  readonly ladder: readonly IsolationRung[];
}

/** One run on the screen. */
export interface BenchSession extends BenchInput {
  /** What is shown. */
  readonly store: ShownStore;
  readonly time: TimeMachine;
  readonly focus: FocusStore;
  readonly painter: Painter;
  /** Whether single requests are drawn. */
  readonly particles: ParticleWish;
  readonly actor: ActorRefFrom<typeof benchMachine>;
  dispose(): void;
}

/** @param input  which run, and what its controls are built from */
export function createBenchSession(input: BenchInput): BenchSession {
  const received = new FrameStore(input.ladder, browserClock);
  const store = new ShownStore(received);
  const time = new TimeMachine(input.runId, store);
  const focus = new FocusStore();
  const particles = new ParticleWish();
  const painter = new Painter({ data: () => store.data, focus: focus.get });
  const actor = createActor(benchMachine.provide({ actors: { link: linkTo(input.runId, received, particles) } }));
  const stopListening = [
    store.subscribeFrames(painter.invalidate),
    focus.subscribe(painter.invalidate),
    onTheme(() => painter.resizeAll()),
  ];
  actor.start();
  return {
    ...input,
    store,
    time,
    focus,
    particles,
    painter,
    actor,
    dispose: () => {
      actor.stop();
      for (const stop of stopListening) stop();
      painter.stop();
      time.dispose();
      received.dispose();
    },
  };
}

/** A refused handshake may mean that the server forgot the cookie; it is asked for a new one this often at most. */
const RENEW_MS = 10_000;

function oncePer(pauseMs: number, run: () => void): () => void {
  let ranAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const nowMs = browserClock.nowMs();
    if (nowMs - ranAtMs < pauseMs) return;
    ranAtMs = nowMs;
    run();
  };
}

/** The link as an actor: frames go to the store, news about the run's life to the machine. */
function linkTo(runId: string, store: FrameStore, particles: ParticleWish) {
  return fromCallback<BenchCommand>(({ sendBack, receive }) => {
    // The first frame after an opening says where the run is, whether or not it carries a change of status.
    let sayStatus = false;
    const renewSession = oncePer(RENEW_MS, () => void api.session());
    const client = new LabClient(
      browserSocket(),
      runId,
      {
        opened: (run) => {
          store.begin(run);
          sayStatus = true;
        },
        frame: (frame, notes) => {
          const continuous = store.apply(frame, notes);
          if (store.data && (sayStatus || notes.status !== undefined)) {
            sayStatus = false;
            sendBack({ type: 'STATUS', status: store.data.status, issues: notes.issues ?? [] });
          }
          return continuous;
        },
        lost: () => sendBack({ type: 'LOST' }),
        denied: (message, final) => {
          if (final) sendBack({ type: 'GONE', issues: [issue('connection-refused', '', message)] });
          else renewSession();
        },
        refused: (issues) => sendBack({ type: 'GONE', issues }),
      },
      store.ticksHeld,
      newClientId,
    );
    receive((command) => {
      const answering = command.type === 'ACT' ? client.act(command.action) : client.control(command.control);
      void answering.then((answer) => {
        const accepted =
          answer.ok && command.type === 'ACT' ? (answer.value as { sequence: number; atUs: number }) : null;
        sendBack({ type: 'ANSWERED', issues: answer.ok ? [] : answer.issues, accepted });
      });
    });
    client.showParticles(particles.isWanted);
    const stopListening = particles.subscribe(() => client.showParticles(particles.isWanted));
    client.start();
    return () => {
      stopListening();
      client.stop();
    };
  });
}
