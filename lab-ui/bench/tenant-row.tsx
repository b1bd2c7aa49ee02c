/** @module One tenant: who, what it pays for and sends, its p99 over the last minute and now, and its state. */
import { memo, useEffect, useRef } from 'react';
import { sparkline } from '../charts/sparkline.ts';
import { StateGlyph, TenantMark } from '../marks/tenant-mark.tsx';
import { StepMark } from '../parts/step-mark.tsx';
import { useSession } from './bench-context.tsx';
import type { TenantReading } from './tenant-reading.ts';

interface TenantRowProps {
  readonly index: number;
  readonly reading: TenantReading;
  readonly focused: boolean;
  readonly marked: boolean;
  onChoose(index: number): void;
}

export const TenantRow = memo(
  function TenantRow({ index, reading, focused, marked, onChoose }: TenantRowProps) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a row with a canvas in it, of a group that moves by arrows, is no input
      <div
        className={focused ? 'tenant-row focused' : 'tenant-row'}
        role="radio"
        aria-checked={focused}
        aria-label={`${reading.letter} ${reading.name}, ${reading.plan}, ${reading.load}, p99 ${reading.p99}, ${reading.stateWords}`}
        tabIndex={focused ? 0 : -1}
        data-tenant={index}
        title={reading.name}
        onClick={() => onChoose(index)}
        onKeyDown={(event) => {
          if (focused || (event.key !== 'Enter' && event.key !== ' ')) return;
          event.preventDefault();
          onChoose(index);
        }}
      >
        <span className="tenant-glyph">
          <TenantMark index={index} name="" />
        </span>
        <span className="tenant-words">
          <span className="tenant-name">
            <strong>{reading.letter}</strong> {reading.firstName}
          </span>
          <span className="tenant-load note">
            {reading.plan}, {reading.load}
          </span>
        </span>
        {marked ? <StepMark step={1} current /> : <Sparkline index={index} />}
        <span className="tenant-p99">{reading.p99}</span>
        <StateGlyph state={reading.state} />
      </div>
    );
  },
  (a, b) =>
    a.index === b.index &&
    a.focused === b.focused &&
    a.marked === b.marked &&
    a.onChoose === b.onChoose &&
    a.reading.p99 === b.reading.p99 &&
    a.reading.load === b.reading.load &&
    a.reading.state === b.reading.state,
);

function Sparkline({ index }: { index: number }) {
  const host = useRef<HTMLSpanElement>(null);
  const { painter } = useSession();
  useEffect(() => {
    return host.current ? painter.add(sparkline.mount(host.current, index)) : undefined;
  }, [painter, index]);
  return <span className="tenant-spark" ref={host} />;
}
