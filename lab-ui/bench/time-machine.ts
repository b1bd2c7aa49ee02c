/** @module Goes back in the run on the page: asks the replay worker for the moment that the playback shows, always the newest wish. */

import { type Issue, issue, type Result } from '../../sim-engine/kernel/result.ts';
import type { RequestName, Trace } from '../../sim-engine/model/trace.ts';
import { api } from '../net/api.ts';
import type { Moment } from '../replay/questions/moment.ts';
import type { Step } from '../replay/questions/step.ts';
import { ReplayClient } from '../replay/replay-client.ts';
import type { QuestionAnswer, QuestionArgument, QuestionName } from '../replay/replay-messages.ts';
import { PlaybackClock } from '../state/playback-clock.ts';
import type { ShownStore } from '../state/shown-store.ts';

/** What the page may be told about the way back. */
export interface TimeNews {
  /** A moment that is asked for and not there yet, microseconds. */
  readonly awaitedUs: number | null;
  /** The step that led to the moment shown. */
  readonly step: Step | null;
  /** Why the past cannot be shown. */
  readonly issues: readonly Issue[];
}

const NO_NEWS: TimeNews = { awaitedUs: null, step: null, issues: [] };

/** One run's way back. */
export class TimeMachine extends PlaybackClock {
  private readonly runId: string;
  private readonly store: ShownStore;
  private replay: ReplayClient | null = null;
  /** Being fetched, so that two wishes at once fetch it once. */
  private preparing: Promise<readonly Issue[] | null> | null = null;
  private disposed = false;
  private moment: Moment | null = null;
  private followed: RequestName | null = null;
  private asking = false;
  private news: TimeNews = NO_NEWS;
  private readonly listeners = new Set<() => void>();

  /**
   * @param runId  the run
   * @param store  shows the moment
   */
  constructor(runId: string, store: ShownStore) {
    super();
    this.runId = runId;
    this.store = store;
    this.playback.subscribe(() => this.lead());
  }

  readonly getNews = (): TimeNews => this.news;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  override get headUs(): number {
    return this.store.received.data?.simulatedUs ?? 0;
  }

  /** @param back  to the event before the moment shown, or to the one after it */
  async step(back: boolean): Promise<void> {
    const from = this.playback.getSnapshot().context.atUs;
    const answer = await this.ask('step', { atUs: from ?? this.headUs, back });
    // Whoever went elsewhere while this was looked up stays there; the newest moment stays the newest though the run goes on.
    if (this.playback.getSnapshot().context.atUs !== from) return;
    if (!answer.ok) this.tell({ issues: answer.issues });
    else if (answer.value === null) this.seek(back ? 0 : this.headUs);
    else {
      this.seek(answer.value.atUs);
      this.tell({ step: answer.value });
    }
  }

  /**
   * @param atUs  where to leave this run; the moment shown by default
   * @returns id of a new run that does, or null with news of why not
   */
  async branch(atUs: number = this.shownUs): Promise<string | null> {
    const made = await api.branchRun(this.runId, atUs);
    if (made.ok) return made.value.runId;
    this.tell({ issues: made.issues });
    return null;
  }

  /** @returns the way of one request, or null with news of why it is not known */
  async path(tenant: string, number: number): Promise<Trace | null> {
    const answer = await this.ask('request-path', { tenant, number, atUs: this.headUs });
    if (answer.ok && answer.value !== null) return answer.value;
    const lost = issue(
      'request-not-kept',
      '',
      `Request ${number} of ${tenant} was not kept: choose one on the page of who hurts whom.`,
    );
    this.tell({ issues: answer.ok ? [lost] : answer.issues });
    return null;
  }

  /** @param request  whose places the moments shown tell from now on; null for nobody's */
  follow(request: RequestName | null): void {
    if (request === this.followed) return;
    this.followed = request;
    this.moment = null;
    this.lead();
  }

  /** Takes away what was said of a refusal. */
  dismiss(): void {
    this.tell({ issues: [] });
  }

  /** @param format  of the file; @returns the traces of the run so far, or null with news of why not */
  async traces(format: string): Promise<string | null> {
    const answer = await this.ask('tracesFile', { format, atUs: this.headUs });
    if (answer.ok) return answer.value;
    this.tell({ issues: answer.issues });
    return null;
  }

  override dispose(): void {
    super.dispose();
    this.disposed = true;
    this.replay?.dispose();
    this.listeners.clear();
  }

  private lead(): void {
    const { context } = this.playback.getSnapshot();
    if (context.atUs === null) {
      this.moment = null;
      this.store.show(null);
      if (this.news !== NO_NEWS) this.tell(NO_NEWS);
    } else {
      if (this.news.step !== null && this.news.step.atUs !== context.atUs) this.tell({ step: null });
      this.store.show({ atUs: context.atUs, moment: this.moment });
      void this.fetch();
    }
  }

  /** Asks for the moment shown, and again if another one is shown by then. */
  private async fetch(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    for (;;) {
      const { atUs } = this.playback.getSnapshot().context;
      if (atUs === null || this.moment?.atUs === atUs) break;
      this.tell({ awaitedUs: atUs });
      const follow = this.followed;
      const answer = await this.ask('moment', { atUs, follow });
      if (answer.ok && follow !== this.followed) continue;
      if (!answer.ok) {
        this.tell({ issues: answer.issues });
        break;
      }
      const shownUs = this.playback.getSnapshot().context.atUs;
      if (shownUs === null) break;
      this.moment = answer.value;
      this.store.show({ atUs: shownUs, moment: answer.value });
    }
    this.asking = false;
    if (this.news.awaitedUs !== null) this.tell({ awaitedUs: null });
  }

  private async ask<N extends QuestionName>(
    question: N,
    argument: QuestionArgument<N> & { readonly atUs: number },
  ): Promise<Result<QuestionAnswer<N>>> {
    if (this.replay === null || this.replay.simulatedUs < argument.atUs) {
      this.preparing ??= this.prepare();
      const failed = await this.preparing;
      this.preparing = null;
      if (failed !== null) return { ok: false, issues: failed };
    }
    if (this.replay === null) return { ok: false, issues: [issue('replay-lost', '', 'The page was left.')] };
    return this.replay.ask(question, argument);
  }

  /** Tells the worker what the run is made of by now. @returns why that failed, or null */
  private async prepare(): Promise<readonly Issue[] | null> {
    const inputs = await api.runInputs(this.runId);
    if (!inputs.ok) return inputs.issues;
    if (this.disposed) return null;
    if (this.replay === null) this.replay = new ReplayClient(inputs.value);
    else this.replay.follow(inputs.value);
    return null;
  }

  private tell(change: Partial<TimeNews>): void {
    this.news = { ...this.news, ...change };
    for (const listener of this.listeners) listener();
  }
}
