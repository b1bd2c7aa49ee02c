/** @module The line as this request found it: the run taken back to the instant at which it joined its longest wait. */
import { useMemo } from 'react';
import type { Scenario } from '../../../sim-engine/model/scenario.ts';
import type { TopologyView } from '../../../sim-engine/model/topology.ts';
import { IDLE } from '../../../sim-engine/protocol/frame-codec.ts';
import { TenantMark } from '../../marks/tenant-mark.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import type { Moment } from '../../replay/questions/moment.ts';
import type { Form } from '../../state/bench-query.ts';
import { formatCount, formatSeconds, listWords, tied } from '../../text/format.ts';
import { Drawing } from '../drawing.tsx';
import { personOf } from '../people.ts';
import { Section } from '../section.tsx';
import { QUEUE_TRUTH } from '../truth.ts';
import { drawQueue } from './queue-picture.ts';
import type { SpanRow } from './span-rows.ts';

const HEIGHT = 112;
const NAMED = 5;

interface QueueSectionProps {
  readonly scenario: Scenario;
  readonly victim: string;
  /** The longest wait, or null where the request never stood in a line. */
  readonly wait: SpanRow | null;
  readonly moment: Moment;
  readonly form: Form;
}

/** One station at an instant. */
interface Line {
  readonly queue: Uint16Array;
  readonly waiting: number;
  readonly servers: Uint16Array;
  readonly longestWaitUs: number;
}

/** @returns the station of a wait at the moment, or null where that was no line at a station */
export function lineOf({ topology, state }: Pick<Moment, 'topology' | 'state'>, wait: SpanRow | null): Line | null {
  if (wait === null) return null;
  const station = stationIn(topology, wait.place);
  return station === null ? null : (state.stations[station] ?? null);
}

function stationIn({ pools }: TopologyView, id: string): number | null {
  for (const { stations } of pools) for (const station of stations) if (station.id === id) return station.index;
  return null;
}

/** @returns how often each tenant stands in a list, the most frequent first */
export function counted(tenants: Uint16Array): readonly { readonly tenant: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  for (const tenant of tenants) if (tenant !== IDLE) counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  return [...counts]
    .map(([tenant, count]) => ({ tenant, count }))
    .sort((a, b) => b.count - a.count || a.tenant - b.tenant);
}

export function QueueSection({ scenario, victim, wait, moment, form }: QueueSectionProps) {
  const line = lineOf(moment, wait);
  const letters = useMemo(() => scenario.tenants.map(({ id }) => personOf(scenario, id).letter), [scenario]);
  const who = personOf(scenario, victim);
  const title = `The queue as ${who.letter} saw it`;
  if (line === null) {
    const words =
      wait === null
        ? `${who.letter}’s request never stood in a line.`
        : `${who.letter}’s request waited for what has no line of its own: ${wait.what}.`;
    return (
      <Section title={title} note="" truth={QUEUE_TRUTH}>
        <div className="blame-plot" style={{ minHeight: HEIGHT }}>
          <p className="quiet">{words}</p>
        </div>
      </Section>
    );
  }
  const inLine = counted(line.queue);
  const holding = counted(line.servers);
  const words = queueWords(who.letter, line, inLine, holding, letters);
  return (
    <Section
      title={title}
      note={`${wait?.label.replace(', wait', '').toLowerCase() ?? ''}, 1 slot = 1 request`}
      truth={QUEUE_TRUTH}
      legend={
        <span className="blame-legend">
          {inLine.slice(0, NAMED).map(({ tenant, count }) => (
            <span key={tenant}>
              <TenantMark index={tenant} name="" /> <b>{letters[tenant]}</b> {formatCount(count)}
            </span>
          ))}
        </span>
      }
    >
      <div className="blame-plot" style={{ minHeight: HEIGHT }}>
        {form === 'picture' ? (
          <Drawing
            label={words}
            height={HEIGHT}
            draw={(sheet) =>
              drawQueue(sheet, { ...line, self: who.index, letterOf: (tenant) => letters[tenant] ?? '' })
            }
          />
        ) : null}
        {form === 'table' ? (
          <div className="blame-table small">
            <DataTable
              id="queue"
              empty="Nobody was there."
              table={{
                caption: 'Who stood in line and who was served when it joined',
                columns: [
                  { label: 'Tenant', numeric: false },
                  { label: 'In line', numeric: true },
                  { label: 'Served', numeric: true },
                ],
                rows: rowsOf(scenario, inLine, holding, letters),
              }}
            />
          </div>
        ) : null}
        {form === 'sentence' ? <p className="blame-prose">{tied(words)}</p> : null}
      </div>
      <p className="note blame-note">
        {form === 'sentence'
          ? ''
          : tied(
              `${who.letter} arrives in this line at ${(moment.atUs / 1e6).toFixed(3)} s and is place ${formatCount(line.waiting + 1)} of ${formatCount(line.waiting + 1)}; ${formatCount(holding.reduce((sum, { count }) => sum + count, 0))} of ${formatCount(line.servers.length)} servers busy.`,
            )}
      </p>
    </Section>
  );
}

/** @returns a row per tenant that was there, the most requests in line first */
function rowsOf(
  { tenants }: Scenario,
  inLine: ReturnType<typeof counted>,
  holding: ReturnType<typeof counted>,
  letters: readonly string[],
): readonly (readonly (string | number)[])[] {
  return tenants
    .map(({ id, name }, index) => {
      const waits = inLine.find(({ tenant }) => tenant === index)?.count ?? 0;
      const served = holding.find(({ tenant }) => tenant === index)?.count ?? 0;
      return { name: `${letters[index] ?? id} ${name}`, waits, served };
    })
    .filter(({ waits, served }) => waits + served > 0)
    .sort((a, b) => b.waits - a.waits)
    .map(({ name, waits, served }) => [name, waits, served]);
}

function queueWords(
  victim: string,
  line: Line,
  inLine: readonly { readonly tenant: number; readonly count: number }[],
  holding: readonly { readonly tenant: number; readonly count: number }[],
  letters: readonly string[],
): string {
  const names = (of: typeof inLine): string =>
    listWords(of.slice(0, NAMED).map(({ tenant, count }) => `${formatCount(count)} of ${letters[tenant] ?? '?'}`));
  const served = holding.length === 0 ? 'nobody was being served' : `${names(holding)} were being served`;
  if (line.waiting === 0) return `When ${victim} joined, nobody stood in line; ${served}.`;
  const more = inLine.length > NAMED ? ' and others' : '';
  return `When ${victim} joined, ${formatCount(line.waiting)} requests stood in front, the longest for ${formatSeconds(line.longestWaitUs)}: ${names(inLine)}${more}; ${served}.`;
}
