/** @module Composition root of the live server: builds every part, hands each what it needs, starts and stops them in order. */
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pino } from 'pino';
import { AuthorDesk } from './authoring/author-desk.ts';
import { FolderWatch } from './authoring/folder-watch.ts';
import { layered, PublishedShelf } from './authoring/published-shelf.ts';
import { CertificateDesk } from './certificates/certificate-desk.ts';
import { openKey } from './certificates/key-file.ts';
import type { CertificateKey } from './certificates/signature.ts';
import {
  builtUiFolder,
  CERTIFICATES_PER_LEARNER_MAX,
  DATA_DEFAULT,
  DRAFTS_PER_AUTHOR_MAX,
  HOST_DEFAULT,
  HTTP_LIMITS,
  ISSUER_DEFAULT,
  PORT_DEFAULT,
  PUBLISH_PROOF_SEEDS,
  RUN_LIMITS,
  type ServerSettings,
  SOCKET_LIMITS,
} from './config.ts';
import { type CourseLibrary, loadCourses } from './content/course-library.ts';
import { loadLibrary } from './content/library.ts';
import { systemClock } from './core/clock.ts';
import type { Disk } from './core/disk.ts';
import { LabError, messageOf } from './core/lab-error.ts';
import { createMetrics, type Metrics } from './core/metrics.ts';
import { nodeDisk } from './core/node-disk.ts';
import type { Ports } from './core/ports.ts';
import { systemRandom } from './core/random-source.ts';
import { systemTimers } from './core/timers.ts';
import { CourseDesk } from './courses/course-desk.ts';
import { type DataLayout, dataLayout } from './data/data-layout.ts';
import { ownDataDirectory } from './data/data-owner.ts';
import { systemProbe } from './data/process-probe.ts';
import { ClassDesk } from './gradebook/class-desk.ts';
import { ClassStore } from './gradebook/class-store.ts';
import { createApp } from './http/app.ts';
import type { Library } from './http/library.ts';
import { allowedOrigins, type Origins } from './http/origins.ts';
import { Sessions } from './http/sessions.ts';
import { RunDesk } from './runs/run-desk.ts';
import { openGateway } from './socket/gateway.ts';
import { openLowdbStore } from './store/lowdb-store.ts';
import type { Store } from './store/store.ts';
import { startAuthorThreads } from './workers/author-threads.ts';
import type { Simulation } from './workers/simulation.ts';
import { laneCountDefault, startThreads } from './workers/threads.ts';

/** Longest a shutdown may take before what is left is dropped, milliseconds; nothing acknowledged depends on it. */
const DRAIN_MS = 9_000;

/** A server that listens. */
export interface RunningServer {
  /** Where a browser finds the lab. */
  readonly url: string;
  /** The folder that is watched, where one was named. */
  readonly watch: FolderWatch | undefined;
  readonly metrics: Metrics;
  /** Leaves a checkpoint of every live run, closes every connection and gives the data directory up. */
  close(): Promise<void>;
}

/** Parts that tests put in place of the real ones. */
export interface ServerParts {
  readonly ports?: Ports;
  readonly library?: Library;
  readonly courses?: CourseLibrary;
  readonly simulation?: Simulation;
  /** Told how long after its due time each frame left, milliseconds. */
  readonly lateness?: (ms: number) => void;
}

/**
 * Starts the server; resolves when it listens.
 *
 * @param settings  what differs from the defaults
 * @param parts     what differs from the real machine
 * @throws LabError `data-in-use`, `data-unusable`, `key-unusable` or `listen-failed`, each with what to do; nothing is left running then
 */
