/** @module The topology in the form chosen: drawn, as a table, or in words; the timeline's table and words stand under it. */
import { timeline } from '../charts/timeline.ts';
import { topology } from '../scene/topology.ts';
import type { Form } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { useBenchData, useFocusTenant } from './bench-context.tsx';
import { ChartHost } from './chart-host.tsx';
import { ChartTableView } from './chart-table.tsx';

interface SceneViewProps {
  readonly form: Form;
  onTenant(index: number): void;
}

export function SceneView({ form, onTenant }: SceneViewProps) {
  const data = useBenchData();
  const focus = { tenant: useFocusTenant(), cursorUs: null };
  return (
    <section className="scene" aria-label={topology.title(data, focus)}>
      {form === 'picture' ? <ChartHost chart={topology} className="scene-host" onTenant={onTenant} /> : null}
      {form === 'table' ? (
        <div className="scene-tables">
          {[topology, timeline].map((chart) => (
            <div key={chart.id} className="scene-table">
              <ChartTableView chart={chart} data={data} focus={focus} />
            </div>
          ))}
        </div>
      ) : null}
      {form === 'sentence'
        ? [topology, timeline].map((chart) => (
            <p key={chart.id} className="scene-sentence">
              {tied(chart.sentence(data, focus))}
            </p>
          ))
        : null}
    </section>
  );
}
