/** @module What can be taken away: the run as data, and every chart as a picture or its table. */
import { useState } from 'react';
import type { DrawnChart } from '../charts/canvas-chart.ts';
import { CHARTS } from '../charts/index.ts';
import { timeline } from '../charts/timeline.ts';
import { ExportTable } from '../export/export-table.tsx';
import { pictureOfChart } from '../export/picture-file.ts';
import { saveFile } from '../export/save-file.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Modal } from '../parts/modal.tsx';
import { csvOf } from '../parts/table-rows.ts';
import { topology } from '../scene/topology.ts';
import { runTable } from '../text/run-table.ts';
import { useBenchData, useFocusTenant, useSession } from './bench-context.tsx';

/** Formats of traces, and what reads them. */
const TRACES = [
  { id: 'perfetto', label: 'Traces for Perfetto' },
  { id: 'otlp', label: 'Traces as OTLP JSON' },
];

const DRAWN: readonly DrawnChart[] = [topology, timeline, ...CHARTS];

export function ExportDialog({ onClose }: { onClose(): void }) {
  const { time, runId, store } = useSession();
  const data = useBenchData();
  const focus = { tenant: useFocusTenant(), cursorUs: null };
  const [busy, setBusy] = useState<string | null>(null);
  const name = (id: string) => `${data.scenario.id}-${runId.slice(0, 10)}-${id}`;
  const text = (id: string, type: string, content: string) => saveFile(name(id), new Blob([content], { type }));
  const traces = async (format: string) => {
    setBusy(format);
    const content = await time.traces(format);
    setBusy(null);
    if (content !== null) text(`${format}.json`, 'application/json', content);
  };
  const isEmpty = data.ticks.length === 0;
  return (
    <Modal title="Export" onClose={onClose}>
      {isEmpty ? <p className="quiet">Nothing has run yet: there is no data to take away, only empty charts.</p> : null}
      <p className="quiet">
        Run <code>{runId}</code>, seed {store.seed}
      </p>
      <div className="button-row export-run">
        <ActionButton
          why={isEmpty ? 'No data yet' : null}
          onPress={() => text('ticks.csv', 'text/csv', csvOf(runTable(data)))}
        >
          Run as CSV
        </ActionButton>
        {TRACES.map(({ id, label }) => (
          <ActionButton
            key={id}
            why={isEmpty ? 'No requests yet' : busy === id ? 'Executing the run again' : null}
            onPress={() => void traces(id)}
          >
            {label}
          </ActionButton>
        ))}
      </div>
      <ExportTable
        head="Chart, at the moment shown"
        name={name}
        items={DRAWN.map((chart) => ({
          id: chart.id,
          title: chart.title(data, focus),
          table: chart.table(data, focus),
          picture: (theme) => pictureOfChart(chart, data, focus, theme),
        }))}
      />
    </Modal>
  );
}
