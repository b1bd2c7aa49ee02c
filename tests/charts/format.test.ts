/** @module Numbers as the look wants them. */
import { describe, expect, test } from 'vitest';
import {
  formatClock,
  formatCount,
  formatMs,
  formatNumber,
  formatRate,
  formatSeconds,
  formatShare,
  formatUsdPerHour,
  listWords,
  tied,
} from '../../lab-ui/text/format.ts';

describe('formats', () => {
  test.each([
    [48_000, '48 ms'],
    [3_940, '3.9 ms'],
    [780_000, '780 ms'],
    [999_600, '1.00 s'],
    [1_010_000, '1.01 s'],
    [12_340_000, '12.3 s'],
    [Number.NaN, '–'],
  ])('%d us is %s', (us, text) => {
    expect(formatMs(us)).toBe(text);
  });
  test('seconds, clock and rates', () => {
    expect(formatSeconds(780_000)).toBe('0.78 s');
    expect(formatClock(71_499_999)).toBe('71.4 s');
    expect(formatRate(429.6)).toBe('430/s');
    expect(formatRate(1888)).toBe('1,888/s');
    expect(formatRate(2.25)).toBe('2.3/s');
  });
  test('no line of prose ends between a number and its unit', () => {
    expect(tied('Since 42.5 s p99 is 1.01 s (SLO 250 ms), 18 % hurt, 0.39 USD/h, 290 req/s.')).toBe(
      'Since 42.5\u00a0s p99 is 1.01\u00a0s (SLO 250\u00a0ms), 18\u00a0% hurt, 0.39\u00a0USD/h, 290\u00a0req/s.',
    );
    expect(tied('the 3 slowest of 12 tenants, 4 s/run')).toBe('the 3 slowest of 12 tenants, 4 s/run');
  });
  test('shares, money, counts', () => {
    expect(formatShare(0.18)).toBe('18\u202f%');
    expect(formatShare(0.004)).toBe('0.4\u202f%');
    expect(formatShare(1)).toBe('100\u202f%');
    expect(formatUsdPerHour(390_000)).toBe('0.39 USD/h');
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(formatNumber(-1234)).toBe('\u22121,234');
    expect(formatNumber(0.12345)).toBe('0.123');
    expect(listWords(['H', 'I', 'K'])).toBe('H, I and K');
  });
});
