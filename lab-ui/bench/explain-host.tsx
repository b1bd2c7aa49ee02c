/** @module Opens an explanation over the right side of the bench when the address asks for one, and marks what it is about. */
import { useEffect } from 'react';
import type { Region } from '../../sim-engine/explain/explanation.ts';
import type { Form } from '../state/bench-query.ts';
import { useExplainQuery } from '../state/explain-query.ts';
import { useBench, useFocusTenant, useSession } from './bench-context.tsx';
import { Drawer } from './drawer.tsx';
import { ExplainPanel } from './explain-panel.tsx';
import { useExplanation } from './use-explanation.ts';

export function ExplainHost({ form }: { form: Form }) {
  const { runId, focus } = useSession();
  const query = useExplainQuery();
  const tenants = useBench((data) => data.scenario.tenants);
  const scenarioId = useBench((data) => data.scenario.id);
  const tenant = tenants[useFocusTenant()]?.id ?? null;
  const { brush } = query;
  useEffect(() => {
    if (brush !== null && focus.get().brush !== brush) {
      focus.set({ brush, brushIn: focus.get().brushIn || 'latency-heatmap' });
    }
  }, [brush, focus]);
  const region: Region | null = brush === null ? null : { ...brush, tenant: query.everybody ? null : tenant };
  const asked = useExplanation(runId, region, query.choice);
  if (brush === null) return null;
  return (
    <Drawer label="Explanation" id="explanation" onClose={query.close}>
      <ExplainPanel asked={asked} brush={brush} tenant={tenant} query={query} form={form} run={{ scenarioId, runId }} />
    </Drawer>
  );
}
