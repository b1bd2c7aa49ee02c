/** @module One matrix with its legend and the line that reads the cell under the pointer or in focus. */
import { useState, useSyncExternalStore } from 'react';
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { rampColour } from '../marks/ramps.ts';
import { formatNumber, tied } from '../text/format.ts';
import type { CellScale } from './cell-scale.ts';
import type { Matrix, Pair } from './matrix.ts';
import { MatrixGrid } from './matrix-grid.tsx';

interface MatrixPartProps {
  readonly scenario: Scenario;
  readonly label: string;
  readonly axis: string;
  readonly matrix: Matrix;
  readonly scale: CellScale;
  readonly total: string;
  readonly open: Pair | null;
  totalText(us: number | null): string;
  describe(pair: Pair, us: number | null): string;
  onOpen(pair: Pair): void;
}

const RAMP_STEPS = 12;

/** The cell under the pointer or in focus, in words; outside the grid, which must not be built again for every cell passed. */
function createPointed() {
  let words: string | null = null;
  const listeners = new Set<() => void>();
  return {
    read: () => words,
    set: (next: string | null) => {
      words = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function ReadLine({ pointed, otherwise }: { pointed: ReturnType<typeof createPointed>; otherwise: string }) {
  const words = useSyncExternalStore(pointed.subscribe, pointed.read);
  return <p className="note matrix-read">{tied(words ?? otherwise)}</p>;
}

export function MatrixPart(props: MatrixPartProps) {
  const { scale, open, matrix } = props;
  const [pointed] = useState(createPointed);
  const openWords =
    open === null
      ? ''
      : props.describe(
          open,
          matrix.us[matrix.culprits.indexOf(open.culprit)]?.[matrix.victims.indexOf(open.victim)] ?? null,
        );
  return (
    <div className="matrix-part">
      <p className="note matrix-axis">{props.axis}</p>
      <div className="matrix-scroll">
        <MatrixGrid {...props} onPoint={pointed.set} />
      </div>
      <ReadLine pointed={pointed} otherwise={openWords} />
      <p className="note matrix-legend">
        <span>
          {formatNumber(scale.least)}
          <span className="ramp" aria-hidden="true">
            {Array.from({ length: RAMP_STEPS }, (_, at) => {
              const share = at / (RAMP_STEPS - 1);
              const fill = `light-dark(${rampColour('ember', share, false)}, ${rampColour('ember', share, true)})`;
              // biome-ignore lint/suspicious/noArrayIndexKey: steps of a ramp have no other name
              return <i key={at} style={{ background: fill }} />;
            })}
          </span>
          {formatNumber(scale.most)} {scale.unit}, log
        </span>
        <span>
          <i className="own-mark" aria-hidden="true" /> its own doing
        </span>
        <span>· below {formatNumber(scale.least)}</span>
      </p>
    </div>
  );
}
