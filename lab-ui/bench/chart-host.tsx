/** @module The place where a chart draws: fixed size before data come, told when its size or the theme changes. */
import { useEffect, useRef } from 'react';
import type { Chart } from '../charts/chart.ts';
import { useExplainQuery } from '../state/explain-query.ts';
import { useSession } from './bench-context.tsx';

interface ChartHostProps {
  readonly chart: Chart;
  readonly className?: string;
  onTenant(index: number): void;
}

export function ChartHost({ chart, className = 'chart-host', onTenant }: ChartHostProps) {
  const host = useRef<HTMLDivElement>(null);
  const { painter, focus } = useSession();
  const chooseTenant = useRef(onTenant);
  chooseTenant.current = onTenant;
  const { open } = useExplainQuery();
  const explain = useRef(open);
  explain.current = open;
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const mounted = chart.mount(element, {
      setCursor: (cursorUs) => focus.set({ cursorUs }),
      setTenant: (index) => chooseTenant.current(index),
      setBrush: (brush) => focus.set({ brush, brushIn: chart.id }),
      explain: () => {
        const { brush } = focus.get();
        if (brush) explain.current(brush);
      },
    });
    const remove = painter.add(mounted);
    const observer = new ResizeObserver(() => painter.resize(mounted));
    observer.observe(element);
    return () => {
      observer.disconnect();
      remove();
      element.replaceChildren();
    };
  }, [chart, painter, focus]);
  return <div className={className} ref={host} />;
}
