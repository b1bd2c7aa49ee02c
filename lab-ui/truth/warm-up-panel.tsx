/** @module Warm-up panel: the curve in the form chosen. */
import { useEffect, useRef } from 'react';
import { canvasSurface } from '../charts/canvas-surface.ts';
import type { ChartTable } from '../charts/chart.ts';
import { readTheme } from '../marks/theme.ts';
import { DataTable } from '../parts/data-table.tsx';
import type { Form } from '../state/bench-query.ts';
import { onTheme } from '../state/theme.ts';
import { formatCount } from '../text/format.ts';
import type { WarmUpCurve } from './oracle-messages.ts';
import { warmUpSentence } from './truth-words.ts';
import { drawWarmUp } from './warm-up-plot.ts';

interface WarmUpPanelProps {
  readonly curve: WarmUpCurve | null;
  readonly form: Form;
}

export function WarmUpPanel({ curve, form }: WarmUpPanelProps) {
  return (
    <section className="truth-part" aria-labelledby="warm-up-title">
      <h2 id="warm-up-title">
        Warm-up <span className="note">mean wait of the k-th request, ms</span>
      </h2>
      <div className="warm-up-plot">
        {form === 'picture' ? <Plot curve={curve} /> : null}
        {form === 'table' ? (
          <DataTable id="warm-up" table={warmUpTable(curve)} empty="No rows yet: they come with the first run." />
        ) : null}
        {form === 'sentence' ? <p className="quiet">{warmUpSentence(curve)}</p> : null}
      </div>
      <p className="note warm-up-note">
        {curve === null
          ? 'A server four fifths busy that starts empty: the first requests wait too little.'
          : `Mean of ${formatCount(curve.runs)} of ${formatCount(curve.runsWanted)} runs that start empty. Hatched: left out by MSER-5 (White 1997).`}{' '}
        The oracles of one long run leave out more: jobs worth a tenth of those that they count.
      </p>
    </section>
  );
}

/** @returns the curve as rows; those that the rule leaves out say so */
function warmUpTable(curve: WarmUpCurve | null): ChartTable {
  return {
    caption: 'Mean wait of the k-th request of runs that start empty',
    columns: [
      { label: 'Request', numeric: true },
      { label: 'Mean wait, ms', numeric: true },
      { label: 'Counted', numeric: false },
    ],
    rows: (curve?.meanWaitSec ?? []).map((seconds, at) => [
      at + 1,
      1000 * seconds,
      curve?.leftOut !== null && at >= (curve?.leftOut ?? 0) ? 'yes' : 'left out',
    ]),
  };
}

function Plot({ curve }: { curve: WarmUpCurve | null }) {
  const host = useRef<HTMLDivElement>(null);
  const newest = useRef(curve);
  newest.current = curve;
  const redraw = useRef<() => void>(() => undefined);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const surface = canvasSurface(element);
    surface.canvas.setAttribute('aria-hidden', 'true');
    const draw = () => {
      const sheet = surface.begin();
      if (sheet) drawWarmUp(sheet.pen, sheet.box, readTheme(element), newest.current);
    };
    redraw.current = draw;
    const observer = new ResizeObserver(() => {
      surface.resize();
      draw();
    });
    observer.observe(element);
    const stop = onTheme(draw);
    void document.fonts.ready.then(draw);
    return () => {
      redraw.current = () => undefined;
      stop();
      observer.disconnect();
      surface.destroy();
    };
  }, []);
  useEffect(() => {
    if (newest.current === curve) redraw.current();
  }, [curve]);
  return <div ref={host} className="warm-up-host" role="img" aria-label={`Warm-up: ${warmUpSentence(curve)}`} />;
}
