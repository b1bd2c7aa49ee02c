/** @module The warm-up plot is drawn whole and can be read, before the run, on the way and at its end. */
import { describe, expect, test } from 'vitest';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import type { WarmUpCurve } from '../../lab-ui/truth/oracle-messages.ts';
import { warmUpCurves } from '../../lab-ui/truth/warm-up-curve.ts';
import { drawWarmUp } from '../../lab-ui/truth/warm-up-plot.ts';
import { clipped, overlaps, RecordingPen, verticalLines } from './recording-pen.ts';

const first = warmUpCurves().next().value as WarmUpCurve;
const SIZES = [
  [268, 156],
  [232, 156],
  [320, 156],
] as const;
const CASES: readonly (readonly [string, WarmUpCurve | null])[] = [
  ['before the run', null],
  ['after the first runs', first],
  ['cut late', { ...first, leftOut: 560 }],
  ['cut at once', { ...first, leftOut: 0 }],
  ['without a steady state', { ...first, leftOut: null }],
];

describe.each(CASES)('%s', (_name, curve) => {
  test.each(SIZES)('%d x %d', (width, height) => {
    const pen = new RecordingPen();
    const box = { x: 0, y: 0, width, height };
    drawWarmUp(pen, box, LIGHT_THEME, curve);
    expect(pen.texts.filter((text) => text.sizePx < 11)).toEqual([]);
    expect(clipped(pen.texts, box)).toEqual([]);
    expect(overlaps(pen.texts)).toEqual([]);
    const says = pen.texts.map(({ text }) => text).join(' ');
    expect(says.includes('closed form 40.0 ms')).toBe(curve !== null);
    if (curve?.leftOut != null) {
      expect(says).toContain(`counted from request ${curve.leftOut + 1}`);
      expect(verticalLines(pen.calls).length).toBeGreaterThan(0);
    } else expect(says).not.toContain('counted from');
  });
});

test('the first request finds an empty server, and those late wait as the closed form says', () => {
  const means = first.meanWaitSec;
  expect(means[0]).toBe(0);
  const late = means.slice(300).reduce((sum, wait) => sum + wait, 0) / (means.length - 300);
  // A hundred runs: some 2 ms of standard error.
  expect(Math.abs(late - first.closedFormSec)).toBeLessThan(0.008);
  expect(first.closedFormSec).toBeCloseTo(0.04, 12);
});
