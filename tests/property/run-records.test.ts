/**
 * A run comes back from its record: whatever a scenario is made of (groups of members, steps, locks, users, clients, limiters,
 * disciplines, autoscalers, caches, buffer pools, partitions, faults, noise) and whatever was done to it, the record of its run
 * is read, holds the same scenario, and replays with the same digest and the same result.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replayRecord } from '../../server/headless/replay-record.ts';
import { makeRunRecord, readRunRecord } from '../../server/headless/run-record.ts';
import { Run } from '../../sim-engine/index.ts';
import { cases } from '../support/property-seed.ts';
import { faultyRun } from '../support/random-faults.ts';
import { withinDuration, writtenOut } from '../support/whole-scenario.ts';

const SHA256 = 'a'.repeat(64);

it('comes back from its record, whatever it is made of', () => {
  const reached = { members: 0, steps: 0, users: 0, client: 0, locks: 0, autoscaling: 0, buffer: 0, partitions: 0 };
  fc.assert(
    fc.property(faultyRun, fc.integer({ min: 1, max: 6_000_000 }), (drawn, untilUs) => {
      const scenario = withinDuration(writtenOut(drawn.scenario));
      const actions = writtenOut(drawn.actions.filter(({ atUs }) => atUs <= untilUs));
      const { seed } = drawn;
      const run = Run.create({ scenario, scenarioSha256: SHA256, seed });
      for (const each of actions) run.submit(each);
      run.advanceTo(untilUs);
      const [result, trail] = [run.result(), run.trail()];
      const made = { scenario, scenarioSha256: SHA256, seed, isolation: null, actions, untilUs, result, trail };
      const text = makeRunRecord(made);
      for (const part of Object.keys(reached) as (keyof typeof reached)[]) {
        if (text.includes(`"${part}":`)) reached[part]++;
      }
      const read = readRunRecord(text);
      if (!read.ok) throw new RangeError(JSON.stringify(read.issues));
      expect(read.value.scenario).toEqual({ ...scenario, proofs: [] });
      expect(read.value.actions).toEqual(actions);
      const replayed = replayRecord(read.value);
      expect(replayed.kind === 'diverged' ? replayed.message : replayed.kind).toBe('matched');
      expect(replayed.run.digest()).toBe(result.digest);
    }),
    cases(60),
  );
  for (const [part, times] of Object.entries(reached)) expect(times, part).toBeGreaterThan(5);
});
