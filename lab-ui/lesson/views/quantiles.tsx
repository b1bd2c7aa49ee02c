/** @module The whole distribution on an axis of nines: which response time each share of the answers stays within. */
import { readingWords } from '../unit-words.ts';
import { Bound, lastOf, linePath, logScale, logTicks, MsAxis, NumberTable, Plot } from './plot.tsx';
import type { ViewProps } from './view.ts';

const TICKS = [0, 0.5, 0.9, 0.99, 0.999];
const CLASSES = ['plot-line', 'plot-line other', 'plot-line dashed', 'plot-line dotted'];

export function Quantiles({ spec, experiment, data, trials, setting }: ViewProps<'quantiles'>) {
  const at = data?.at ?? [];
  const lines = data?.lines ?? [];
  const known = [...trials.values()]
    .flatMap((trial) => trial.views[experiment.views.indexOf(spec)]?.lines.flat() ?? [])
    .filter((ms): ms is number => ms !== null && ms > 0);
  const max = Math.max(100, spec.sloMs ?? 0, ...known) * 1.3;
  const min = Math.min(10, ...known);
  const p99 = at.indexOf(0.99);
  const words =
    data === null
      ? 'nothing yet'
      : `at ${experiment.control.settings[setting]?.label}, 99 % of the answers stay within ${spec.lines
          .map(({ title }, index) => `${readingWords(lines[index]?.[p99], 'ms')} for ${title}`)
          .join(' and ')}`;
  return (
    <Plot
      title={spec.title}
      unit="ms, log; share of the answers, on an axis of nines"
      words={words}
      table={
        <NumberTable
          caption={spec.title}
          head={['Share', ...spec.lines.map(({ title }) => `${title}, ms`)]}
          rows={at.map((share, step) => [
            `${(100 * share).toFixed(share > 0.99 ? 1 : 0)} %`,
            ...lines.map((line) => readingWords(line[step], 'ms')),
          ])}
        />
      }
    >
      {(size) => {
        const nines = (share: number): number => -Math.log10(1 - Math.min(share, 0.9995));
        const x = (share: number): number => size.left + (nines(share) / nines(0.9993)) * (size.right - size.left);
        const y = logScale(min, max, size.bottom, size.top);
        return (
          <>
            <MsAxis ticks={logTicks(min, max)} y={y} size={size} />
            {spec.sloMs === undefined ? null : (
              <Bound at={y(spec.sloMs)} label={`promised ${readingWords(spec.sloMs, 'ms')}`} size={size} />
            )}
            {lines.map((line, index) => {
              const points = line.map((ms, step) => (ms === null ? null : ([x(at[step]!), y(ms)] as const)));
              const end = lastOf(points);
              const title = spec.lines[index]?.title ?? '';
              return (
                <g key={title}>
                  <path d={linePath(points)} className={CLASSES[index]} />
                  {end === null ? null : (
                    <text x={end[0] - 4} y={end[1] - 7} textAnchor="end" className="plot-label plot-halo">
                      {title}
                    </text>
                  )}
                </g>
              );
            })}
            <line x1={size.left} x2={size.right} y1={size.bottom} y2={size.bottom} className="plot-axis" />
            {TICKS.map((share) => (
              <text key={share} x={x(share)} y={size.bottom + 16} textAnchor="middle" className="plot-note">
                {100 * share}
                {share === 0.999 ? ' %' : ''}
              </text>
            ))}
          </>
        );
      }}
    </Plot>
  );
}
