/** @module The server's settings: where it listens, where it keeps things, and every limit with its reason. */
import { fileURLToPath } from 'node:url';
import type { HttpLimits } from './http/guards.ts';
import type { RunLimits } from './runs/admission.ts';
import type { SocketLimits } from './socket/gateway.ts';

/** Port of the lab when nothing else is asked for. */
export const PORT_DEFAULT = 4600;
/** Only this machine may connect unless `--host` opens the door. */
export const HOST_DEFAULT = '127.0.0.1';
/** Who vouches on certificates. */
export const ISSUER_DEFAULT = 'TenantLab';
/** Certificates a learner may hold; each is a file that stays. */
export const CERTIFICATES_PER_LEARNER_MAX = 20;
/** Drafts that an author may have listed; each is a file. */
export const DRAFTS_PER_AUTHOR_MAX = 100;
/** Seeds on which a scenario has to hold its proof before it is published: the author's page proves it on a hundred. */
export const PUBLISH_PROOF_SEEDS = 3;
/** Data directory when nothing else is asked for, relative to where the server is started. */
export const DATA_DEFAULT = '.data';

/** What a caller may set. */
export interface ServerSettings {
  /** 0..65535; 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Data directory, absolute or relative to the working directory. */
  readonly dataFolder?: string;
  /** Further origins that may use this server, for one behind a proxy. */
  readonly allowedOrigins?: readonly string[];
  /** Who vouches on certificates, 1..120 plain characters. */
  readonly issuer?: string;
  /** A folder of scenario files to watch and to serve beside the library. */
  readonly scenarioFolder?: string;
  /** Absolute path of the built lab. */
  readonly uiFolder?: string;
  /** Simulation threads, >= 1. */
  readonly laneCount?: number;
  readonly runLimits?: Partial<RunLimits>;
  readonly httpLimits?: Partial<HttpLimits>;
  readonly socketLimits?: Partial<SocketLimits>;
}

/** Limits of runs. */
export const RUN_LIMITS: RunLimits = Object.freeze({
  // At ten frames a second each, 300 runs are 3,000 frames a second: well below what one process was measured to carry.
  runningRunsMax: 300,
  runningRunsPerLearnerMax: 5,
  openRunsPerLearnerMax: 50,
  busyRetryS: 30,
});

/** Limits of the HTTP API. */
export const HTTP_LIMITS: HttpLimits = Object.freeze({
  bodyBytesMax: 64 * 1024,
  bodyDepthMax: 32,
  requestsPerMinute: 1_200,
  guestsPerMinute: 120,
  runsPerMinute: 120,
  certificatesPerMinute: 30,
  certificateChecksPerMinute: 60,
  draftsPerMinute: 60,
  publicationsPerMinute: 20,
  textChecksPerMinute: 120,
});

/** Limits of the live connection. */
export const SOCKET_LIMITS: SocketLimits = Object.freeze({
  messageBytesMax: 16 * 1024,
  messagesPerSec: 20,
  acksPerSec: 200,
  watchedMax: 8,
  connectionsPerLearnerMax: 10,
  connectionsMax: 1_000,
});

/** Where `npm run build` puts the lab, seen from the source as well as from the built file. */
export function builtUiFolder(): string {
  const relative = import.meta.url.endsWith('.ts') ? '../dist/lab-ui' : '../lab-ui';
  return fileURLToPath(new URL(relative, import.meta.url));
}
