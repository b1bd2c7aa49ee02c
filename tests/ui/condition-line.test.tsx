/** The claim: objectives, guards and the parts of combinations are worded from the registries, and each standing is told apart. */
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ConditionLine } from '../../lab-ui/bench/condition-line.tsx';
import { askedWords } from '../../lab-ui/bench/condition-words.ts';
import { catalogue } from '../../sim-engine/index.ts';
import type { Bounded, Combined } from '../../sim-engine/model/objective.ts';
import type { ConditionResult } from '../../sim-engine/model/run-result.ts';

const { metrics } = catalogue;
const calm: Bounded = {
  metric: 'latency-p99',
  scope: { kind: 'tenant', tenant: 'C' },
  fromUs: 20e6,
  toUs: 50e6,
  bound: 'at-most',
  threshold: 250,
};
const served: Bounded = { ...calm, metric: 'goodput', scope: { kind: 'all' }, bound: 'at-least', threshold: 90 };
const both: Combined = {
  combine: { id: 'all', params: {} },
  parts: [calm, served],
  fromUs: 20e6,
  toUs: 50e6,
  bound: 'at-least',
  threshold: 2,
};
const holds: ConditionResult = {
  state: 'closed',
  passed: true,
  measured: 240,
  threshold: 250,
  bound: 'at-most',
  unit: 'ms',
};
const misses: ConditionResult = {
  state: 'closed',
  passed: false,
  measured: 80,
  threshold: 90,
  bound: 'at-least',
  unit: 'req/s',
};

describe('what is asked', () => {
  test('has metric, scope and bound', () => {
    expect(askedWords(calm, metrics)).toBe('p99 latency of C at most 250 ms');
    expect(askedWords({ ...calm, scope: { kind: 'except', tenants: ['G', 'C'] } }, metrics)).toContain(
      'all but G and C',
    );
    expect(askedWords(both, metrics)).toBe('2 of 2 hold');
  });

  test.each(metrics.map(({ id, title }) => [id, title]))(
    '%s is worded by its title, never by its id',
    (metric, title) => {
      const words = askedWords({ ...served, metric: metric! }, metrics);
      expect(words.startsWith(title!)).toBe(true);
    },
  );
});

describe('how it stands', () => {
  const shown = (result: ConditionResult | null, status: 'running' | 'finished' = 'running'): string =>
    renderToStaticMarkup(
      <ConditionLine title="T" condition={both} result={result} status={status} metrics={metrics} />,
    );

  test('a combination says how many hold, and which part does not', () => {
    const result = { ...misses, measured: 1, threshold: 2, unit: 'parts', parts: [holds, misses] };
    const html = shown(result);
    expect(html).toContain('1 of 2');
    const [, first, second] = html.split('<li');
    expect(first).toContain(': not held');
    expect(second).toMatch(/p99 latency of C at most 250 ms.*: held/);
    expect(html.split('<li')[3]).toMatch(/Goodput at least 90\.?0?\/s.*: not held/);
  });

  test('before its window, in it, after it, and where the run ended before it', () => {
    expect(shown(null)).toContain('from 20 s');
    expect(shown({ ...holds, state: 'open', parts: [] })).toContain('holds so far');
    expect(shown({ ...holds, state: 'open', passed: false, parts: [] })).toContain('does not hold so far');
    expect(shown({ ...holds, state: 'open', parts: [] }, 'finished')).toContain('run ended');
  });
});
