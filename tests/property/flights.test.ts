/**
 * Flights against a plain list per key: whoever joins, lands or leaves, in any order, the same requests fetch, wait in the same
 * order and go on, and a saved state goes on the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StreamBank } from '../../sim-engine/kernel/random-stream.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { TenantAccount } from '../../sim-engine/measure/tenant-account.ts';
import { Flights } from '../../sim-engine/system/flights.ts';
import { PURPOSE, STEP, step } from '../../sim-engine/system/program.ts';
import { PHASE } from '../../sim-engine/system/request-table.ts';
import { World } from '../../sim-engine/system/world.ts';
import { cases } from '../support/property-seed.ts';

const JOIN = 0;
const FETCH = 1;
const ANSWERED = 2;

/** A world whose only class joins a flight, fetches and has its answer; nothing moves by itself. */
function world(): World {
  const nothing = () => undefined;
  const listener = { timelineDue: nothing, chunkCopied: nothing, poolVacated: nothing };
  const made = new World(new StreamBank(1), [new TenantAccount(1), new TenantAccount(1)], listener, null);
  made.addClass({
    ...{
      index: 0,
      tenant: 0,
      operation: 0,
      purpose: PURPOSE.request,
      draws: [],
      lazy: false,
      samplers: [],
      branches: [],
    },
    ...{ usesKey: true, jobClass: -1, jobSlot: -1 },
    steps: [step(STEP.join, { jump: ANSWERED }), step(STEP.delay), step(STEP.finish)],
  });
  return made;
}

const command = fc.record({
  kind: fc.constantFrom('join', 'join', 'join', 'land', 'leave', 'save'),
  tenant: fc.nat({ max: 1 }),
  key: fc.nat({ max: 3 }),
  pool: fc.nat({ max: 2 }),
  pick: fc.nat({ max: 99 }),
});

describe('flights', () => {
  it('are a line per key', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
        const made = world();
        const { requests } = made;
        let flights = new Flights();
        const lines = new Map<string, number[]>();
        const nameOf = (row: number) => `${requests.aux[row]}/${requests.tenant[row]}/${requests.key[row]}`;
        for (const { kind, tenant, key, pool, pick } of commands) {
          const flying = [...lines.values()].flat();
          const row = flying[pick % Math.max(1, flying.length)] ?? -1;
          const line = row < 0 ? [] : lines.get(nameOf(row))!;
          if (kind === 'join') {
            const joined = made.newRequest(0, tenant);
            requests.key[joined] = key;
            requests.aux[joined] = pool;
            const others = lines.get(nameOf(joined)) ?? [];
            expect(flights.join(made, joined, pool)).toBe(others.length > 0);
            lines.set(nameOf(joined), [...others, joined]);
            if (others.length > 0) expect(requests.phase[joined]).toBe(PHASE.following);
            else requests.step[joined] = FETCH;
          } else if (kind === 'land' && row >= 0) {
            const [leader, ...waiting] = line;
            // Of one who waits it is no landing.
            if (waiting.length > 0) flights.land(made, waiting[0]!);
            expect(waiting.every((each) => requests.step[each] === JOIN)).toBe(true);
            flights.land(made, leader!);
            for (const each of waiting) {
              expect(requests.step[each]).toBe(ANSWERED);
              expect(requests.phase[each]).toBe(PHASE.goingOn);
            }
            lines.delete(nameOf(leader!));
          } else if (kind === 'leave' && row >= 0) {
            flights.leave(made, row);
            const left = line.filter((each) => each !== row);
            if (line[0] === row && left.length > 0) {
              expect(requests.step[left[0]!]).toBe(FETCH);
              expect(requests.phase[left[0]!]).toBe(PHASE.goingOn);
            }
            if (left.length > 0) lines.set(nameOf(row), left);
            else lines.delete(nameOf(row));
            // Leaving twice is leaving once.
            flights.leave(made, row);
          } else if (kind === 'save') {
            const writer = new StateWriter();
            flights.state(writer);
            const bytes = writer.finish().slice();
            flights = new Flights();
            const reader = new StateReader(bytes);
            flights.state(reader);
            expect(reader.exhausted).toBe(true);
            const again = new StateWriter();
            flights.state(again);
            expect(Buffer.from(again.finish()).equals(Buffer.from(bytes))).toBe(true);
          }
          expect(flights.empty).toBe(lines.size === 0);
        }
      }),
      cases(400),
    );
  });
});
