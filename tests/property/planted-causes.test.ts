/**
 * Explanations name what was planted: over 50 runs with one noise each, the first cause is the noise's tenant at the resource
 * that its kind strains, at least 45 times; and over 40 runs with nothing wrong it says so. A region is compared at 99 %, so
 * that 0.4 false alarms are expected of 40; more than 2 would come about once in a hundred times.
 */
import { describe, expect, it } from 'vitest';
import { explain } from '../../sim-engine/explain/explain.ts';
import type { Explanation } from '../../sim-engine/explain/explanation.ts';
import { Run } from '../../sim-engine/index.ts';
import { nothingPlanted, type Planted, plantedCause, type Strained } from '../support/planted-cause.ts';

const FIRST_SEED = 20_261_128;
const PLANTED = 50;
const NAMED_LEAST = 45;
const CLEAN = 40;
const FALSE_ALARMS_MOST = 2;

/** What of the ledger's resources belongs to what a designer calls by one name. */
const RESOURCES: Readonly<Record<Strained, readonly string[]>> = {
  app: ['app'],
  database: ['connections', 'database-cpu', 'database-io'],
  cache: ['cache'],
  locks: ['locks'],
};

function explained({
  scenario,
  seed,
  victim,
  region,
}: Pick<Planted, 'scenario' | 'seed' | 'victim' | 'region'>): Explanation {
  const run = Run.create({ scenario, scenarioSha256: 'sha', seed, keepParts: true });
  run.advanceTo(scenario.durationUs);
  const parts = run.parts()!;
  expect(parts.missed).toBe(0);
  const answer = explain(parts, { ...region, tenant: victim });
  if (!answer.ok) throw new TypeError(answer.issues.map(({ message }) => message).join('; '));
  return answer.value;
}

describe('explanations', () => {
  it(`name tenant and resource first in at least ${NAMED_LEAST} of ${PLANTED} planted causes`, () => {
    const missed: string[] = [];
    for (let at = 0; at < PLANTED; at++) {
      const planted = plantedCause(FIRST_SEED + at);
      const { verdict, causes, differenceMs, remainderMs } = explained(planted);
      const sum = causes.reduce((total, { contributionMs }) => total + contributionMs, remainderMs);
      if (verdict !== 'nothing') expect(Math.abs(sum - differenceMs)).toBeLessThan(1e-6);
      const first = causes[0]?.cause;
      const named =
        verdict === 'slower' &&
        first?.kind === 'blame' &&
        first.culprit === planted.culprit &&
        RESOURCES[planted.strained].includes(first.resource);
      const found = causes
        .slice(0, 3)
        .map(({ cause, contributionMs }) => `${JSON.stringify(cause)} ${contributionMs.toFixed(1)} ms`);
      if (!named)
        missed.push(
          `${planted.seed} ${planted.kind}: ${planted.culprit} at ${planted.strained}, victim ${planted.victim}; found ${verdict} ${differenceMs.toFixed(1)} ms: ${found.join('; ')}`,
        );
    }
    console.log(`planted causes: ${PLANTED - missed.length} of ${PLANTED} named\n${missed.join('\n')}`);
    expect(PLANTED - missed.length, missed.join('\n')).toBeGreaterThanOrEqual(NAMED_LEAST);
  });

  it(`say that nothing is unusual on ${CLEAN} runs with nothing wrong, but for ${FALSE_ALARMS_MOST} by chance`, () => {
    const alarms: string[] = [];
    for (let at = 0; at < CLEAN; at++) {
      const clean = nothingPlanted(FIRST_SEED + 1000 + at);
      const { verdict, chance, causes, region } = explained(clean);
      if (verdict === 'nothing') expect(causes).toEqual([]);
      else alarms.push(`${clean.seed}: ${verdict} ${JSON.stringify({ region, chance })}`);
    }
    console.log(`nothing planted: ${alarms.length} false alarms of ${CLEAN}\n${alarms.join('\n')}`);
    expect(alarms.length, alarms.join('\n')).toBeLessThanOrEqual(FALSE_ALARMS_MOST);
  });
});
