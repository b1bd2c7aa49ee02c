/** @module Tenant identity: hue, shape and letter for at most eight, grey and a letter for the rest. */

interface TenantColour {
  readonly fill: string;
  /** Colour of a letter on the fill, at least 4.5:1. */
  readonly letter: string;
}

const LIGHT_INK = '#16181c';
const DARK_INK = '#111316';
const WHITE = '#ffffff';

const LIGHT: readonly TenantColour[] = [
  { fill: '#0f92f7', letter: LIGHT_INK },
  { fill: '#979066', letter: LIGHT_INK },
  { fill: '#2c29e2', letter: WHITE },
  { fill: '#51265a', letter: WHITE },
  { fill: '#e2568b', letter: LIGHT_INK },
  { fill: '#71640b', letter: WHITE },
  { fill: '#a20a01', letter: WHITE },
  { fill: '#2f6050', letter: WHITE },
];

const DARK: readonly TenantColour[] = [
  { fill: '#92e2b7', letter: DARK_INK },
  { fill: '#7b9b59', letter: DARK_INK },
  { fill: '#f4b6ed', letter: DARK_INK },
  { fill: '#917597', letter: DARK_INK },
  { fill: '#af0acc', letter: WHITE },
  { fill: '#bfde3f', letter: DARK_INK },
  { fill: '#d41101', letter: WHITE },
  { fill: '#1f744f', letter: WHITE },
];

/** Greys of everybody else; neighbours in the list differ by one step. The letter stands at 4.5:1 or more on each. */
const LIGHT_GREYS: readonly TenantColour[] = [
  { fill: '#8e8e88', letter: LIGHT_INK },
  { fill: '#6f6f6b', letter: WHITE },
  { fill: '#82827c', letter: LIGHT_INK },
];
const DARK_GREYS: readonly TenantColour[] = [
  { fill: '#a0a6ae', letter: DARK_INK },
  { fill: '#7a8088', letter: DARK_INK },
  { fill: '#8d939b', letter: DARK_INK },
];

/** How many tenants have a hue and a shape of their own. */
export const PINNED_MAX = LIGHT.length;

/**
 * @param index  slot of the tenant, from 0; slots stay for the run
 * @param dark   theme
 */
export function tenantColour(index: number, dark: boolean): TenantColour {
  const pinned = (dark ? DARK : LIGHT)[index];
  if (pinned) return pinned;
  const greys = dark ? DARK_GREYS : LIGHT_GREYS;
  return greys[(index - PINNED_MAX) % greys.length] ?? { fill: '#8e8e88', letter: LIGHT_INK };
}
