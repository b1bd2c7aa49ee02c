/** @module What the gradebook pages ask of classes: a view, comments, overrides, what is brought in, and replays of hidden worlds. */
import { asLog } from '../../sim-engine/grading/configuration.ts';
import { finalConfiguration, type Result } from '../../sim-engine/index.ts';
import { fail, issue, ok } from '../../sim-engine/kernel/result.ts';
import type { GradebookListing, GradebookView } from '../../sim-engine/protocol/gradebook.ts';
import type { Clock } from '../core/clock.ts';
import { readSubmission } from '../headless/submission.ts';
import type { RunDesk } from '../runs/run-desk.ts';
import type { ClassEvent } from './class-events.ts';
import { readClassImport } from './class-import.ts';
import type { ClassStore } from './class-store.ts';
import { gradebookView } from './gradebook-view.ts';

/** A world of a learner, and the moment of it to look at. */
export interface ReplayWish {
  readonly file: string;
  /** Of a hidden world; null for the learner's own. */
  readonly seed: number | null;
  readonly atUs: number;
}

/** The classes of one data directory. */
export class ClassDesk {
  private readonly store: ClassStore;
  private readonly runs: RunDesk;
  private readonly clock: Clock;

  constructor(store: ClassStore, runs: RunDesk, clock: Clock) {
    this.store = store;
    this.runs = runs;
    this.clock = clock;
  }

  /** @returns every class, with what is wrong with those that cannot be read */
  async list(): Promise<GradebookListing[]> {
    return Promise.all((await this.store.ids()).map((id) => this.listing(id)));
  }

  async view(id: string): Promise<Result<GradebookView>> {
    const read = await this.store.read(id);
    return read.ok ? ok(gradebookView(read.value.file, read.value.events)) : read;
  }

  async comment(id: string, by: string, learner: string, text: string): Promise<Result<GradebookView>> {
    return this.change(id, learner, () => ok({ type: 'comment', at: this.now(), by, learner, text }));
  }

  /** The old mark is that of the moment of writing, so that two people who override at once are both told rightly. */
  async override(
    id: string,
    by: string,
    learner: string,
    newMark: number | null,
    reason: string,
  ): Promise<Result<GradebookView>> {
    return this.change(id, learner, (before, view) => {
      if (newMark !== null && newMark > view.pointsMax) {
        const message = `found the mark ${newMark}, expected at most ${view.pointsMax}`;
        return fail(issue('bad-field', 'mark', message));
      }
      const last = before.filter((event) => event.type === 'override' && event.learner === learner).at(-1);
      const rule = view.rows.find((row) => row.learner === learner)?.ruleMark ?? null;
      const oldMark = last?.type === 'override' ? last.newMark : rule;
      return ok({ type: 'override', at: this.now(), by, learner, oldMark, newMark, reason });
    });
  }

  /** @returns the class afterwards, or what is wrong with the text by line; then nothing was brought in */
  async bring(id: string, by: string, text: string): Promise<Result<GradebookView>> {
    const view = await this.view(id);
    if (!view.ok) return view;
    const known = new Set(view.value.rows.map(({ learner }) => learner));
    const read = readClassImport(text, known, view.value.pointsMax);
    if (!read.ok) return read;
    if (read.value.kind === 'roster') {
      const { learners } = read.value;
      const added = await this.store.add(id, () => ok({ type: 'roster', at: this.now(), by, learners: [...learners] }));
      return added.ok ? this.view(id) : added;
    }
    for (const { learner, mark, reason } of read.value.overrides) {
      const added = await this.override(id, by, learner, mark, reason);
      if (!added.ok) return added;
    }
    return this.view(id);
  }

  /**
   * Makes a run of a learner's configuration in a hidden world, or of the log in its own, that stands paused at a moment.
   *
   * @returns the run's id, of the person who looks
   */
  async replay(id: string, viewerId: string, wish: ReplayWish): Promise<Result<{ runId: string; scenarioId: string }>> {
    const read = await this.store.read(id);
    if (!read.ok) return read;
    const number = Object.hasOwn(read.value.file.kept, wish.file) ? read.value.file.kept[wish.file] : undefined;
    if (number === undefined) return fail(issue('not-found', 'file', 'There is no such submission in the class.'));
    const submission = readSubmission(await this.store.submission(id, number));
    if (!submission.ok) return submission;
    const { scenario, scenarioSha256, seed, isolation, actions } = submission.value.record;
    const isOwn = wish.seed === null || wish.seed === seed;
    const configuration = finalConfiguration(isolation, actions);
    const model = isOwn ? isolation : configuration.isolation;
    const made = await this.runs.rehearse(viewerId, {
      scenarioId: scenario.id,
      scenarioSha256,
      scenario: model === null ? scenario : { ...scenario, isolation: model },
      seed: wish.seed ?? seed,
      actions: isOwn ? actions : asLog(configuration),
      atUs: Math.min(wish.atUs, scenario.durationUs - 1),
    });
    return made.ok ? ok({ runId: made.value.runId, scenarioId: scenario.id }) : made;
  }

  private async listing(id: string): Promise<GradebookListing> {
    const view = await this.view(id);
    if (!view.ok) return { state: 'damaged', id, message: view.issues.map(({ message }) => message).join(' ') };
    const { title, gradedAt, rows } = view.value;
    return { state: 'readable', id, title, gradedAt, learners: rows.length };
  }

  private async change(
    id: string,
    learner: string,
    make: (before: readonly ClassEvent[], view: GradebookView) => Result<ClassEvent>,
  ): Promise<Result<GradebookView>> {
    const view = await this.view(id);
    if (!view.ok) return view;
    if (!view.value.rows.some((row) => row.learner === learner))
      return fail(issue('not-found', 'learner', 'There is nobody of that name in the class.'));
    const added = await this.store.add(id, (before) => make(before, view.value));
    return added.ok ? this.view(id) : added;
  }

  private now(): string {
    return new Date(this.clock.wallMs()).toISOString();
  }
}
