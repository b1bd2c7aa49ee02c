/** @module What a lesson's page knows and does: bet, run, place, and reporting it to the server. */
import type { Issue } from '../../sim-engine/kernel/result.ts';
import type { Experiment } from '../../sim-engine/model/experiment.ts';
import type { LessonAnswer, LessonProgress, ProgressReport } from '../../sim-engine/protocol/course.ts';
import { api } from '../net/api.ts';
import { TrialBench, type TrialState, type TrialWorker } from './trial-bench.ts';

/** How the page stands. */
export interface LessonState extends TrialState {
  /** Committed to: a number or the index of an option; null before and without. */
  readonly bet: number | null;
  /** Index of the setting. */
  readonly setting: number;
  /** Simulated time shown, microseconds. */
  readonly atUs: number;
  readonly status: 'predict' | 'waiting' | 'playing' | 'paused' | 'ended';
  /** True once the run was seen to its end. */
  readonly revealed: boolean;
  readonly saving: 'idle' | 'saving' | 'saved' | 'failed';
  readonly saveIssues: readonly Issue[];
}

/** A run is played to its end in about so long, milliseconds. */
const PLAYED_MS = 7_000;
/** A run that is being played is reported this often, milliseconds. */
const REPORT_MS = 2_000;

/** One open lesson. */
export class LessonStore {
  readonly experiment: Experiment;
  private readonly lesson: LessonAnswer;
  private readonly bench: TrialBench;
  private state: LessonState;
  private readonly listeners = new Set<() => void>();
  private frame = 0;
  private lastMs = 0;
  private reportedMs = 0;
  private timer = 0;
  /** True while a run is waited for that is to be played when it comes. */
  private wantsClock = false;
  /** Reports go one after the other, so that the last one told is the last one kept. */
  private sending: Promise<void> = Promise.resolve();

  /**
   * @param lesson    from the server
   * @param progress  how far the learner was
   * @param make      starts a worker
   */
  constructor(lesson: LessonAnswer, progress: LessonProgress | undefined, make: () => TrialWorker) {
    const { experiment, experimentSha256 } = lesson;
    this.lesson = lesson;
    this.experiment = experiment;
    this.bench = new TrialBench(experiment, make);
    const bet = progress?.bets[experimentSha256]?.value ?? null;
    const place = progress?.place?.of === experimentSha256 ? progress.place : null;
    const isKnown = place !== null && place.setting < experiment.control.settings.length;
    this.state = {
      ...this.bench.get(),
      bet,
      setting: isKnown ? place.setting : experiment.control.start,
      atUs: isKnown ? Math.min(place.atUs, this.durationUs) : 0,
      status: isKnown ? 'waiting' : 'predict',
      revealed: progress?.revealed === true,
      saving: 'idle',
      saveIssues: [],
    };
    this.bench.subscribe(() => this.measured());
    if (isKnown) this.bench.want(place.setting);
    // That the lesson was opened is a place too: home leads here.
    this.report({});
  }

  get durationUs(): number {
    return this.experiment.scenario.durationUs;
  }

  readonly get = (): LessonState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Commits to a bet, and runs the setting that it is about. */
  readonly commit = (value: number | null): void => {
    const { bet } = this.experiment;
    this.change({ bet: value, setting: bet.at });
    if (value !== null) this.report({ bet: { value, of: this.lesson.experimentSha256 } });
    this.playFrom(0);
  };

  /** Moves the control. What was seen to its end once need not be played again. */
  readonly choose = (setting: number): void => {
    this.pauseClock();
    const isSeen = this.state.revealed;
    this.change({ setting, atUs: isSeen ? this.durationUs : 0, status: 'waiting' });
    this.bench.want(setting);
    if (!isSeen) {
      this.playFrom(0);
      return;
    }
    this.settle();
    this.reportSoon();
  };

  /** Plays on, or from the beginning where the end is shown. */
  readonly play = (): void => this.playFrom(this.state.atUs >= this.durationUs ? 0 : this.state.atUs);

  readonly pause = (): void => {
    this.pauseClock();
    this.change({ status: 'paused' });
    this.reportPlace();
  };

  readonly toTheEnd = (): void => this.show(this.durationUs);

  /** @param atUs  the moment to show */
  readonly show = (atUs: number): void => {
    this.pauseClock();
    const shown = Math.min(Math.max(0, Math.round(atUs)), this.durationUs);
    this.change({ atUs: shown });
    this.settle();
    this.reportSoon();
  };

  /** Opens what is about the run without having seen it. */
  readonly reveal = (): void => {
    this.change({ revealed: true });
    this.bench.want(this.state.setting);
    this.report({ revealed: true });
  };

  /** The page is being left. */
  readonly leave = (): void => {
    if (this.state.status === 'playing' || this.timer !== 0) {
      this.pauseClock();
      this.reportPlace();
    }
  };

  dispose(): void {
    this.leave();
    this.bench.dispose();
  }

  private playFrom(atUs: number): void {
    this.pauseClock();
    this.change({ atUs, status: 'waiting' });
    this.bench.want(this.state.setting);
    if (this.state.trials.has(this.state.setting)) this.startClock();
    else this.wantsClock = true;
  }

  /** A run has come in: the one that is waited for begins to be shown. */
  private measured(): void {
    this.change(this.bench.get());
    if (this.state.status !== 'waiting' || !this.state.trials.has(this.state.setting)) return;
    if (this.wantsClock) this.startClock();
    else this.settle();
  }

  private startClock(): void {
    this.wantsClock = false;
    this.lastMs = performance.now();
    this.reportedMs = this.lastMs;
    this.change({ status: 'playing' });
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) this.toTheEnd();
    else this.frame = requestAnimationFrame(this.tick);
  }

  private readonly tick = (nowMs: number): void => {
    const passedUs = (Math.max(0, nowMs - this.lastMs) / PLAYED_MS) * this.durationUs;
    this.lastMs = nowMs;
    const atUs = Math.min(this.durationUs, Math.round(this.state.atUs + passedUs));
    this.change({ atUs });
    if (atUs >= this.durationUs) {
      this.settle();
      this.reportPlace();
      return;
    }
    if (nowMs - this.reportedMs >= REPORT_MS) {
      this.reportedMs = nowMs;
      this.reportPlace();
    }
    this.frame = requestAnimationFrame(this.tick);
  };

  private pauseClock(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.timer = 0;
    this.wantsClock = false;
  }

  /** Says how the moment that is shown stands. */
  private settle(): void {
    if (!this.state.trials.has(this.state.setting)) {
      this.change({ status: 'waiting' });
      return;
    }
    const isEnd = this.state.atUs >= this.durationUs;
    const isNew = isEnd && !this.state.revealed;
    this.change({ status: isEnd ? 'ended' : 'paused', ...(isEnd ? { revealed: true } : {}) });
    if (isNew) this.report({ revealed: true });
  }

  private reportSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.reportPlace();
    }, 400);
  }

  private reportPlace(): void {
    const { setting, atUs } = this.state;
    this.report({ place: { of: this.lesson.experimentSha256, setting, atUs } });
  }

  private report(news: Omit<ProgressReport, 'module'>): void {
    const { courseId, lesson } = this.lesson;
    this.change({ saving: 'saving' });
    this.sending = this.sending.then(async () => {
      const answer = await api.reportProgress(courseId, { module: lesson.id, ...news });
      this.change(answer.ok ? { saving: 'saved', saveIssues: [] } : { saving: 'failed', saveIssues: answer.issues });
    });
  }

  private change(what: Partial<LessonState>): void {
    this.state = { ...this.state, ...what };
    for (const listener of this.listeners) listener();
  }
}
