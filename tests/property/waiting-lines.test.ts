/**
 * Every waiting line does what a plain model of its discipline does: whatever comes, is served, is taken out or has to make
 * room in between, with caps and without, the same items come out in the same order. Where servers are taken away, whoever was
 * interrupted comes back before all others of its priority.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { lineFor } from '../../sim-engine/policies/discipline/line-for.ts';
import { WaitingItems } from '../../sim-engine/policies/discipline/waiting-items.ts';
import { CAPPED_FLOWS, FLOWS, LineDriver, lineSteps, preemptedSteps } from '../support/line-driver.ts';
import { PLAIN_LINES, PlainCaps } from '../support/plain-lines.ts';
import { cases } from '../support/property-seed.ts';

describe.each(DISCIPLINES)('the line of $id', (discipline) => {
  it.each([
    ['without caps', FLOWS],
    ['with caps', CAPPED_FLOWS],
  ])('%s is that of its plain model', (_name, flows) => {
    fc.assert(
      fc.property(discipline.service === 'preemptive' ? preemptedSteps : lineSteps, (script) => {
        const line = lineFor(discipline, flows, new WaitingItems(), withDefaults(discipline, {}));
        const model = PLAIN_LINES[discipline.id]!(flows);
        const real = new LineDriver(line);
        const plain = new LineDriver(flows === FLOWS ? model : new PlainCaps(model, flows));
        expect(script.map((step) => real.apply(step))).toEqual(script.map((step) => plain.apply(step)));
        const drain = (driver: LineDriver): number[] =>
          Array.from({ length: 2 * driver.waiting.length }, (_, at) =>
            at % 2 === 0 ? driver.serve() : driver.apply({ kind: 'finish', at }),
          );
        expect(drain(real)).toEqual(drain(plain));
      }),
      cases(150),
    );
  });
});
