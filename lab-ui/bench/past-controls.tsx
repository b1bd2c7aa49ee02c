/** @module What can be done with the moment shown: branch from it, mark it, loop about it, take it away. */
import { useLocation } from 'wouter';
import { ActionButton } from '../parts/action-button.tsx';
import { benchPath } from '../state/bench-query.ts';
import { useTimeQuery } from '../state/time-address.ts';
import { formatClock } from '../text/format.ts';
import { useBench, useBenchData, usePlaybackContext, useSession } from './bench-context.tsx';

interface PastControlsProps {
  onExport(): void;
}

export function PastControls({ onExport }: PastControlsProps) {
  const { time } = useSession();
  const data = useBenchData();
  const scenarioId = useBench((each) => each.scenario.id);
  const { loop } = usePlaybackContext();
  const query = useTimeQuery();
  const [, navigate] = useLocation();
  const isMarked = query.marksUs.includes(data.simulatedUs);
  const branch = async () => {
    const runId = await time.branch();
    if (runId !== null) navigate(benchPath(scenarioId, runId));
  };
  // Before the start there is no moment to do anything with; the row keeps its height.
  if ((data.head ?? data).simulatedUs === 0) return <div className="past-controls" />;
  return (
    <div className="past-controls">
      <ActionButton
        why={data.simulatedUs >= data.scenario.durationUs ? 'No branch here' : null}
        onPress={() => void branch()}
      >
        Branch at {formatClock(data.simulatedUs)}
      </ActionButton>
      <ActionButton kind="plain" className="bookmark" onPress={() => query.mark(data.simulatedUs)}>
        {isMarked ? 'Unmark' : 'Bookmark'}
      </ActionButton>
      <ActionButton kind="plain" className="loop" onPress={() => (loop === null ? time.loopAbout() : time.endLoop())}>
        {loop === null ? 'Loop' : 'End loop'}
      </ActionButton>
      <ActionButton kind="plain" className="export" onPress={onExport}>
        Export
      </ActionButton>
    </div>
  );
}