export async function startServer(settings: ServerSettings = {}, parts: ServerParts = {}): Promise<RunningServer> {
  const ports = parts.ports ?? machinePorts();
  const data = dataLayout(resolve(settings.dataFolder ?? DATA_DEFAULT));
  const program = parts.library ?? programLibrary();
  const courses = parts.courses ?? loadCourses();
  await makeFolders(ports.disk, data);
  const release = await ownDataDirectory({ disk: ports.disk, random: ports.random, probe: systemProbe }, data.root);
  const undo: (() => Promise<void>)[] = [release];
  try {
    const store = await openLowdbStore(ports.disk, data);
    const metrics = createMetrics();
    const shelf = new PublishedShelf(store, ports.log);
    await shelf.takeStock();
    const watch = settings.scenarioFolder === undefined ? undefined : watchFolder(ports, settings.scenarioFolder, undo);
    // A scenario of the watched folder is what its author works on: it goes before one of the same id.
    const library = layered([...(watch === undefined ? [] : [watch.library]), program, shelf.library]);
    const simulation = parts.simulation ?? startThreads(ports.timers, settings.laneCount ?? laneCountDefault());
    undo.push(() => simulation.close());
    const runLimits = Object.freeze({ ...RUN_LIMITS, ...settings.runLimits });
    const lateness = (ms: number): void => {
      metrics.frameLateness.observe(ms / 1_000);
      parts.lateness?.(ms);
    };
    const desk = new RunDesk({ ports, metrics, simulation, data, limits: runLimits, lateness });
    undo.push(() => desk.close());
    await desk.takeStock();
    const certificates = new CertificateDesk({
      ports,
      store,
      runs: desk,
      library,
      key: await certificateKey(ports, data, store),
      issuer: settings.issuer ?? ISSUER_DEFAULT,
      certificatesPerLearnerMax: CERTIFICATES_PER_LEARNER_MAX,
    });
    await certificates.takeStock();
    const sessions = new Sessions(ports, store);
    const threads = startAuthorThreads(ports.timers);
    undo.push(() => threads.close());
    const authors = new AuthorDesk({
      ports,
      store,
      threads,
      shelf,
      program,
      draftsMax: DRAFTS_PER_AUTHOR_MAX,
      proofSeeds: PUBLISH_PROOF_SEEDS,
    });
    const host = settings.host ?? HOST_DEFAULT;
    let origins: Origins = allowedOrigins(host, settings.port ?? PORT_DEFAULT, settings.allowedOrigins ?? []);
    const app = createApp({
      log: ports.log,
      metrics,
      store,
      sessions,
      desk,
      certificates,
      courses: new CourseDesk(ports, store, courses),
      classes: new ClassDesk(new ClassStore(ports.disk, data.classes), desk, ports.clock),
      isLocal: isLoopback(host),
      library,
      authoring: { desk: authors, threads, watch },
      origins: () => origins,
      limits: Object.freeze({ ...HTTP_LIMITS, ...settings.httpLimits }),
      busyRetryS: runLimits.busyRetryS,
      uiFolder: settings.uiFolder ?? builtUiFolder(),
    });
    const http = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }, app);
    const gateway = openGateway(http, {
      ports,
      metrics,
      sessions,
      desk,
      origins: () => origins,
      limits: Object.freeze({ ...SOCKET_LIMITS, ...settings.socketLimits }),
    });
    undo.push(() => closeHttp(http, () => gateway.close()));
    const port = await listen(http, host, settings.port ?? PORT_DEFAULT);
    origins = allowedOrigins(host, port, settings.allowedOrigins ?? []);
    desk.resume().catch((error: unknown) => {
      ports.log.error({ reason: messageOf(error) }, 'not every run could be resumed');
    });
    let closing: Promise<void> | undefined;
    const url = `http://${shownHost(host)}:${port}`;
    ports.log.info({ url, dataFolder: data.root }, 'listening');
    return {
      url,
      watch,
      metrics,
      close: () => {
        closing ??= drain(ports, undo);
        return closing;
      },
    };
  } catch (error) {
    await drain(ports, undo);
    throw error;
  }
}

function machinePorts(): Ports {
  const log = pino({ level: process.env.TENANTLAB_LOG ?? 'info', base: null }, pino.destination({ fd: 2, sync: true }));
  return { clock: systemClock, disk: nodeDisk, timers: systemTimers, random: systemRandom, log };
}

function watchFolder(ports: Ports, folder: string, undo: (() => Promise<void>)[]): FolderWatch {
  const watch = new FolderWatch(resolve(folder), ports.timers);
  watch.start();
  undo.push(async () => watch.close());
  return watch;
}

/** The scenarios that come with the program. */
function programLibrary(): Library {
  const loaded = loadLibrary();
  const shown = loaded.list().map(({ scenario: { id, title, summary } }) => ({ id, title, summary }));
  return { get: (id) => loaded.get(id), list: () => shown };
}

async function makeFolders(disk: Disk, data: DataLayout): Promise<void> {
  try {
    for (const folder of [
      data.root,
      data.learners,
      data.courses,
      data.runs,
      data.progress,
      data.certificates,
      data.revocations,
      data.drafts,
      data.publications,
    ])
      await disk.makeFolder(folder);
    await disk.syncFolder(data.root);
  } catch (error) {
    const message = `The data directory ${data.root} cannot be used (${messageOf(error)}). Give another with --data.`;
    throw new LabError('data-unusable', message, error);
  }
}

async function certificateKey(ports: Ports, data: DataLayout, store: Store): Promise<CertificateKey> {
  const { key, isNew } = await openKey(ports.disk, ports.random, data.certificateKey);
  if (isNew && (await store.certificates.ids()).length > 0) {
    const lost =
      'there was no certificate key, so a new one was made: certificates issued before cannot be checked with it';
    ports.log.warn({ keyId: key.keyId }, lost);
  }
  return key;
}

function listen(http: HttpServer, host: string, port: number): Promise<number> {
  return new Promise((resolvePort, reject) => {
    http.once('error', (error) => {
      const message = `Cannot listen on ${host}:${port} (${error.message}). Choose another port with --port.`;
      reject(new LabError('listen-failed', message, error));
    });
    http.listen(port, host, () => {
      const address = http.address() as AddressInfo;
      resolvePort(address.port);
    });
  });
}

async function closeHttp(http: HttpServer, closeGateway: () => Promise<void>): Promise<void> {
  const closed = http.listening ? new Promise((done) => http.once('close', done)) : Promise.resolve();
  await closeGateway();
  http.closeAllConnections();
  await closed;
}

/** Takes down in reverse what was set up, within the time a shutdown may take. */
async function drain(ports: Ports, undo: readonly (() => Promise<void>)[]): Promise<void> {
  let cancel = (): void => undefined;
  const late = new Promise<'late'>((resolveLate) => {
    cancel = ports.timers.after(DRAIN_MS, () => resolveLate('late'));
  });
  const down = async (): Promise<'down'> => {
    for (const step of [...undo].reverse()) {
      try {
        await step();
      } catch (error) {
        ports.log.error({ reason: messageOf(error) }, 'a part of the server could not be closed cleanly');
      }
    }
    return 'down';
  };
  if ((await Promise.race([down(), late])) === 'late') ports.log.warn({}, 'shutdown took too long and was cut short');
  cancel();
}

/** @returns true for an address that only this machine can reach */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The name people type: an address that means "here" is called localhost. */
function shownHost(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
