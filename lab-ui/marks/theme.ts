/** @module Colours of the marks: the page's tokens as they stand, or the light set where there is no page. */

/** Resolved colours and type for one drawing. */
export interface ChartTheme {
  readonly dark: boolean;
  readonly font: string;
  readonly bg: string;
  readonly chrome: string;
  readonly sunken: string;
  readonly line: string;
  readonly grid: string;
  readonly edge: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly other: string;
  readonly other2: string;
  readonly hatch: string;
  readonly ok: string;
  readonly warn: string;
  readonly bad: string;
}

/** The light set of the look; print and tests use it. */
export const LIGHT_THEME: ChartTheme = {
  dark: false,
  font: 'system-ui, sans-serif',
  bg: '#ffffff',
  chrome: '#fafaf8',
  sunken: '#eeeeea',
  line: '#e1e0dc',
  grid: '#ecebe7',
  edge: '#8a8a85',
  text: '#16181c',
  text2: '#474b53',
  text3: '#656a73',
  other: '#8f8f8a',
  other2: '#c9c8c3',
  hatch: '#d6d5d0',
  ok: '#17733f',
  warn: '#955400',
  bad: '#b3261e',
};

const TOKENS = [
  'bg',
  'chrome',
  'sunken',
  'line',
  'grid',
  'edge',
  'text',
  'text2',
  'text3',
  'other',
  'other2',
  'hatch',
  'ok',
  'warn',
  'bad',
] as const;

/** Below this sum of red, green and blue a surface counts as dark. */
const DARK_BELOW = 3 * 128;

function isDarkColour(hex: string): boolean {
  const digits = /^#([0-9a-f]{6})$/i.exec(hex)?.[1];
  if (!digits) return false;
  const value = Number.parseInt(digits, 16);
  return (value >> 16) + ((value >> 8) & 0xff) + (value & 0xff) < DARK_BELOW;
}

/**
 * @param host  element whose custom properties hold
 * @returns every token as it is now; tokens that the page does not set have their light value
 */
export function readTheme(host: Element): ChartTheme {
  const view = host.ownerDocument.defaultView;
  if (!view) return LIGHT_THEME;
  const style = view.getComputedStyle(host);
  const colours = Object.fromEntries(
    TOKENS.map((token) => [token, style.getPropertyValue(`--${token}`).trim() || LIGHT_THEME[token]]),
  ) as Record<(typeof TOKENS)[number], string>;
  const font = style.getPropertyValue('--font-ui').trim() || LIGHT_THEME.font;
  return { ...colours, dark: isDarkColour(colours.bg), font };
}
