/** @module A chart of the bench over data that stand still: drawn when they, the cursor, the size or the theme change. */
import { useEffect, useRef } from 'react';
import type { Chart, Focus, MountedChart } from '../charts/chart.ts';
import type { BenchData } from '../state/bench-data.ts';
import { onTheme } from '../state/theme.ts';

interface StillChartProps {
  readonly chart: Chart;
  readonly data: BenchData;
  readonly focus: Focus;
  onCursor(us: number | null): void;
  onTenant(index: number): void;
}

export function StillChart({ chart, data, focus, onCursor, onTenant }: StillChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const mounted = useRef<MountedChart | null>(null);
  const page = useRef({ onCursor, onTenant });
  page.current = { onCursor, onTenant };
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = chart.mount(element, {
      setCursor: (us) => page.current.onCursor(us),
      setTenant: (index) => page.current.onTenant(index),
      setBrush: () => undefined,
      explain: () => undefined,
    });
    mounted.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    const stopTheme = onTheme(() => made.resize());
    return () => {
      mounted.current = null;
      observer.disconnect();
      stopTheme();
      made.destroy();
    };
  }, [chart]);
  useEffect(() => mounted.current?.update(data, focus), [data, focus]);
  return <div className="chart-host" ref={host} />;
}
