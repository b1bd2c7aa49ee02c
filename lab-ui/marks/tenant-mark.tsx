/** @module Tenant marks and state glyphs as React components; always beside a letter, a word or a value. */
import { shapeOf, shapePath } from './shapes.ts';
import { STATE_GLYPHS, type StateName } from './state-glyph.ts';
import { tenantColour } from './tenant-colours.ts';

interface TenantMarkProps {
  /** Slot of the tenant, from 0. */
  readonly index: number;
  /** Read aloud; empty where the name stands beside the mark. */
  readonly name: string;
}

export function TenantMark({ index, name }: TenantMarkProps) {
  const shape = shapeOf(index);
  const colour = `light-dark(${tenantColour(index, false).fill}, ${tenantColour(index, true).fill})`;
  const hollow = shape === 'ring';
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `spoken` names it, or hides it where the words stand beside it
    <svg width="12" height="12" viewBox="-6 -6 12 12" className="tenant-mark" {...spoken(name)}>
      <path
        d={shapePath(shape, hollow ? 3.6 : 4.8)}
        style={hollow ? { fill: 'none', stroke: colour, strokeWidth: 1.6 } : { fill: colour }}
      />
    </svg>
  );
}

interface StateGlyphProps {
  readonly state: StateName;
  /** Read aloud; absent where the word stands beside the glyph. */
  readonly label?: string;
}

export function StateGlyph({ state, label = '' }: StateGlyphProps) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: `spoken` names it, or hides it where the words stand beside it
    <svg width="12" height="12" viewBox="0 0 12 12" className="state-glyph" data-state={state} {...spoken(label)}>
      {STATE_GLYPHS[state].map(({ d, paint, colour }) => (
        <path
          key={d}
          d={d}
          fill={paint === 'fill' ? `var(--${colour})` : 'none'}
          stroke={paint === 'stroke' ? `var(--${colour})` : 'none'}
          strokeWidth="1.4"
        />
      ))}
    </svg>
  );
}

function spoken(label: string) {
  return label === '' ? ({ 'aria-hidden': true } as const) : ({ role: 'img', 'aria-label': label } as const);
}
