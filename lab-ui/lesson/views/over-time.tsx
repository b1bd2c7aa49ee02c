/** @module Response time as the run goes on, up to the moment that is shown; what is to come is hatched. */
import { formatClock } from '../../text/format.ts';
import { readingWords } from '../unit-words.ts';
import { Bound, lastOf, linearScale, linePath, logScale, logTicks, MsAxis, NumberTable, Plot } from './plot.tsx';
import type { ViewProps } from './view.ts';

const CLASSES = ['plot-line', 'plot-line other', 'plot-line dashed', 'plot-line dotted'];

export function OverTime({ spec, experiment, data, trials, atUs, bet }: ViewProps<'over-time'>) {
  const { durationUs, timeline } = experiment.scenario;
  const at = data?.at ?? [];
  const lines = data?.lines ?? [];
  const shownSteps = at.filter((us) => us <= atUs).length;
  // One scale for every setting, so that moving the control moves the line and not the axis.
  const all = [...trials.values()].flatMap((trial) =>
    trial.views.flatMap((view) => (view?.at === undefined ? [] : view.lines.flat())),
  );
  const known = all.filter((ms): ms is number => ms !== null && ms > 0);
  const max = Math.max(100, spec.sloMs ?? 0, bet ?? 0, ...known) * 1.3;
  const min = Math.min(10, ...known);
  const statistic = spec.percent === null ? 'mean' : `p${spec.percent}`;
  const last = (line: readonly (number | null)[]): number | null => line[shownSteps - 1] ?? null;
  const words =
    shownSteps === 0
      ? 'nothing yet'
      : `at ${formatClock(atUs)}, ${spec.lines.map(({ title }, index) => `${title} ${readingWords(last(lines[index] ?? []), 'ms')}`).join(', ')}`;
  return (
    <Plot
      title={spec.title}
      unit={`ms, log; ${statistic} over ${formatClock(spec.windowUs).replace('.0', '')}`}
      words={words}
      table={
        <NumberTable
          caption={`${spec.title} up to ${formatClock(atUs)}`}
          head={['Time', ...spec.lines.map(({ title }) => `${title}, ms`)]}
          rows={at
            .slice(0, shownSteps)
            .map((us, step) => [formatClock(us), ...lines.map((line) => readingWords(line[step], 'ms'))])}
        />
      }
    >
      {(size) => {
        const x = linearScale(0, durationUs, size.left, size.right);
        const y = logScale(min, max, size.bottom, size.top);
        return (
          <>
            <MsAxis ticks={logTicks(min, max)} y={y} size={size} />
            {timeline.map((item) => (
              <g key={item.id}>
                <line x1={x(item.atUs)} x2={x(item.atUs)} y1={size.top} y2={size.bottom} className="plot-event" />
                <text x={x(item.atUs) - 5} y={size.top + 2} textAnchor="end" className="plot-note">
                  {item.label}
                </text>
              </g>
            ))}
            {atUs < durationUs ? (
              <rect
                x={x(atUs)}
                y={size.top}
                width={Math.max(0, size.right - x(atUs))}
                height={size.bottom - size.top}
                className="plot-future"
              />
            ) : null}
            {spec.sloMs === undefined ? null : (
              <Bound at={y(spec.sloMs)} label={`promised ${readingWords(spec.sloMs, 'ms')}`} size={size} />
            )}
            {lines.map((line, index) => {
              const points = line
                .slice(0, shownSteps)
                .map((ms, step) => (ms === null ? null : ([x(at[step]!), y(ms)] as const)));
              const end = lastOf(points);
              const title = spec.lines[index]?.title ?? '';
              return (
                <g key={title}>
                  <path d={linePath(points)} className={CLASSES[index]} />
                  {end === null ? null : (
                    <text
                      x={Math.min(end[0] + 5, size.right - 4)}
                      y={end[1] - 6}
                      textAnchor={end[0] > size.right - 40 ? 'end' : 'start'}
                      className="plot-label plot-halo"
                    >
                      {title}
                    </text>
                  )}
                </g>
              );
            })}
            {bet === null ? null : (
              <g>
                <line x1={size.left} x2={size.right} y1={y(bet)} y2={y(bet)} className="plot-bet" />
                <text x={size.left + 6} y={y(bet) - 5} className="plot-note plot-halo">
                  your bet, {readingWords(bet, 'ms')}
                </text>
              </g>
            )}
            <line x1={size.left} x2={size.right} y1={size.bottom} y2={size.bottom} className="plot-axis" />
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <text
                key={share}
                x={x(share * durationUs)}
                y={size.bottom + 16}
                textAnchor="middle"
                className="plot-note"
              >
                {Math.round((share * durationUs) / 1e6)}
                {share === 1 ? ' s' : ''}
              </text>
            ))}
          </>
        );
      }}
    </Plot>
  );
}
