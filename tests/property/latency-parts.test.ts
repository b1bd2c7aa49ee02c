/**
 * Parts of latencies are whole and only listen: over random runs of every kind, the parts of each request that made one attempt
 * add up to its latency to the microsecond, nobody is charged what the ledger did not charge, nothing in the run changes, and a
 * run that was restored goes on with the same parts.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { explain } from '../../sim-engine/explain/explain.ts';
import { Run, type RunOptions } from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { instants, type RandomRun, randomRun } from '../support/random-run.ts';

function created({ scenario, seed, actions }: RandomRun, keepParts: boolean): { run: Run; options: RunOptions } {
  const options = { scenario, scenarioSha256: 'sha', seed, keepParts };
  const run = Run.create(options);
  for (const each of actions) run.submit(each);
  return { run, options };
}

it('parts add up, change nothing and survive a restore', () => {
  fc.assert(
    fc.property(randomRun, instants, (random, [cutUs = 1]) => {
      const endUs = random.scenario.durationUs;
      const { run: plain } = created(random, false);
      plain.advanceTo(endUs);
      const { run, options } = created(random, true);
      run.advanceTo(cutUs);
      const restored = Run.restore(options, run.snapshot());
      if (!restored.ok) throw new TypeError(restored.issues[0]!.message);
      run.advanceTo(endUs);
      restored.value.advanceTo(endUs);
      expect(run.digest()).toBe(plain.digest());
      const { parts, places } = run.parts()!;
      const again = restored.value.parts()!.parts;
      expect(again.count).toBe(parts.count);
      const charged = new Map<string, number>();
      const broken: string[] = [];
      for (let request = 0; request < parts.count; request++) {
        let sum = 0;
        let sumAgain = 0;
        for (let at = parts.partsFrom(request); at < parts.partsEnd[request]!; at++) {
          const { kind, culprit } = parts.kinds[parts.partKind[at]!]!;
          sum += parts.partUs[at]!;
          sumAgain += again.partUs[at]!;
          const who = places[culprit] ?? '';
          if (kind === 'blame') charged.set(who, (charged.get(who) ?? 0) + parts.partUs[at]!);
        }
        if (sumAgain !== sum) broken.push(`request ${request}: ${sum} us, restored ${sumAgain} us`);
        if (parts.extraAttempts[request] === 0 && sum !== parts.latencyUs[request])
          broken.push(`request ${request}: parts of ${sum} us in ${parts.latencyUs[request]} us`);
      }
      expect(broken).toEqual([]);
      // Division of single waits rounds otherwise than that of their sum; requests under way are in the ledger alone.
      const ledger = new Map<string, number>();
      for (const { culprit, us } of run.blame()) ledger.set(culprit, (ledger.get(culprit) ?? 0) + us);
      for (const [who, us] of charged)
        if (who !== '') expect(us).toBeLessThanOrEqual((ledger.get(who) ?? 0) + 2 * parts.partsEnd[parts.count - 1]!);
    }),
    cases(40),
  );
});

it('what cannot be explained is an issue that says what to do', () => {
  const { run } = created(
    { scenario: fc.sample(randomRun, { seed: 1, numRuns: 1 })[0]!.scenario, seed: 1, actions: [] },
    true,
  );
  run.advanceTo(5_000_000);
  const parts = run.parts()!;
  const codeOf = (fromUs: number, toUs: number, tenant: string | null): string => {
    const answer = explain(parts, { fromUs, toUs, tenant });
    return answer.ok ? answer.value.verdict : answer.issues[0]!.code;
  };
  expect(codeOf(1_000_000, 2_000_000, 'nobody')).toBe('unknown-tenant');
  expect(codeOf(2_000_000, 2_000_000, null)).toBe('bad-region');
  expect(codeOf(2_000_000, 9_000_000, null)).toBe('bad-region');
  expect(codeOf(0, 5_000_000, null)).toBe('no-baseline');
});
