/** @module The plot of a lesson's picture: its width as the page has it, axes, and a table of the same numbers. */
import { type ReactNode, useCallback, useState } from 'react';

/** Space around a plot for its axes, px. */
export const MARGIN = { left: 44, right: 16, top: 18, bottom: 24 } as const;
/** Height of every plot, known before anything is measured, px. */
export const HEIGHT = 236;

/** Inner size of a plot. */
export interface PlotSize {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface PlotProps {
  readonly title: string;
  readonly unit: string;
  /** What the picture shows now, a sentence; its name for who cannot see it. */
  readonly words: string;
  readonly table: ReactNode;
  /** Of this plot; the usual one unless said otherwise. */
  readonly height?: number;
  readonly children: (size: PlotSize) => ReactNode;
}

export function Plot({ title, unit, words, table, height = HEIGHT, children }: PlotProps) {
  const [width, setWidth] = useState(0);
  const measure = useCallback((box: HTMLElement | null) => {
    if (box === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    observer.observe(box);
    setWidth(Math.round(box.getBoundingClientRect().width));
    return () => observer.disconnect();
  }, []);
  const size = {
    width,
    left: MARGIN.left,
    right: Math.max(MARGIN.left + 1, width - MARGIN.right),
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  return (
    <figure className="lesson-figure">
      <figcaption>
        <strong>{title}</strong> <span className="note">{unit}</span>
      </figcaption>
      <div ref={measure} style={{ height }}>
        {width > 0 ? (
          <svg width={width} height={height} role="img" aria-label={`${title}: ${words}`} className="lesson-plot">
            {children(size)}
          </svg>
        ) : null}
      </div>
      <details className="lesson-numbers">
        <summary className="note">The numbers</summary>
        {table}
      </details>
    </figure>
  );
}

/** A scale from numbers to pixels. */
export type Scale = (value: number) => number;

/** @returns a logarithmic scale; both ends of the range above 0 */
export function logScale(min: number, max: number, from: number, to: number): Scale {
  const span = Math.log(max / min);
  return (value) => from + (Math.log(Math.max(value, min) / min) / span) * (to - from);
}

/** @returns a linear scale */
export function linearScale(min: number, max: number, from: number, to: number): Scale {
  return (value) => from + ((value - min) / (max - min || 1)) * (to - from);
}

/** @returns 1, 2 and 5 times powers of ten within a range */
export function logTicks(min: number, max: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++)
    for (const digit of [1, 2, 5]) {
      const tick = digit * 10 ** power;
      if (tick >= min * 0.999 && tick <= max * 1.001) ticks.push(tick);
    }
  return ticks.length > 6 ? ticks.filter((tick) => /^1/.test(String(tick))) : ticks;
}

/** A vertical axis of milliseconds with its gridlines. */
export function MsAxis({ ticks, y, size }: { ticks: readonly number[]; y: Scale; size: PlotSize }) {
  return ticks.map((tick) => (
    <g key={tick}>
      <line x1={size.left} x2={size.right} y1={y(tick)} y2={y(tick)} className="plot-grid" />
      <text x={size.left - 8} y={y(tick) + 4} textAnchor="end" className="plot-note">
        {tick.toLocaleString('en-US')}
      </text>
    </g>
  ));
}

/** A bound, drawn and named. */
export function Bound({ at, label, size }: { at: number; label: string; size: PlotSize }) {
  return (
    <>
      <line x1={size.left} x2={size.right} y1={at} y2={at} className="plot-bound" />
      <text x={size.right} y={at - 5} textAnchor="end" className="plot-label plot-halo">
        {label}
      </text>
    </>
  );
}

/** @returns a path through the points that there are; a gap where there is none */
export function linePath(points: readonly (readonly [number, number] | null)[]): string {
  let isDown = false;
  return points
    .map((point) => {
      if (point === null) {
        isDown = false;
        return '';
      }
      const step = `${isDown ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
      isDown = true;
      return step;
    })
    .join('');
}

/** @returns the last point that there is, or null */
export function lastOf(points: readonly (readonly [number, number] | null)[]): readonly [number, number] | null {
  for (let at = points.length - 1; at >= 0; at--) if (points[at]) return points[at] ?? null;
  return null;
}

/** A plain table of what a picture shows. */
export function NumberTable({
  caption,
  head,
  rows,
}: {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={`Table: ${caption}`}>
      <table className="table">
        <caption className="hidden-words">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, at) => (
              <th key={cell} scope="col" className={at > 0 ? 'number' : undefined}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row[0]}>
              {row.map((cell, at) => (
                <td key={head[at]} className={at > 0 ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
