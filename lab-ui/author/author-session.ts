/** @module One draft that is being written: its text, what is wrong with it, what it does, and whether it is saved. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Scenario, TimedAction } from '../../sim-engine/model/scenario.ts';
import type { DraftContent, PublishedVersion } from '../../sim-engine/protocol/authoring.ts';
import { authorApi } from '../net/author-api.ts';
import { DifficultyBench } from './difficulty-bench.ts';
import { PreviewClient } from './preview-client.ts';
import { TextClient } from './text-client.ts';
import type { TextReading } from './text-messages.ts';

/** A draft is saved when nothing was written for so long, milliseconds. */
const SAVE_AFTER_MS = 800;

/** A text that was a scenario. */
export interface ValidText {
  readonly scenario: Scenario;
  readonly lines: TextReading['lines'];
  /** When it was read, milliseconds since the page's beginning. */
  readonly atMs: number;
}

/** What the page shows. */
export interface AuthorState {
  readonly text: string;
  /** Of the text as it stands; null until it was read for the first time. */
  readonly reading: TextReading | null;
  readonly valid: ValidText | null;
  /** Which action log the preview replays: of a solution by its id, or none. */
  readonly log: string | null;
  readonly saving: 'saved' | 'unsaved' | 'saving' | 'refused';
  readonly savedAt: string;
  readonly saveIssues: readonly Issue[];
  readonly versions: readonly PublishedVersion[];
  readonly publishing: boolean;
  readonly publishIssues: readonly Issue[];
}

/** Everything behind the editor's page. */
export class AuthorSession {
  readonly draftId: string;
  readonly proofSeeds: number;
  readonly texts = new TextClient();
  readonly preview = new PreviewClient();
  readonly difficulty = new DifficultyBench();
  private state: AuthorState;
  private revision: number;
  private savedText: string;
  private isReading = false;
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  private saves: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<() => void>();

  /** @param draft  as the server has it */
  constructor(draft: DraftContent) {
    const { draftId, text, revision, savedAt, versions, proofSeeds } = draft;
    this.draftId = draftId;
    this.proofSeeds = proofSeeds;
    this.revision = revision;
    this.savedText = text;
    this.state = {
      text,
      reading: null,
      valid: null,
      log: null,
      saving: 'saved',
      savedAt,
      saveIssues: [],
      versions,
      publishing: false,
      publishIssues: [],
    };
    void this.read();
  }

  readonly get = (): AuthorState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Name of the file: that of the id that is written in it. */
  get file(): string {
    const id = /^id:[ \t]*([a-z][a-z0-9-]{0,47})\s*$/m.exec(this.state.text)?.[1];
    return `${id ?? 'scenario'}.yaml`;
  }

  /** The text was changed. */
  readonly changed = (text: string): void => {
    if (text === this.state.text) return;
    this.change({ text, saving: text === this.savedText ? 'saved' : 'unsaved', publishIssues: [] });
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => void this.save(), SAVE_AFTER_MS);
    void this.read();
  };

  /** Chooses the action log that the preview replays. */
  readonly replay = (proofId: string | null): void => {
    this.change({ log: proofId });
    this.show();
  };

  /** Saves what is not saved; resolves when the server has it, or has refused it. */
  readonly save = (): Promise<void> => {
    clearTimeout(this.saveTimer);
    this.saves = this.saves.then(() => this.saveNow());
    return this.saves;
  };

  /** Publishes the text as it stands. @returns the version, or null with the reasons in the state */
  readonly publish = async (): Promise<PublishedVersion | null> => {
    if (this.state.publishing) return null;
    this.change({ publishing: true, publishIssues: [] });
    await this.save();
    const answer =
      this.state.saving === 'saved'
        ? await authorApi.publish(this.draftId, this.revision)
        : { ok: false as const, issues: this.state.saveIssues };
    if (!answer.ok) {
      this.change({ publishing: false, publishIssues: answer.issues });
      return null;
    }
    this.change({ publishing: false, versions: [answer.value, ...this.state.versions] });
    return answer.value;
  };

  /** Ends the workers; what is not saved is saved. */
  dispose(): void {
    void this.save();
    this.texts.dispose();
    this.preview.dispose();
    this.difficulty.dispose();
  }

  private async saveNow(): Promise<void> {
    const { text } = this.state;
    if (text === this.savedText) return;
    this.change({ saving: 'saving' });
    const answer = await authorApi.save(this.draftId, text, this.revision);
    if (!answer.ok) {
      this.change({ saving: 'refused', saveIssues: answer.issues });
      return;
    }
    this.revision = answer.value.revision;
    this.savedText = text;
    const isNewest = this.state.text === text;
    this.change({ saving: isNewest ? 'saved' : 'unsaved', savedAt: answer.value.savedAt, saveIssues: [] });
  }

  /** Reads the newest text; while one is read, what is written is read after it. */
  private async read(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    let text: string;
    do {
      text = this.state.text;
      const reading = await this.texts.ask('read', { file: this.file, text });
      if (reading !== null && text === this.state.text) this.take(reading);
    } while (text !== this.state.text);
    this.isReading = false;
  }

  private take(reading: TextReading): void {
    const before = this.state.valid;
    const { scenario, lines } = reading;
    if (scenario === null) {
      this.change({ reading });
      return;
    }
    // The same scenario in other words is the same object: what was measured of it stays.
    const isSame = before !== null && JSON.stringify(before.scenario) === JSON.stringify(scenario);
    this.change({
      reading,
      valid: { scenario: isSame ? before.scenario : scenario, lines, atMs: performance.now() },
    });
    if (!isSame) this.show();
  }

  private show(): void {
    const scenario = this.state.valid?.scenario;
    if (scenario === undefined) return;
    const actions: readonly TimedAction[] = scenario.proofs.find(({ id }) => id === this.state.log)?.actions ?? [];
    this.preview.show(scenario, actions);
  }

  private change(what: Partial<AuthorState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }
}
