/** @module Which charts stand in which frame: four frames on the wide bench, three on the smallest. */
import type { Chart } from '../charts/chart.ts';
import { CHARTS } from '../charts/index.ts';
import { BESIDE, useMedia } from '../parts/use-media.ts';
import type { Form } from '../state/bench-query.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { OpenSpace } from './use-space.ts';

const WIDE_FRAMES = [['p99-grid', 'latency-lines'], ['latency-heatmap'], ['goodput'], ['cost-harm']];
const SMALL_FRAMES = [['p99-grid', 'latency-lines'], ['latency-heatmap'], ['goodput', 'cost-harm']];

/** Guide steps that happen in a chart. */
const MARKS: Readonly<Record<string, readonly number[]>> = { 'p99-grid': [2, 4] };

interface ChartStripProps {
  readonly form: Form;
  readonly wide: boolean;
  /** Guide step, 0 without a guide. */
  readonly step: number;
  /** The scene in 3D, whose flat twin stands first. */
  readonly space: OpenSpace | null;
  onTenant(index: number): void;
}

export function ChartStrip({ form, wide, step, space, onTenant }: ChartStripProps) {
  const isBeside = useMedia(BESIDE);
  return (
    <div className="charts">
      {(space ? space.strip(framesOf(wide), isBeside) : framesOf(wide)).map((charts) => (
        <ChartFrame
          key={charts.map((chart) => chart.id).join(' ')}
          charts={charts}
          form={form}
          marks={step > 0 ? charts.flatMap(({ id }) => MARKS[id] ?? []) : []}
          step={step}
          onTenant={onTenant}
        />
      ))}
    </div>
  );
}

/** A chart that no frame names gets the last frame as a further tab, so that registering it is enough. */
function framesOf(wide: boolean): readonly (readonly Chart[])[] {
  const named = wide ? WIDE_FRAMES : SMALL_FRAMES;
  const frames = named.map((ids) => ids.flatMap((id) => CHARTS.filter((chart) => chart.id === id)));
  const others = CHARTS.filter((chart) => !named.flat().includes(chart.id));
  frames.at(-1)?.push(...others);
  return frames;
}
