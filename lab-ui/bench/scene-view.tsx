/** @module The scene in the form chosen: drawn flat or in 3D, as a table, or in words; the timeline's table and words stand under it. */
import { timeline } from '../charts/timeline.ts';
import { topology } from '../scene/topology.ts';
import type { Form, SceneName } from '../state/bench-query.ts';
import { tied } from '../text/format.ts';
import { useFocusTenant, useMeasuredData, useSession } from './bench-context.tsx';
import { ChartHost } from './chart-host.tsx';
import { ChartTableView } from './chart-table.tsx';
import { TruthButton } from './truth-panel.tsx';
import { useParticles } from './use-particles.ts';
import type { Space } from './use-space.ts';

interface SceneViewProps {
  readonly form: Form;
  readonly space: Space;
  onTenant(index: number): void;
  onView(view: SceneName): void;
}

export function SceneView({ form, space, onTenant, onView }: SceneViewProps) {
  const data = useMeasuredData();
  const { focus: store } = useSession();
  const focus = { tenant: useFocusTenant(), cursorUs: null, lead: store.get().lead ?? null };
  const chart = space.open?.chart ?? topology;
  const Scene = space.open?.Scene;
  useParticles(form === 'picture' && (chart === topology || chart.id === 'city'));
  return (
    <section className="scene" aria-label={chart.title(data, focus)}>
      {form === 'picture' && Scene ? <Scene onTenant={onTenant} onView={onView} /> : null}
      {form === 'picture' && !Scene ? <ChartHost chart={topology} className="scene-host" onTenant={onTenant} /> : null}
      {space.failed ? (
        <p className="space-note" role="status">
          3D could not be loaded: the server did not answer. The scene stays flat; choose 2D and 3D again to try again.
        </p>
      ) : null}
      {form === 'table' ? null : (
        <div className="scene-info">
          <TruthButton title={chart.title(data, focus)} chart={chart} />
        </div>
      )}
      {form === 'table' ? (
        <div className="scene-tables">
          {[chart, timeline].map((each) => (
            <div key={each.id} className="scene-table">
              <ChartTableView chart={each} data={data} focus={focus} />
            </div>
          ))}
        </div>
      ) : null}
      {form === 'sentence'
        ? [chart, timeline].map((each) => (
            <p key={each.id} className="scene-sentence">
              {tied(each.sentence(data, focus))}
            </p>
          ))
        : null}
    </section>
  );
}
