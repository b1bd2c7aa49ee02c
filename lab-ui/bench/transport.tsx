/** @module The bar under the bench: clock and Start or Pause, the event track, speed and the end of the run. */
import { useEffect, useRef } from 'react';
import { timeline } from '../charts/timeline.ts';
import { recordUrl } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { formatClock } from '../text/format.ts';
import { useBench, useBenchState, useCommands, useSession, whyNot } from './bench-context.tsx';
import { ChartHost } from './chart-host.tsx';
import { FreshRunButton } from './fresh-run-button.tsx';
import { formatSpeed } from './run-words.ts';
import { SpeedControl } from './speed-control.tsx';

interface TransportProps {
  /** While the guide's first step is current, Start is calm and not the filled button. */
  readonly guided: boolean;
  onTenant(index: number): void;
}

export function Transport({ guided, onTenant }: TransportProps) {
  const state = useBenchState();
  const durationUs = useBench((data) => data.scenario.durationUs);
  const nowUs = useBench((data) => data.simulatedUs);
  const speed = useBench((data) => data.speed);
  const wasLive = useRef(false);
  if (state === 'running' || state === 'paused') wasLive.current = true;
  return (
    <section className="transport" aria-label="Transport">
      <div className="transport-left">
        <p className="clock">
          <strong>{formatClock(nowUs)}</strong>
          <span className="quiet">of {formatClock(durationUs).replace(/\.0 /, ' ')}</span>
          <span className="clock-speed quiet">{formatSpeed(speed)}</span>
        </p>
        <StartPause guided={guided} />
      </div>
      <ChartHost chart={timeline} className="transport-track" onTenant={onTenant} />
      <div className="transport-right">
        {state === 'finished' ? <AfterFinish takesFocus={wasLive.current} /> : <WhileRunning />}
      </div>
    </section>
  );
}

/** The one button that Space presses. */
function StartPause({ guided }: { guided: boolean }) {
  const state = useBenchState();
  const { control } = useCommands();
  const kind = guided ? 'outline' : 'primary';
  switch (state) {
    case 'ready':
      return (
        <ActionButton kind={kind} shortcut="Space" className="start-pause" onPress={() => control({ type: 'start' })}>
          {guided ? 'Start calm' : 'Start'}
        </ActionButton>
      );
    case 'running':
      return (
        <ActionButton kind={kind} shortcut="Space" className="start-pause" onPress={() => control({ type: 'pause' })}>
          Pause
        </ActionButton>
      );
    case 'paused':
      return (
        <ActionButton kind={kind} shortcut="Space" className="start-pause" onPress={() => control({ type: 'resume' })}>
          Go on
        </ActionButton>
      );
    case 'finished':
      return <FreshRunButton kind={kind}>Run it again, another seed</FreshRunButton>;
    case 'failed':
      return (
        <ActionButton why="Not now: the run stopped" onPress={() => undefined}>
          Go on
        </ActionButton>
      );
    default:
      return (
        <ActionButton why="Not now: reconnecting" onPress={() => undefined}>
          Start
        </ActionButton>
      );
  }
}

function WhileRunning() {
  const state = useBenchState();
  const nowUs = useBench((data) => data.simulatedUs);
  const { control } = useCommands();
  const why = state === 'ready' ? 'Finish: not started yet' : whyNot(state);
  return (
    <>
      <SpeedControl />
      <ActionButton why={why} onPress={() => control({ type: 'finish' })}>
        Finish at {formatClock(nowUs)}
      </ActionButton>
    </>
  );
}

/** @param props  `takesFocus` when the run ended before the learner's eyes: the button in focus is gone then */
function AfterFinish({ takesFocus }: { takesFocus: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) link.current?.focus();
  }, [takesFocus]);
  const { runId } = useSession();
  const digest = useBench((data) => data.digest);
  return (
    <>
      <a ref={link} className="button outline" href={recordUrl(runId)} download>
        Download the record
      </a>
      <span className="note digest">
        digest <code>{digest ?? '–'}</code>
      </span>
    </>
  );
}
