/** @module The bar under the bench: clock and Start or Pause, the event track, speed and the end of the run. */
import { useEffect, useRef, useState } from 'react';
import { recordUrl } from '../net/api.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { formatClock } from '../text/format.ts';
import {
  useBench,
  useBenchState,
  useCommands,
  usePlayback,
  usePlaybackContext,
  useSession,
  whyNot,
} from './bench-context.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FreshRunButton } from './fresh-run-button.tsx';
import { PastControls } from './past-controls.tsx';
import { formatSpeed } from './run-words.ts';
import { SpeedControl } from './speed-control.tsx';
import { TimelineSlider } from './timeline-slider.tsx';

interface TransportProps {
  /** While the guide's first step is current, Start is calm and not the filled button. */
  readonly guided: boolean;
  onTenant(index: number): void;
}

export function Transport({ guided, onTenant }: TransportProps) {
  const state = useBenchState();
  const durationUs = useBench((data) => data.scenario.durationUs);
  const nowUs = useBench((data) => data.simulatedUs);
  const liveSpeed = useBench((data) => data.speed);
  const past = usePlaybackContext();
  const speed = state === 'rewound' ? past.speed : liveSpeed;
  const [isExporting, setExporting] = useState(false);
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
        <div className="transport-buttons">
          <StartPause guided={guided} />
          <Step />
        </div>
      </div>
      <TimelineSlider onTenant={onTenant} />
      <div className="transport-right">
        <div className="transport-row">
          {state === 'finished' ? <AfterFinish takesFocus={wasLive.current} /> : <WhileRunning />}
        </div>
        <PastControls onExport={() => setExporting(true)} />
      </div>
      {isExporting ? <ExportDialog onClose={() => setExporting(false)} /> : null}
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
    case 'rewound':
      return <PlayHalt />;
    case 'finished':
      return <FreshRunButton kind={kind}>Again, new seed</FreshRunButton>;
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

/** The same button while a moment in the past is shown. */
function PlayHalt() {
  const { time } = useSession();
  const isPlaying = usePlayback() === 'replaying';
  return (
    <ActionButton
      kind="primary"
      shortcut="Space"
      className="start-pause"
      onPress={() => time.playback.send({ type: isPlaying ? 'HALT' : 'PLAY' })}
    >
      {isPlaying ? 'Pause' : 'Play'}
    </ActionButton>
  );
}

/** One event on; where the newest moment is shown, one event back. */
function Step() {
  const { time } = useSession();
  const state = useBenchState();
  const isUnstarted = useBench((data) => data.simulatedUs === 0 && data.head === null);
  const isPast = state === 'rewound';
  if (isUnstarted) return null;
  return (
    <ActionButton shortcut={isPast ? '.' : ','} className="step" onPress={() => void time.step(!isPast)}>
      {isPast ? (
        'Step'
      ) : (
        <>
          Step<span className="hidden-words"> back</span>
        </>
      )}
    </ActionButton>
  );
}

function WhileRunning() {
  const state = useBenchState();
  const nowUs = useBench((data) => data.simulatedUs);
  const { control } = useCommands();
  const headUs = useBench((data) => (data.head ?? data).simulatedUs);
  const { time } = useSession();
  const why = state === 'ready' ? 'Finish: not started yet' : whyNot(state);
  return (
    <>
      <SpeedControl />
      {state === 'rewound' ? (
        <ActionButton shortcut="G" className="to-now" onPress={() => time.playback.send({ type: 'LIVE' })}>
          Back to {formatClock(headUs)}
        </ActionButton>
      ) : (
        <ActionButton why={why} onPress={() => control({ type: 'finish' })}>
          Finish at {formatClock(nowUs)}
        </ActionButton>
      )}
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
