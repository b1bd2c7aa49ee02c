/** @module Words on the timeline: none on another, and no action without its word for the sake of a noise's best place. */
import { describe, expect, test } from 'vitest';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { placeLabels, type WantedLabel } from '../../lab-ui/charts/timeline-labels.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { RecordingPen, verticalLines } from './recording-pen.ts';

const PLOT = { x: 0, y: 0, width: 600, height: 40 };
const noise = (at: number): WantedLabel => ({ text: 'noise', tenant: 6, at, width: 90, places: [at, at - 94] });
const action = (at: number): WantedLabel => ({ text: 'action', tenant: -1, at, width: 30, places: [at + 4, at - 34] });
const lefts = (wanted: readonly WantedLabel[]) => placeLabels(wanted, PLOT).map(({ text, left }) => `${text} ${left}`);

describe('labels', () => {
  test('stand at their best places where those are free', () => {
    expect(lefts([noise(200), action(400)])).toEqual(['noise 200', 'action 404']);
  });

  test('go to the other side of their mark before one is left out', () => {
    expect(lefts([noise(200), action(190)])).toEqual(['noise 200', 'action 156']);
    expect(lefts([noise(200), action(260)])).toEqual(['action 264', 'noise 106']);
  });

  test('give way when there is no room, and stay inside the plot', () => {
    expect(lefts([action(300), action(318), action(330)])).toEqual(['action 266', 'action 334']);
    expect(lefts([noise(590)])).toEqual(['noise 510']);
  });

  test('never stand over the line of another action, which they would seem to name', () => {
    expect(lefts([action(340), action(310), action(290)])).toEqual(['action 344', 'action 256']);
  });
});

test('every action of a run has its word, and neither now nor an action is drawn through one', () => {
  const data = benchFixture({ untilSec: 41, actions: [switchTo('cells', 40)] });
  const pen = new RecordingPen();
  timeline.draw({
    pen,
    box: { x: 0, y: 0, width: 1004, height: 84 },
    data,
    focus: { tenant: 0, cursorUs: null },
    theme: LIGHT_THEME,
  });
  const words = pen.texts.filter(({ text }) => text === 'Cells' || text.startsWith('G floods'));
  expect(words.map(({ text }) => text).sort()).toEqual(['Cells', 'G floods 430/s']);
  const bottom = Math.max(...words.map(({ box }) => box.y + box.height));
  const tops = verticalLines(pen.calls).map(({ from }) => from);
  expect(tops.length).toBeGreaterThan(2);
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(bottom);
});
