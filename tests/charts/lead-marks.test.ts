/** @module Steps of the guide stand on the timeline at their moments, none on another or on a word, and the table has the same. */
import { describe, expect, test } from 'vitest';
import { STEP_SIDE } from '../../lab-ui/charts/draw-step.ts';
import { leadPlaces } from '../../lab-ui/charts/lead-marks.ts';
import { timeline } from '../../lab-ui/charts/timeline.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { benchFixture, switchTo } from './bench-fixture.ts';
import { RecordingPen } from './recording-pen.ts';

const BOX = { x: 0, y: 0, width: 390, height: 84 };
const moments = [30e6, 32e6, 40e6].map((atUs, at) => ({ step: at + 1, atUs }));
const led = (step: number, seen = moments) => ({ tenant: 0, cursorUs: null, lead: { step, moments: seen } });

function drawn(focus: ReturnType<typeof led>, data = benchFixture({ untilSec: 41, actions: [switchTo('cells', 40)] })) {
  const pen = new RecordingPen();
  timeline.draw({ pen, box: BOX, data, focus, theme: LIGHT_THEME });
  return pen;
}

describe('steps of the guide', () => {
  test('stand before their moments, apart from each other and from every word', () => {
    expect(leadPlaces([100, 104, 200])).toEqual([84, 100, 184]);
    const row = drawn(led(4)).texts.filter(({ box }) => box.y < 66);
    const isStep = ({ text }: { readonly text: string }) => /^[1-4]$/.test(text);
    const steps = row.filter(isStep);
    expect(steps.map(({ text }) => text)).toEqual(['1', '2', '3']);
    const words = row.filter((each) => !isStep(each));
    expect(words.map(({ text }) => text)).toContain('G floods 430/s');
    for (const { box: word } of words)
      for (const { box: step } of steps) {
        if (word.y + word.height <= step.y - STEP_SIDE / 2 + step.height / 2) continue;
        const middle = step.x + step.width / 2;
        expect(word.x >= middle + STEP_SIDE / 2 || word.x + word.width <= middle - STEP_SIDE / 2).toBe(true);
      }
  });

  test('are rows of the table; the first is next, where the flood is planned', () => {
    const rows = timeline.table(benchFixture(), led(1, [])).rows.map(([at, , what, state]) => [at, what, state]);
    expect(rows).toContainEqual([30, 'Step 1 of the guide: the flood begins', 'next']);
    const later = timeline
      .table(benchFixture({ untilSec: 41 }), led(4))
      .rows.filter(([, , , state]) => state === 'seen');
    expect(later.map(([at]) => at)).toEqual([30, 32, 40]);
  });

  test('are nowhere without a guide', () => {
    const plain = { tenant: 0, cursorUs: null, lead: null };
    expect(
      timeline.table(benchFixture({ untilSec: 41 }), plain).rows.some(([, , what]) => /guide/.test(String(what))),
    ).toBe(false);
  });
});
