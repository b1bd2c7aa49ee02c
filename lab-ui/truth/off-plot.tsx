/** @module Off plot: how far a figure lies from its closed form, in per cent: whisker, dot, and a diamond where it misses. */
import type { FigureLine, OffScale } from './oracle-lines.ts';

const share = (at: number): string => `${(100 * at).toFixed(2)}%`;

/** The closed form and the gridlines, through every row at the same places. */
function Ground({ scale }: { scale: OffScale }) {
  return (
    <>
      {scale.ticks.map((tick) => (
        <line
          key={tick}
          x1={share(scale.at(tick))}
          x2={share(scale.at(tick))}
          y1="0"
          y2="100%"
          className={tick === 0 ? 'off-form' : 'off-grid'}
        />
      ))}
    </>
  );
}

interface OffPlotProps {
  readonly scale: OffScale;
  /** Null where nothing has been measured yet. */
  readonly figure: FigureLine | null;
}

/** Drawn beside the numbers that it repeats, so that readers are not told twice. */
export function OffPlot({ scale, figure }: OffPlotProps) {
  const off = figure?.off ?? null;
  return (
    <>
      <svg className="off-plot" aria-hidden="true">
        <Ground scale={scale} />
        {off ? <Mark scale={scale} off={off} held={figure?.basis.held ?? true} /> : null}
      </svg>
      {figure && !off ? <span className="off-words note">{whyNoPercent(figure)}</span> : null}
    </>
  );
}

function Mark({ scale, off, held }: { scale: OffScale; off: NonNullable<FigureLine['off']>; held: boolean }) {
  const [low, mean, high] = [off.low, off.mean, off.high].map((percent) => share(scale.at(percent)));
  return (
    <g className={held ? 'off-mark' : 'off-mark missed'}>
      {off.low === off.high ? null : (
        <>
          <line x1={low} x2={high} y1="50%" y2="50%" />
          {[low, high].map((end) => (
            <svg key={end} x={end} y="50%" overflow="visible" aria-hidden="true">
              <line x1="0" x2="0" y1="-4" y2="4" />
            </svg>
          ))}
        </>
      )}
      <svg x={mean} y="50%" overflow="visible" aria-hidden="true">
        {held ? <circle r="4" /> : <path d="M0-6L6 0L0 6L-6 0Z" />}
      </svg>
    </g>
  );
}

function whyNoPercent({ expected, basis }: FigureLine): string {
  if (basis.kind === 'bound') return 'a limit, not a value';
  return expected === 0 ? 'the closed form is 0' : 'too rare here for a per cent';
}

/** The numbers over the plot; the head names the unit. */
export function OffAxis({ scale }: { scale: OffScale }) {
  return (
    <span className="off-axis" aria-hidden="true">
      {scale.ticks.map((tick) => (
        <span key={tick} style={{ left: share(scale.at(tick)) }}>
          {tick < 0 ? '−' : tick > 0 ? '+' : ''}
          {Math.abs(tick)}
        </span>
      ))}
    </span>
  );
}
