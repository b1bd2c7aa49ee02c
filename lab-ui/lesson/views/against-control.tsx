/** @module A reading against the control: one dot for every setting that was run, theory as a line beside it. */
import { readingWords } from '../unit-words.ts';
import { lastOf, linearScale, linePath, logScale, logTicks, MsAxis, NumberTable, Plot } from './plot.tsx';
import type { ViewProps } from './view.ts';

export function AgainstControl({ spec, experiment, trials, setting, bet }: ViewProps<'against-control'>) {
  const { control, readings } = experiment;
  const shown = spec.readings.flatMap((id) => readings.filter((reading) => reading.id === id));
  const isTheory = (id: string): boolean => readings.some((each) => each.id === id && each.kind.startsWith('theory'));
  const value = (at: number, id: string): number | null => trials.get(at)?.readings[id] ?? null;
  const known = control.settings
    .flatMap((_, at) => shown.map(({ id }) => value(at, id)))
    .filter((each) => each !== null);
  const max = Math.max(10, bet ?? 0, ...known) * 1.3;
  const min = Math.min(...known, bet ?? 10, 10) / 1.2;
  const betAt = experiment.bet.at;
  const here = shown.map(({ id, title, unit }) => `${title} ${readingWords(value(setting, id), unit)}`).join(', ');
  return (
    <Plot
      title={`${spec.title}, by setting`}
      unit="ms, log"
      words={`${trials.size} of ${control.settings.length} settings run; at ${control.settings[setting]?.label}: ${here}`}
      table={
        <NumberTable
          caption={spec.title}
          head={[control.label, ...shown.map(({ title }) => title)]}
          rows={control.settings.map(({ label }, at) => [
            label,
            ...shown.map(({ id, unit }) => readingWords(value(at, id), unit)),
          ])}
        />
      }
    >
      {(size) => {
        const x = linearScale(0, control.settings.length - 1, size.left + 16, size.right - 16);
        const y = logScale(min, max, size.bottom, size.top);
        return (
          <>
            <MsAxis ticks={logTicks(min, max)} y={y} size={size} />
            <line x1={x(setting)} x2={x(setting)} y1={size.top} y2={size.bottom} className="plot-now" />
            {shown.map(({ id, title }) => {
              const points = control.settings.map((_, at) => {
                const ms = value(at, id);
                return ms === null ? null : ([x(at), y(ms)] as const);
              });
              const end = lastOf(points);
              return (
                <g key={id}>
                  {isTheory(id) ? (
                    <path d={linePath(points)} className="plot-line other" />
                  ) : (
                    points.map((point, at) =>
                      point === null ? null : (
                        <circle
                          key={control.settings[at]?.label}
                          cx={point[0]}
                          cy={point[1]}
                          r={at === setting ? 5 : 3.5}
                          className="plot-dot"
                        />
                      ),
                    )
                  )}
                  {end === null ? null : (
                    <text
                      x={end[0] - 8}
                      y={end[1] + (isTheory(id) ? 18 : -6)}
                      textAnchor="end"
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
                <circle cx={x(betAt)} cy={y(bet)} r={5} className="plot-ring" />
                <text
                  x={x(betAt) + (betAt === control.settings.length - 1 ? -9 : 9)}
                  y={y(bet) + 4}
                  textAnchor={betAt === control.settings.length - 1 ? 'end' : 'start'}
                  className="plot-note plot-halo"
                >
                  your bet
                </text>
              </g>
            )}
            <line x1={size.left} x2={size.right} y1={size.bottom} y2={size.bottom} className="plot-axis" />
            {control.settings.map(({ label }, at) => (
              <text key={label} x={x(at)} y={size.bottom + 16} textAnchor="middle" className="plot-note">
                {label}
              </text>
            ))}
          </>
        );
      }}
    </Plot>
  );
}
