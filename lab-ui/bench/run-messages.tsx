/** @module What must be said about the run now: refused, busy, reconnecting, stopped; it floats, so nothing moves. */
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { StateGlyph } from '../marks/tenant-mark.tsx';
import { ActionButton } from '../parts/action-button.tsx';
import { IssueList } from '../parts/issue-list.tsx';
import { useHeld } from '../parts/use-held.ts';
import { stepSentence } from '../text/event-words.ts';
import { formatClock } from '../text/format.ts';
import { useBench, useBenchState, useCommands, useMachineContext, useSession, useTimeNews } from './bench-context.tsx';
import { FreshRunButton } from './fresh-run-button.tsx';
import { formatSpeed, isBusy } from './run-words.ts';

/** How long the server must lag before it is called busy, milliseconds. */
const BUSY_MS = 2_500;

/** How long a moment may be on its way before it is spoken of, milliseconds. */
const AWAITED_MS = 250;

export function RunMessages() {
  const state = useBenchState();
  const { refusals, issues } = useMachineContext();
  const { dismiss } = useCommands();
  const nowUs = useBench((data) => data.simulatedUs);
  const lagging = useBench((data) => isBusy(state, data));
  const actual = useBench((data) => data.actualSpeed);
  const busy = useHeld(lagging, BUSY_MS);
  const { time } = useSession();
  const news = useTimeNews();
  const isAwaited = useHeld(news.awaitedUs !== null, AWAITED_MS);
  return (
    <div className="messages">
      {refusals.length > 0 ? (
        <div className="message" role="alert">
          <IssueList issues={refusals} />
          <ActionButton onPress={dismiss}>Put it away</ActionButton>
        </div>
      ) : null}
      {news.issues.length > 0 ? (
        <div className="message" role="alert">
          <IssueList issues={news.issues} />
          <ActionButton onPress={() => time.dismiss()}>Put it away</ActionButton>
        </div>
      ) : null}
      {isAwaited ? (
        <p className="message" role="status">
          <StateGlyph state="running" />
          <span>Executing the run again, to show what stood at {formatClock(nowUs)}.</span>
        </p>
      ) : null}
      {news.step !== null ? (
        <p className="message" role="status">
          <span>{stepSentence(news.step.event)}</span>
        </p>
      ) : null}
      {busy ? (
        <p className="message">
          <StateGlyph state="near" />
          <span>Running at {formatSpeed(actual)}: the server is busy. Results do not change.</span>
        </p>
      ) : null}
      {state === 'reconnecting' ? <Reconnecting /> : null}
      {state === 'failed' ? (
        <div className="message" role="alert">
          <IssueList issues={issues} />
          <span>The run stopped at {formatClock(nowUs)}. What you did is in its record; nothing of it is lost.</span>
          <FreshRunButton kind="outline">Start a new run</FreshRunButton>
          <Link href="/" className="button plain">
            To your runs
          </Link>
        </div>
      ) : null}
    </div>
  );
}

function Reconnecting() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="message">
      <StateGlyph state="near" />
      <span>
        Reconnecting, no data for {seconds} s. What you did is kept. The run goes on for half a minute without you, then
        it pauses.
      </span>
    </p>
  );
}
