/** @module The button that asks for an explanation of what is picked on a chart; it floats over the plot, so nothing moves. */
import { useSyncExternalStore } from 'react';
import { KeyCap } from '../parts/key-cap.tsx';
import { useExplainQuery } from '../state/explain-query.ts';
import { brushWords } from '../text/explain-words.ts';
import { tied } from '../text/format.ts';
import { useSession } from './bench-context.tsx';

/** Latency about the middle of the heatmap, microseconds. */
const MIDDLE_US = 100_000;

export function BrushBar({ chart }: { chart: string }) {
  const { focus } = useSession();
  const { brush, brushIn } = useSyncExternalStore(focus.subscribe, focus.get);
  const { open } = useExplainQuery();
  const isHere = brush && brushIn === chart;
  // Under a stretch of long latencies, over all others: what is picked stays in sight.
  const isUnder = (brush?.latencyUs?.low ?? 0) >= MIDDLE_US;
  return (
    <div className={isUnder ? 'brush-bar under' : 'brush-bar'} role="status">
      {isHere ? (
        <button
          type="button"
          className="button primary explain-brush"
          aria-keyshortcuts="W"
          onClick={() => open(brush)}
        >
          <span className="button-label">Explain {tied(brushWords(brush))}</span>
          <KeyCap>W</KeyCap>
        </button>
      ) : null}
    </div>
  );
}
