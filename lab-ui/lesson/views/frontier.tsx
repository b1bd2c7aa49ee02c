/** @module Harm against price: one dot for every setting; below the line is what keeps the promise. */
import { readingWords } from '../unit-words.ts';
import { Bound, linearScale, logScale, logTicks, MsAxis, NumberTable, Plot } from './plot.tsx';
import type { ViewProps } from './view.ts';

export function Frontier({ spec, experiment, trials, setting }: ViewProps<'frontier'>) {
  const { control, readings } = experiment;
  const harmOf = readings.find(({ id }) => id === spec.harm)!;
  const priceOf = readings.find(({ id }) => id === spec.price)!;
  const dots = control.settings.flatMap(({ label }, at) => {
    const harm = trials.get(at)?.readings[spec.harm] ?? null;
    const price = trials.get(at)?.readings[spec.price] ?? null;
    return harm === null || price === null ? [] : [{ label, at, harm, price }];
  });
  const maxPrice = Math.max(0.1, ...dots.map(({ price }) => price)) * 1.12;
  const harms = dots.map(({ harm }) => harm);
  const max = Math.max(spec.bound, ...harms) * 1.6;
  const min = Math.min(spec.bound / 10, ...harms) / 1.3;
  const kept = dots.filter(({ harm }) => harm <= spec.bound).map(({ label }) => label);
  return (
    <Plot
      title={spec.title}
      unit={`${harmOf.title}, ms, log, against the price`}
      words={
        dots.length === 0
          ? 'nothing yet'
          : `${dots.length} of ${control.settings.length} run; within ${readingWords(spec.bound, harmOf.unit)}: ${kept.join(', ') || 'none'}`
      }
      table={
        <NumberTable
          caption={spec.title}
          head={[control.label, harmOf.title, priceOf.title]}
          rows={control.settings.map(({ label }, at) => [
            label,
            readingWords(trials.get(at)?.readings[spec.harm], harmOf.unit),
            readingWords(trials.get(at)?.readings[spec.price], priceOf.unit),
          ])}
        />
      }
      height={280}
    >
      {(size) => {
        const x = linearScale(0, maxPrice, size.left, size.right);
        const y = logScale(min, max, size.bottom, size.top);
        const places = placed(dots.map(({ harm, price }) => ({ x: x(price), y: y(harm) })));
        return (
          <>
            <MsAxis ticks={logTicks(min, max)} y={y} size={size} />
            <Bound at={y(spec.bound)} label={`promised ${readingWords(spec.bound, harmOf.unit)}`} size={size} />
            {dots.map(({ label, at, harm, price }, index) => {
              const isRight = x(price) < size.right - 110;
              return (
                <g key={label}>
                  <circle cx={x(price)} cy={y(harm)} r={at === setting ? 6 : 4} className="plot-dot" />
                  <text
                    x={x(price) + (isRight ? 9 : -9)}
                    y={(places[index] ?? y(harm)) + 4}
                    textAnchor={isRight ? 'start' : 'end'}
                    className={at === setting ? 'plot-label plot-halo' : 'plot-note plot-halo'}
                  >
                    {label}
                  </text>
                </g>
              );
            })}
            <line x1={size.left} x2={size.right} y1={size.bottom} y2={size.bottom} className="plot-axis" />
            {[0, 0.2, 0.4, 0.6, 0.8]
              .filter((tick) => tick <= maxPrice)
              .map((tick, index, ticks) => (
                <text key={tick} x={x(tick)} y={size.bottom + 16} textAnchor="middle" className="plot-note">
                  {tick}
                  {index === ticks.length - 1 ? ' USD/h' : ''}
                </text>
              ))}
          </>
        );
      }}
    </Plot>
  );
}

/** Labels of dots that lie on each other are moved apart, downwards in the order of height. */
function placed(dots: readonly { readonly x: number; readonly y: number }[]): number[] {
  const places = dots.map(({ y }) => y);
  const order = dots.map((_, at) => at).sort((a, b) => dots[a]!.y - dots[b]!.y);
  order.forEach((at, rank) => {
    for (const before of order.slice(0, rank)) {
      const isNear = Math.abs(dots[at]!.x - dots[before]!.x) < 90 && Math.abs(places[at]! - places[before]!) < 14;
      if (isNear) places[at] = places[before]! + 14;
    }
  });
  return places;
}
