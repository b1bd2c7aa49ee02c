/**
 * Every service law keeps its promises: samples are finite and not negative, and their mean is the one asked for within
 * five standard errors. What sets each law apart is its variation, which is measured.
 */
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { type ParamValues, withDefaults } from '../../sim-engine/model/registry.ts';
import { LAWS } from '../../sim-engine/policies/law/index.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';

const COUNT = 200_000;

function draw(id: string, mean: number, params: ParamValues): number[] {
  const law = entryOf(LAWS, id);
  const sampler = law.sampler(mean, withDefaults(law, params), new StreamBank(6).open(`law/${id}`));
  return Array.from({ length: COUNT }, () => sampler.sample());
}

function moments(samples: readonly number[]): { mean: number; cv: number } {
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  const variance = samples.reduce((sum, each) => sum + (each - mean) ** 2, 0) / samples.length;
  return { mean, cv: Math.sqrt(variance) / mean };
}

describe.each(LAWS)('service law $id', (law) => {
  it.each([0.5, 4, 8000])('has the mean %d', (wanted) => {
    const samples = draw(law.id, wanted, {});
    expect(samples.every((each) => each >= 0 && Number.isFinite(each))).toBe(true);
    const { mean, cv } = moments(samples);
    expect(Math.abs(mean - wanted)).toBeLessThanOrEqual((5 * cv * wanted) / Math.sqrt(COUNT) + 1e-12 * wanted);
  });

  it('draws the same again from the same stream', () => {
    expect(draw(law.id, 10, {}).slice(0, 100)).toEqual(draw(law.id, 10, {}).slice(0, 100));
  });
});

describe('what sets the laws apart', () => {
  it('exponential varies as much as its mean, and is memoryless', () => {
    const samples = draw('exponential', 100, {});
    expect(moments(samples).cv).toBeCloseTo(1, 1);
    const beyond = (limit: number) => samples.filter((each) => each > limit).length / COUNT;
    // P(X > 2m) = P(X > m)^2, and the tail beyond the ziggurat's last layer is there.
    expect(beyond(200)).toBeCloseTo(beyond(100) ** 2, 2);
    expect(beyond(100)).toBeCloseTo(1 / Math.E, 2);
    expect(beyond(780)).toBeGreaterThan(0);
  });

  it('deterministic does not vary', () => {
    expect(new Set(draw('deterministic', 7.25, {}))).toEqual(new Set([7.25]));
  });

  it.each([0.3, 1, 2])('lognormal has the coefficient of variation it is given: %d', (cv) => {
    const samples = draw('lognormal', 50, { cv });
    expect(moments(samples).cv / cv).toBeCloseTo(1, 0.5);
    // The median is mean / sqrt(1 + cv^2), which no exponential with this mean has unless cv^2 = 1.08.
    const median = [...samples].sort((a, b) => a - b)[COUNT / 2]!;
    expect(median / (50 / Math.sqrt(1 + cv * cv))).toBeCloseTo(1, 1.5);
  });
});
