/** @module A folder of scenario files that is watched: validated again on every save, its valid scenarios served at once. */
import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, join } from 'node:path';
import { tellIssues } from '../../scenarios/schema/code-frame.ts';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { WatchedFile, WatchedFolder } from '../../sim-engine/protocol/authoring.ts';
import { loadScenario } from '../content/load-scenario.ts';
import { LabError, messageOf } from '../core/lab-error.ts';
import type { Timers } from '../core/timers.ts';
import type { Library } from '../http/library.ts';

/** Editors write a file in several steps: what is read is what stands after this long without another, milliseconds. */
const QUIET_MS = 60;
/** Files that are looked at. */
const FILES_MAX = 200;

interface Held extends WatchedFile {
  readonly content: { readonly scenario: Scenario; readonly sha256: string } | null;
}

/** One folder, its files read anew whenever one of them changes. */
export class FolderWatch {
  private readonly folder: string;
  private readonly timers: Timers;
  private held: readonly Held[] = [];
  private change = 0;
  private watcher: FSWatcher | null = null;
  private cancel: () => void = () => undefined;
  private readonly listeners = new Set<() => void>();

  /**
   * @param folder  path of the folder
   * @param timers  for the wait after a change
   */
  constructor(folder: string, timers: Timers) {
    this.folder = folder;
    this.timers = timers;
  }

  /**
   * Reads the folder and begins to watch it.
   *
   * @throws LabError `folder-unusable`
   */
  start(): void {
    this.read();
    try {
      this.watcher = watch(this.folder, () => this.soon());
      this.watcher.on('error', () => this.soon());
    } catch (error) {
      throw unusable(this.folder, error);
    }
  }

  close(): void {
    this.cancel();
    this.watcher?.close();
  }

  /** @param listener  told after every change that was read */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** How the folder stands. */
  state(): WatchedFolder {
    const files = this.held.map(({ content: _, ...file }) => file);
    return { folder: basename(this.folder) || this.folder, change: this.change, files };
  }

  /** Its valid scenarios; where two files have one id, the first by name. */
  readonly library: Library = {
    get: (id) => this.held.find(({ scenarioId }) => scenarioId === id)?.content ?? undefined,
    list: () =>
      this.held.flatMap(({ content }) =>
        content === null
          ? []
          : [{ id: content.scenario.id, title: content.scenario.title, summary: content.scenario.summary }],
      ),
  };

  private soon(): void {
    this.cancel();
    this.cancel = this.timers.after(QUIET_MS, () => {
      const before = JSON.stringify(this.held);
      this.readAgain();
      if (JSON.stringify(this.held) === before) return;
      this.change++;
      for (const listener of this.listeners) listener();
    });
  }

  /** A folder that goes away while it is watched is told as a problem; it may come back. */
  private readAgain(): void {
    try {
      this.read();
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      const line = `${this.folder}:1:1: error ${error.code}: ${error.message}`;
      const problems = [{ line, frame: [] }];
      this.held = [{ name: basename(this.folder), scenarioId: '', title: '', sha256: '', problems, content: null }];
    }
  }

  private read(): void {
    let names: string[];
    try {
      names = readdirSync(this.folder).filter((name) => /\.ya?ml$/.test(name));
    } catch (error) {
      throw unusable(this.folder, error);
    }
    this.held = names
      .sort()
      .slice(0, FILES_MAX)
      .map((name) => this.readFile(name));
  }

  private readFile(name: string): Held {
    const loaded = loadScenario(join(this.folder, name));
    if (loaded.kind === 'loaded') {
      const { scenario, sha256 } = loaded;
      return {
        name,
        scenarioId: scenario.id,
        title: scenario.title,
        sha256,
        problems: [],
        content: { scenario, sha256 },
      };
    }
    const isPlaced = loaded.kind === 'invalid';
    const told = isPlaced ? tellIssues(name, loaded.text ?? '', loaded.issues) : [];
    const problems = isPlaced
      ? told.map(({ line, frame }) => ({ line, frame: loaded.text === undefined ? [] : frame }))
      : loaded.issues.map(({ code, message }) => ({ line: `${name}:1:1: error ${code}: ${message}`, frame: [] }));
    return { name, scenarioId: '', title: '', sha256: '', problems, content: null };
  }
}

function unusable(folder: string, error: unknown): LabError {
  return new LabError(
    'folder-unusable',
    `The folder ${folder} cannot be read (${messageOf(error)}). Name another.`,
    error,
  );
}
