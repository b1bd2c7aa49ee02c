/** @module Samples: from how many answers the numbers on the screen are made, and which are few. */
import type { Focus } from '../charts/chart.ts';
import { goodputBySecond, P99_SAMPLES_MIN } from '../charts/series.ts';
import type { BenchData } from '../state/bench-data.ts';
import { measuredHarm } from '../state/measured-harm.ts';
import { formatCount } from '../text/format.ts';
import { letterOf } from '../text/run-facts.ts';

/** One count on the screen. */
export interface Sample {
  readonly of: string;
  readonly n: number;
  /** True below the number from which a p99 is drawn full. */
  readonly few: boolean;
}

/**
 * @param chart  id
 * @returns what is on the screen now, with its counts
 */
export function samplesOf(chart: string, data: BenchData, focus: Focus): readonly Sample[] {
  const answers = (of: string, n: number): Sample => ({ of, n, few: n < P99_SAMPLES_MIN });
  const last = data.ticks.at(-1);
  const whole = (tenant: number): number =>
    data.ticks.reduce((sum, tick) => sum + (tick.tenants[tenant]?.completed ?? 0), 0);
  const letter = letterOf(data, focus.tenant);
  switch (chart) {
    case 'goodput': {
      const second = goodputBySecond(data).at(-1);
      const all = data.scenario.tenants.reduce((sum, _, tenant) => sum + whole(tenant), 0);
      return [
        { of: 'requests in the last whole second', n: second?.offeredPerSec ?? 0, few: false },
        { of: 'answers in the whole run', n: all, few: false },
      ];
    }
    case 'cost-harm':
      return [
        { of: 'models that met noise', n: measuredHarm(data).size, few: false },
        { of: 'seed', n: 1, few: true },
      ];
    case 'latency-heatmap':
      return [answers(`answers of ${letter} in the whole run`, whole(focus.tenant))];
    case 'p99-grid': {
      const counts = data.scenario.tenants.map((_, tenant) => last?.tenants[tenant]?.completed ?? 0);
      const fewest = Math.min(...counts);
      const least = letterOf(data, counts.indexOf(fewest));
      return [
        answers(`answers of ${least} in the last half second, the fewest`, fewest),
        answers('answers in it, the most', Math.max(...counts)),
      ];
    }
    default:
      return [
        answers(`answers of ${letter} in the last 5 s`, last?.tenants[focus.tenant]?.recentCount ?? 0),
        answers(`answers of ${letter} in the whole run`, whole(focus.tenant)),
      ];
  }
}

/** @returns "242 answers of C in the last 5 s, few" */
export function sampleWords({ of, n, few }: Sample): string {
  return `${formatCount(n)} ${of}${few ? ', few' : ''}`;
}
