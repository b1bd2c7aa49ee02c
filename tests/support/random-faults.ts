/** @module Random runs with faults: every kind at random instants, from the timeline and by actions, among switches and moves. */
import fc from 'fast-check';
import { type Choice, catalogue, type FaultTarget } from '../../sim-engine/index.ts';
import { type RandomRun, randomRun } from './random-run.ts';

const SECOND = 1_000_000;

const kind = fc.constantFrom(...catalogue.faults);
const milliseconds = (max: number) => fc.integer({ min: 1, max });

/** A fault and what it is aimed at; times are short beside a run of a few seconds. */
function fault(tenants: readonly string[]): fc.Arbitrary<{ fault: Choice; target: FaultTarget }> {
  const tenant = fc.constantFrom(...tenants);
  return fc
    .record({
      kind,
      tenant,
      ofOne: fc.boolean(),
      tier: fc.nat(),
      count: fc.integer({ min: 1, max: 4 }),
      ms: fc.tuple(milliseconds(1500), milliseconds(1500), milliseconds(40)),
      factor: fc.integer({ min: 11, max: 200 }),
      detectMs: fc.integer({ min: 0, max: 1200 }),
      few: fc.integer({ min: 2, max: 5 }),
    })
    .map((drawn) => {
      const [warmUpMs, restartMs, workMs] = drawn.ms;
      const factor = drawn.factor / 10;
      const { detectMs, few } = drawn;
      const all = {
        detectMs,
        warmUpMs,
        restartMs,
        workMs,
        factor,
        coldFactor: factor,
        ratePerSec: few,
        zones: few,
        messages: few,
      };
      const names = drawn.kind.params.map((spec) => spec.name);
      const params = Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
      const { aim, tiers } = drawn.kind;
      const aimed = aim === 'parts' ? { tier: tiers[drawn.tier % tiers.length]!, count: drawn.count } : {};
      const whose = aim === 'tenant' || (aim === 'parts' && drawn.ofOne) ? { tenant: drawn.tenant } : {};
      return { fault: { id: drawn.kind.id, params }, target: { ...aimed, ...whose } };
    });
}

/** A random run in which parts break as well; messages come back soon. */
export const faultyRun: fc.Arbitrary<RandomRun> = randomRun.chain((random) => {
  const { scenario } = random;
  const each = fault(scenario.tenants.map(({ id }) => id));
  const timed = fc.tuple(
    fc.integer({ min: 0, max: scenario.durationUs - 1 }),
    fc.integer({ min: 1, max: 2 * SECOND }),
    each,
  );
  return fc
    .record({
      planned: fc.array(timed, { minLength: 1, maxLength: 3 }),
      injected: fc.array(timed, { maxLength: 4 }),
      visibilityMs: fc.integer({ min: 1, max: 1500 }),
      attemptsMax: fc.integer({ min: 1, max: 4 }),
      heartbeat: fc.boolean(),
    })
    .map(({ planned, injected, visibilityMs, attemptsMax, heartbeat }): RandomRun => {
      const items = planned.map(([atUs, forUs, struck], at) => ({
        id: `fault-${at}`,
        label: `Fault ${at}`,
        atUs,
        forUs,
        ...struck,
      }));
      const actions = injected.map(([atUs, forUs, struck]) => ({
        atUs,
        action: { type: 'inject-fault' as const, ...struck, forUs },
      }));
      const jobs = { ...scenario.system.jobs, visibilityUs: visibilityMs * 1000, attemptsMax, heartbeat };
      return {
        ...random,
        scenario: {
          ...scenario,
          system: { ...scenario.system, jobs },
          timeline: [...scenario.timeline, ...items],
        },
        actions: [...random.actions, ...actions]
          .sort((a, b) => a.atUs - b.atUs)
          .map(({ atUs, action }, sequence) => ({ sequence, atUs, action })),
      };
    });
});
