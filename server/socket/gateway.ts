/**
 * @module The live connection: Socket.IO to sessions and back.
 *
 * The handshake is refused without a known origin and a learner's cookie, on polling and on websocket alike. After that
 * every message is parsed, counted and answered; nothing a client sends can bring the server down.
 */
import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { Metrics } from '../core/metrics.ts';
import type { Ports } from '../core/ports.ts';
import { comesFromUs, type Origins } from '../http/origins.ts';
import type { Sessions } from '../http/sessions.ts';
import type { RunDesk } from '../runs/run-desk.ts';
import { Connection } from './connection.ts';

/** Limits of the live connection. */
export interface SocketLimits {
  readonly messageBytesMax: number;
  readonly messagesPerSec: number;
  /** Acknowledgements of frames come at the frame rate and have a budget of their own, per second. */
  readonly acksPerSec: number;
  /** Runs one connection watches at once. */
  readonly watchedMax: number;
  readonly connectionsPerLearnerMax: number;
  readonly connectionsMax: number;
}

/** Messages from this size on are compressed, bytes; each by itself, so that a connection keeps no memory for it. */
export const DEFLATE_FROM_BYTES = 2_048;

/** What the gateway works with. */
export interface GatewayOptions {
  readonly ports: Ports;
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  readonly desk: RunDesk;
  readonly origins: () => Origins;
  readonly limits: SocketLimits;
}

/**
 * Opens the gateway on a server.
 *
 * @param http     the server whose upgrades it takes
 * @param options  what it works with
 * @returns what closes every connection
 */
export function openGateway(http: HttpServer, options: GatewayOptions): { close(): Promise<void> } {
  const { metrics, sessions, limits, ports } = options;
  const perLearner = new Map<string, number>();
  let connections = 0;
  const admit = async (request: IncomingMessage): Promise<string | undefined> => {
    if (!comesFromUs(request, options.origins())) {
      metrics.originsRefused.inc();
      return undefined;
    }
    return (await sessions.learnerOf(request))?.learnerId;
  };
  const io = new Server(http, {
    serveClient: false,
    maxHttpBufferSize: limits.messageBytesMax,
    // Frames are packed already; what is large beside them is text: the structure of the system, the log, a past caught up with.
    perMessageDeflate: { threshold: DEFLATE_FROM_BYTES, serverNoContextTakeover: true, clientNoContextTakeover: true },
    // Resumption is ours: by ticks held and by the journal, also across a restart of the server.
    allowRequest: (request, decide) => {
      admit(request).then(
        (learnerId) => decide(null, learnerId !== undefined && connections < limits.connectionsMax),
        (error: unknown) => {
          ports.log.error({ reason: messageOf(error) }, 'a handshake could not be checked');
          decide(null, false);
        },
      );
    },
  });
  io.use((socket, next) => {
    admit(socket.request).then(
      (learnerId) => {
        if (learnerId === undefined) return next(new LabError('busy', 'Reload the page to get a session.'));
        if ((perLearner.get(learnerId) ?? 0) >= limits.connectionsPerLearnerMax) {
          return next(new LabError('busy', 'You have the lab open too often; close a tab and reload.'));
        }
        socket.data = { learnerId };
        next();
      },
      (error: unknown) => next(new LabError('busy', 'The session could not be checked; try again in 5 s.', error)),
    );
  });
  io.on('connection', (socket) => {
    const learnerId = learnerOf(socket);
    connections++;
    perLearner.set(learnerId, (perLearner.get(learnerId) ?? 0) + 1);
    socket.on('disconnect', () => {
      connections--;
      const left = (perLearner.get(learnerId) ?? 1) - 1;
      if (left > 0) perLearner.set(learnerId, left);
      else perLearner.delete(learnerId);
    });
    new Connection(socket, learnerId, options).listen();
  });
  return {
    close: async () => {
      await io.close();
    },
  };
}

function learnerOf(socket: Socket): string {
  const { learnerId } = socket.data as { learnerId: string };
  return learnerId;
}
