/** @module The tenants, grouped by the row of the system on which they stand; one of them is in focus. */
import { type KeyboardEvent, useRef } from 'react';
import type { StateName } from '../marks/state-glyph.ts';
import type { BenchData } from '../state/bench-data.ts';
import { countWord, formatMs } from '../text/format.ts';
import { tenantStates } from '../text/tenant-state.ts';
import { useBench, useFocusTenant, useMeasuredData } from './bench-context.tsx';
import { tenantReading } from './tenant-reading.ts';
import { TenantRow } from './tenant-row.tsx';

interface TenantListProps {
  /** Index of the tenant that carries the guide's step mark, or -1. */
  readonly marked: number;
  onChoose(index: number): void;
}

export function TenantList({ marked, onChoose }: TenantListProps) {
  const data = useMeasuredData();
  const focused = useFocusTenant();
  const list = useRef<HTMLDivElement>(null);
  const groups = useBench(groupsOf, sameGroups);
  const order = groups.flatMap((group) => group.tenants);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const at = order.indexOf(focused);
    const next =
      event.key === 'Home'
        ? order[0]
        : event.key === 'End'
          ? order.at(-1)
          : step
            ? order[(at + step + order.length) % order.length]
            : undefined;
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next);
    list.current?.querySelector<HTMLElement>(`[data-tenant="${next}"]`)?.focus();
  };
  const started = data.simulatedUs > 0;
  return (
    <section className="tenants" aria-labelledby="tenants-title">
      <header className="tenants-head">
        <h2 id="tenants-title">{data.scenario.tenants.length} tenants</h2>
        <span className="note">
          p99{started ? ', last 5 s' : ''}, {sloWords(data)}
        </span>
      </header>
      <div className="tenants-rows" role="radiogroup" aria-label="Tenant in focus" ref={list} onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <div className="tenant-group" key={group.key}>
            <p className="tenant-group-line">
              <strong>{group.title}</strong> {groupWords(data, group.tenants)}
            </p>
            {group.tenants.map((index) => (
              <TenantRow
                key={index}
                index={index}
                reading={tenantReading(data, index)}
                focused={index === focused}
                marked={index === marked}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
      {started ? null : (
        <p className="note tenants-note">
          Loads are what each will send once started. p99: the slowest 1 in 100 requests.
        </p>
      )}
    </section>
  );
}

interface Group {
  readonly key: string;
  readonly title: string;
  readonly tenants: readonly number[];
}

function groupsOf(data: BenchData): readonly Group[] {
  const rows = data.topology?.rows ?? [];
  const placed = rows.filter((row) => row.tenants.length > 0);
  const everybody = data.scenario.tenants.map((_, index) => index);
  if (placed.length === 0) return [{ key: 'all', title: 'One system', tenants: everybody }];
  // A line over every single tenant would say nothing that its row does not.
  if (placed.length > 1 && placed.every((row) => row.tenants.length === 1)) {
    return [{ key: 'each', title: 'A row each', tenants: everybody }];
  }
  return placed.map((row) => ({
    key: `${row.title} ${row.tenants.join(' ')}`,
    title: row.title,
    tenants: row.tenants,
  }));
}

function sameGroups(a: readonly Group[], b: readonly Group[]): boolean {
  return a.length === b.length && a.every((group, at) => group.key === b[at]?.key);
}

/** The group's state in words: how many of its tenants are over or near their SLO. */
function groupWords(data: BenchData, tenants: readonly number[]): string {
  if (data.ticks.length === 0)
    return tenants.length > 1 ? `${countWord(tenants.length)} share every part` : 'on its own';
  const states = tenantStates(data);
  const count = (state: StateName) => tenants.filter((index) => states[index] === state).length;
  for (const [state, words] of [
    ['over', 'over SLO'],
    ['near', 'near SLO'],
  ] as const) {
    if (count(state) > 0)
      return count(state) === tenants.length ? words : `${count(state)} of ${tenants.length} ${words}`;
  }
  return 'healthy';
}

function sloWords(data: BenchData): string {
  const slos = [...new Set(data.scenario.plans.map((plan) => plan.sloLatencyUs))];
  return slos.length === 1 ? `SLO ${formatMs(slos[0]!)}` : 'SLO by plan';
}
