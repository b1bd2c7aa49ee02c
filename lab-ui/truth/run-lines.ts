/** @module Run lines: what the block on one run is made of, from its replay here and from what the server kept. */

import type { RunInputs } from '../../sim-engine/protocol/messages.ts';
import type { ChartTable } from '../charts/chart.ts';
import { P99_SAMPLES_MIN } from '../charts/series.ts';
import type { ThisRun } from '../replay/questions/this-run.ts';
import { formatClock, formatCount, formatMs } from '../text/format.ts';

/** One fact with its value. */
export interface RunLine {
  readonly name: string;
  readonly value: string;
  /** True where the value says that something is wrong. */
  readonly wrong: boolean;
}

/** Digits of a digest that are shown. */
const DIGEST_SHOWN = 12;

/**
 * @param inputs  what the run is made of
 * @param run     what executing it again gave
 */
export function runLines(inputs: RunInputs, run: ThisRun): readonly RunLine[] {
  const line = (name: string, value: string, wrong = false): RunLine => ({ name, value, wrong });
  const answered = run.tenants.filter(({ completed }) => completed > 0);
  const by = (rank: (of: ThisRun['tenants'][number]) => number) => [...answered].sort((a, b) => rank(b) - rank(a))[0];
  const slowest = by(({ p99Ms }) => p99Ms);
  const fewest = by(({ completed }) => -completed);
  return [
    line('Requests', `${formatCount(run.arrived)}, ${formatCount(run.completed)} answered`),
    ...(slowest === undefined ? [] : [line(`p99 of ${slowest.id}, the slowest, whole run`, p99Words(slowest))]),
    ...(fewest === undefined || fewest === slowest
      ? []
      : [line(`p99 of ${fewest.id}, the fewest samples`, p99Words(fewest))]),
    line('Warm-up left out', 'none: cold caches are part of it'),
    line('Simulated', `${formatClock(run.simulatedUs)} of ${formatClock(inputs.scenario.durationUs)}`),
    line('Seed', String(inputs.seed)),
    line('Scenario', inputs.scenarioSha256.slice(0, DIGEST_SHOWN)),
    replayLine(inputs, run),
  ];

  function replayLine({ digest }: RunInputs, again: ThisRun): RunLine {
    const here = again.digest.slice(0, DIGEST_SHOWN);
    const events = `${formatCount(again.events)} events`;
    if (digest === null) return line('Executed again here', `${events}, digest ${here}`);
    return digest === again.digest
      ? line('Executed here and on the server', `equal, ${events}, ${here}`)
      : line('Executed here and on the server', `differs: ${here}, not ${digest.slice(0, DIGEST_SHOWN)}`, true);
  }
}

function p99Words({ p99Ms, completed }: ThisRun['tenants'][number]): string {
  return `${formatMs(1000 * p99Ms)}, n = ${formatCount(completed)}${completed < P99_SAMPLES_MIN ? ', few' : ''}`;
}

/** @returns the facts as rows */
export function runTableOf(lines: readonly RunLine[]): ChartTable {
  return {
    caption: 'This run',
    columns: [
      { label: 'What', numeric: false },
      { label: 'Value', numeric: false },
    ],
    rows: lines.map(({ name, value }) => [name, value]),
  };
}

/** @returns the facts in words */
export function runSentence(lines: readonly RunLine[]): string {
  return lines.map(({ name, value }) => `${name}: ${value}.`).join(' ');
}
