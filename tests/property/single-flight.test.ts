/**
 * Single flight sends one request per missing key and wakes the others in order: random joins and landings agree with a map
 * of lists, across saving and restoring.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { SingleFlight } from '../../sim-engine/policies/eviction/single-flight.ts';
import { cases } from '../support/property-seed.ts';

const step = fc.record({
  kind: fc.constantFrom('join', 'join', 'join', 'join', 'land', 'save'),
  tenant: fc.nat({ max: 1 }),
  key: fc.nat({ max: 3 }),
});

describe('single flight', () => {
  it('agrees with a map of lists', () => {
    let woken = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 250, size: 'max' }), (steps) => {
        let flights = new SingleFlight();
        const plain = new Map<string, number[]>();
        const free: number[] = [];
        let rows = 0;
        for (const { kind, tenant, key } of steps) {
          const id = `${tenant} ${key}`;
          if (kind === 'join') {
            const request = free.pop() ?? rows++;
            const line = plain.get(id) ?? [];
            expect(flights.join(tenant, key, request)).toBe(line.length === 0);
            plain.set(id, [...line, request]);
          } else if (kind === 'land') {
            const [leader, ...waiting] = plain.get(id) ?? [];
            const found: number[] = [];
            for (let request = flights.land(tenant, key); request !== -1; request = flights.after(request)) {
              found.push(request);
            }
            expect(found).toEqual(waiting);
            woken += waiting.length;
            plain.delete(id);
            free.push(...waiting);
            if (leader !== undefined) free.push(leader);
          } else {
            const writer = new StateWriter();
            flights.state(writer);
            const saved = writer.finish();
            flights = new SingleFlight();
            flights.state(new StateReader(saved));
            const again = new StateWriter();
            flights.state(again);
            expect(again.finish()).toEqual(saved);
          }
        }
      }),
      cases(150),
    );
    expect(woken).toBeGreaterThan(500);
  });
});
