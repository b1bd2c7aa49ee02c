/** @module The painter's turns: nobody is drawn twice in a frame, nobody is forgotten, and a frame ends when its time is over. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MountedChart } from '../../lab-ui/charts/chart.ts';
import { Painter } from '../../lab-ui/state/painter.ts';
import { benchData } from './bench-fixtures.ts';

let frames: ((nowMs: number) => void)[] = [];
let nowMs = 0;

/** One animation frame of the page. */
function frame(): void {
  const due = frames;
  frames = [];
  for (const run of due) run(nowMs);
}

beforeEach(() => {
  frames = [];
  nowMs = 0;
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('requestAnimationFrame', (run: (nowMs: number) => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Charts that write down their name when drawn, and take so long. */
function charts(names: string, eachMs: number): { readonly drawn: string[]; readonly all: MountedChart[] } {
  const drawn: string[] = [];
  const all = [...names].map((name) => ({
    update: () => {
      drawn.push(name);
      nowMs += eachMs;
    },
    resize: () => undefined,
    destroy: () => undefined,
  }));
  return { drawn, all };
}

const source = { data: () => benchData({}), focus: () => ({ tenant: 0, cursorUs: null }) };

it('draws everybody once in a frame that has time for all', () => {
  const painter = new Painter(source);
  const { drawn, all } = charts('abc', 1);
  for (const chart of all) painter.add(chart);
  painter.invalidate();
  painter.invalidate();
  frame();
  expect(drawn.join('')).toBe('abc');
  expect(frames).toHaveLength(0);
});

it('goes on in the next frame where the last one had no time, whoever has waited longest first', () => {
  const painter = new Painter(source);
  const { drawn, all } = charts('abcd', 3);
  for (const chart of all) painter.add(chart);
  frame();
  expect(drawn.join('')).toBe('ab');
  // News in between: those who are not drawn yet keep their turn before those who were.
  painter.invalidate();
  frame();
  frame();
  frame();
  expect(drawn.join('')).toBe('abcdab');
  expect(frames).toHaveLength(0);
});

it('does not draw what was taken out while it waited', () => {
  const painter = new Painter(source);
  const { drawn, all } = charts('abc', 5);
  const remove = all.map((chart) => painter.add(chart));
  frame();
  remove[1]?.();
  frame();
  expect(drawn.join('')).toBe('ac');
});
