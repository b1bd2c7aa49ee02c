/** @module What holds for the difficulty strip: every seed is one dot within the strip, and picture, table and sentence count the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difficultyStrip, pointsX, type StripRow } from '../../lab-ui/charts/difficulty-strip.ts';
import { LIGHT_THEME } from '../../lab-ui/marks/theme.ts';
import { cases } from '../support/property-seed.ts';
import { RecordingPen } from './recording-pen.ts';

/** Remembers where dots and diamonds are. */
class DotPen extends RecordingPen {
  readonly dots: [number, number][] = [];
  readonly diamonds: [number, number][] = [];
  readonly frames: number[][] = [];
  private lines = 0;
  override arc(x: number, y: number, radius: number): void {
    super.arc(x, y, radius);
    this.dots.push([x, y]);
  }
  override moveTo(x: number, y: number): void {
    super.moveTo(x, y);
    this.lines = 0;
  }
  override lineTo(x: number, y: number): void {
    super.lineTo(x, y);
    if (++this.lines === 3) this.diamonds.push([x + 1.6, y]);
  }
  override strokeRect(x: number, y: number, width: number, height: number): void {
    super.strokeRect(x, y, width, height);
    this.frames.push([x, y, width, height]);
  }
}

const rowOf = (points: readonly number[], role: StripRow['role'] = 'naive', band = { min: 40, max: 60 }): StripRow => ({
  title: 'A stack for everybody',
  role,
  band,
  passPoints: 80,
  scores: points.map((each, at) => ({ seed: at + 1, points: each })),
});

function drawn(row: StripRow, width = 600, height = 34): DotPen {
  const pen = new DotPen();
  difficultyStrip(row).draw({ pen, box: { x: 0, y: 0, width, height }, theme: LIGHT_THEME, stop: null });
  return pen;
}

describe('the strip', () => {
  it('has one mark for every seed, none on another, all within the strip, whatever the scores', () => {
    const scores = fc.array(fc.nat(100), { maxLength: 100 });
    fc.assert(
      fc.property(
        scores,
        fc.constantFrom<StripRow['role']>('reference', 'naive'),
        fc.integer({ min: 240, max: 700 }),
        (points, role, width) => {
          const { dots, diamonds } = drawn(rowOf(points, role), width);
          const wrong = points.filter((each) => (role === 'reference' ? each < 80 : each >= 80)).length;
          expect([dots.length, diamonds.length]).toEqual([points.length - wrong, wrong]);
          for (const [x, y] of [...dots, ...diamonds]) {
            expect(x >= 1 && x <= width - 1).toBe(true);
            expect(y >= 1 && y <= 33).toBe(true);
          }
        },
      ),
      cases(100),
    );
  });

  it('keeps a hundred seeds of one score around their points, inside the frame of a band that holds them', () => {
    const { dots, frames } = drawn(rowOf(Array.from({ length: 100 }, () => 60)));
    const box = { x: 0, y: 0, width: 600, height: 34 };
    const [left = 0, , width = 0] = frames[0] ?? [];
    for (const [x] of dots) {
      expect(Math.abs(x - pointsX(box, 60))).toBeLessThan(20);
      expect(x > left && x < left + width).toBe(true);
    }
    expect(new Set(dots.map(String)).size).toBe(100);
  });

  it.each([
    ['naive', [50, 90], 'It should never pass, and does on 1.'],
    ['reference', [90, 50], 'The reference fails on 1.'],
    ['naive', [50, 50], '50 points on 2 seeds, all in its band; passes on 0.'],
    ['nothing', [], 'not tried yet.'],
  ] as const)('of a %s solution says what is wrong: %j', (role, points, words) => {
    expect(difficultyStrip(rowOf(points, role)).sentence).toContain(words);
  });

  it('can be read stop by stop, and its table has every seed', () => {
    const figure = difficultyStrip(rowOf([40, 60, 60, 100]));
    expect(figure.stops.map(({ tip }) => tip.lines[0]?.[1])).toEqual(['1', '2', '1']);
    expect(figure.table.rows).toEqual([
      [1, 40, 'yes', 'no'],
      [2, 60, 'yes', 'no'],
      [3, 60, 'yes', 'no'],
      [4, 100, 'no', 'yes'],
    ]);
  });
});
