/** @module Below the smallest bench: results and tables in one column, with every control in reach. */
import { CHARTS } from '../charts/index.ts';
import { timeline } from '../charts/timeline.ts';
import { topology } from '../scene/topology.ts';
import type { BenchQuery, Form } from '../state/bench-query.ts';
import { Announcer } from './announcer.tsx';
import { useBenchData, useFocusTenant } from './bench-context.tsx';
import { ChartTableView } from './chart-table.tsx';
import { Inspector } from './inspector.tsx';
import { Lead } from './lead.tsx';
import { RunMessages } from './run-messages.tsx';
import { Sentence } from './sentence.tsx';
import { SummaryLine } from './summary-line.tsx';
import { TenantList } from './tenant-list.tsx';
import { TopBar } from './top-bar.tsx';
import { Transport } from './transport.tsx';
import type { Guide } from './use-guide.ts';

const NARROW_FORMS: readonly Form[] = ['table', 'sentence'];

interface NarrowBenchProps {
  readonly guide: Guide;
  readonly query: BenchQuery;
  onTenant(index: number): void;
}

export function NarrowBench({ guide, query, onTenant }: NarrowBenchProps) {
  const data = useBenchData();
  const focus = { tenant: useFocusTenant(), cursorUs: null };
  return (
    <div className="narrow">
      <TopBar
        form={query.form === 'sentence' ? 'sentence' : 'table'}
        forms={NARROW_FORMS}
        guided={guide.step > 0}
        onForm={query.setForm}
        onLeaveGuide={guide.leave}
      />
      <main id="main" tabIndex={-1}>
        <p className="narrow-note">
          This window is narrower than the bench needs: here are the results and the tables. The pictures need 1,024 px.
        </p>
        {guide.step > 0 ? <Lead step={guide.step} onTenant={onTenant} /> : <Sentence />}
        <SummaryLine />
        <Transport guided={guide.step > 0} onTenant={onTenant} />
        <TenantList marked={-1} onChoose={onTenant} />
        <details className="narrow-part">
          <summary>Controls and objectives</summary>
          <Inspector guide={guide} />
        </details>
        {[topology, timeline, ...CHARTS].map((chart) => (
          <details className="narrow-part" key={chart.id} open={chart.id === 'p99-grid'}>
            <summary>{chart.title(data, focus)}</summary>
            <p className="quiet dense">{chart.sentence(data, focus)}</p>
            {query.form === 'sentence' ? null : <ChartTableView chart={chart} data={data} focus={focus} />}
          </details>
        ))}
        <RunMessages />
      </main>
      <Announcer />
    </div>
  );
}
