/** @module The topology in the form chosen: drawn, as a table, or in words. */
import { topology } from '../scene/topology.ts';
import type { Form } from '../state/bench-query.ts';
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
      {form === 'table' ? <ChartTableView chart={topology} data={data} focus={focus} /> : null}
      {form === 'sentence' ? <p className="scene-sentence">{topology.sentence(data, focus)}</p> : null}
    </section>
  );
}
