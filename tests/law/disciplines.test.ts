/**
 * Every discipline keeps its promises, with caps and without: whoever comes in goes out exactly once or is taken out from
 * anywhere, `list` is the order in which `dequeue` serves, a full line takes whom it says, caps hold and leave no server
 * idle, a saved line goes on as if nothing had happened. What sets each apart from the default is tested entry by entry.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Network } from '../../sim-engine/index.ts';
import { AssertionFailure } from '../../sim-engine/kernel/assert.ts';
import { StateReader, StateWriter } from '../../sim-engine/kernel/state-codec.ts';
import { withDefaults } from '../../sim-engine/model/registry.ts';
import type { Discipline, FlowSpec, WaitingLine } from '../../sim-engine/policies/discipline/discipline.ts';
import { DISCIPLINES } from '../../sim-engine/policies/discipline/index.ts';
import { lineFor } from '../../sim-engine/policies/discipline/line-for.ts';
import { WaitingItems } from '../../sim-engine/policies/discipline/waiting-items.ts';
import { entryOf } from '../../sim-engine/policies/lookup.ts';
import { CAPPED_FLOWS, FLOWS, LineDriver, lineSteps } from '../support/line-driver.ts';
import { cases } from '../support/property-seed.ts';

const ALL = Number.MAX_SAFE_INTEGER;
/** Where a tenant's own requests may pass each other. */
const REORDERS_WITHIN_A_TENANT = ['lifo', 'sjf'];

function make(discipline: Discipline, flows: readonly FlowSpec[], items = new WaitingItems()): WaitingLine {
  return lineFor(discipline, flows, items, withDefaults(discipline, {}));
}

const VARIANTS = DISCIPLINES.flatMap((discipline) => [
  { name: discipline.id, discipline, flows: FLOWS },
  { name: `${discipline.id} with caps`, discipline, flows: CAPPED_FLOWS },
]);

describe.each(VARIANTS)('discipline $name', ({ discipline, flows }) => {
  it('serves or lets go everybody exactly once, and counts who waits', () => {
    fc.assert(
      fc.property(lineSteps, (script) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        const wrong: string[] = [];
        for (const step of script) {
          const before = [...driver.waiting];
          // The driver throws when somebody comes out who does not wait.
          const item = driver.apply(step);
          if (line.length !== driver.waiting.length) wrong.push(`${line.length} wait`);
          if (step.kind !== 'out' || item < 0 || REORDERS_WITHIN_A_TENANT.includes(discipline.id)) continue;
          const { flow } = before.find((each) => each.item === item)!;
          if (before.find((each) => each.flow === flow)?.item !== item) wrong.push(`${item} passed one of its tenant`);
        }
        expect(wrong).toEqual([]);
        while (driver.waiting.length > 0) {
          if (driver.serve() < 0) driver.apply({ kind: 'finish', at: 0 });
        }
        expect([line.length, line.dequeue()]).toEqual([0, -1]);
      }),
      cases(200),
    );
  });

  it('never has more of a tenant in service than its cap, and holds nobody else back', () => {
    fc.assert(
      fc.property(lineSteps, (script) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        const wrong: string[] = [];
        for (const step of script) {
          const item = driver.apply(step);
          flows.forEach(({ cap }, flow) => {
            if (driver.inService(flow) > cap) wrong.push(`${flow} is above its cap`);
            if (line.atCap(flow) !== driver.inService(flow) >= cap) wrong.push(`${flow} is or is not at its cap`);
          });
          if (step.kind !== 'out' || item >= 0) continue;
          for (const { flow } of driver.waiting) {
            if (driver.inService(flow) < flows[flow]!.cap) wrong.push(`${flow} is held back for nothing`);
          }
        }
        expect(wrong).toEqual([]);
      }),
      cases(150),
    );
  });

  it('lets a newcomer start at once exactly when nobody of its tenant is in the way', () => {
    fc.assert(
      fc.property(lineSteps, (script) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        for (const step of script) driver.apply(step);
        // A free server takes whoever may start before a newcomer is asked about.
        while (driver.serve() >= 0);
        flows.forEach(({ cap }, flow) => {
          expect(line.mayStart(flow)).toBe(driver.inService(flow) < cap);
        });
      }),
      cases(60),
    );
  });

  it('lists who waits in the order of service, those held back last', () => {
    fc.assert(
      fc.property(lineSteps, (script) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        for (const step of script) driver.apply(step);
        const listed = line.list(ALL);
        expect(line.list(3)).toEqual(listed.slice(0, 3));
        const served: number[] = [];
        for (let item = driver.serve(); item >= 0; item = driver.serve()) served.push(item);
        expect(listed.slice(0, served.length)).toEqual(served);
        const held = [...driver.waiting].sort((a, b) => a.flow - b.flow).map((each) => each.item);
        expect(listed.slice(served.length)).toEqual(held);
        if (flows === FLOWS) expect(held).toEqual([]);
      }),
      cases(200),
    );
  });

  it('takes the newcomer, or the last of the tenant of whom most wait, when the station is full', () => {
    fc.assert(
      fc.property(lineSteps, fc.nat({ max: flows.length - 1 }), (script, newcomer) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        for (const step of script) driver.apply(step);
        const of = (flow: number) => driver.waiting.filter((each) => each.flow === flow).map((each) => each.item);
        const longest = flows.map((_, flow) => of(flow)).sort((a, b) => b.length - a.length)[0]!;
        const gone = line.evictFor(newcomer);
        if (discipline.whenFull === 'newcomer' || of(newcomer).length === longest.length) expect(gone).toBe(-1);
        else {
          const from = flows.map((_, flow) => of(flow)).find((items) => items.includes(gone));
          expect([from?.length, from?.at(-1)]).toEqual([longest.length, gone]);
        }
      }),
      cases(150),
    );
  });

  it('goes on from its saved state as if it had not been saved', () => {
    fc.assert(
      fc.property(lineSteps, lineSteps, (before, after) => {
        const line = make(discipline, flows);
        const driver = new LineDriver(line);
        for (const step of before) driver.apply(step);
        const writer = new StateWriter();
        line.state(writer);
        const other = make(discipline, flows);
        const reader = new StateReader(writer.finish());
        other.state(reader);
        expect(reader.exhausted).toBe(true);
        expect(other.length).toBe(line.length);
        const again = new LineDriver(other, driver);
        expect(after.map((step) => again.apply(step))).toEqual(after.map((step) => driver.apply(step)));
        expect(other.list(ALL)).toEqual(line.list(ALL));
        const writers = [new StateWriter(), new StateWriter()];
        line.state(writers[0]!);
        other.state(writers[1]!);
        expect(writers[1]!.finish()).toEqual(writers[0]!.finish());
      }),
      cases(100),
    );
  });

  it('shares its columns with the other lines of a world, and notices whoever does not wait in it', () => {
    const items = new WaitingItems();
    const [here, there] = [make(discipline, flows, items), make(discipline, flows, items)];
    // Far beyond the first rows, so that the columns have to grow.
    for (let item = 0; item < 5000; item++) (item % 2 === 0 ? here : there).enqueue(item, item % 4, item);
    expect(here.list(ALL).every((item) => item % 2 === 0)).toBe(true);
    expect(there.list(ALL).every((item) => item % 2 === 1)).toBe(true);
    there.remove(2501);
    expect([here.length, there.length]).toEqual([2500, 2499]);
    expect(() => there.remove(2501)).toThrow(AssertionFailure);
  });

  it('has to be told of starts and ends only where a tenant has a cap', () => {
    expect(make(discipline, flows).counts).toBe(flows === CAPPED_FLOWS);
  });
});

describe('what sets each discipline apart from first in, first out', () => {
  interface Arrival {
    readonly flow: number;
    readonly size: number;
  }

  function line(id: string, flows: readonly Partial<FlowSpec>[], arrivals: readonly Arrival[]): WaitingLine {
    const specs = flows.map((flow) => ({ weight: 1, priority: 0, cap: Number.POSITIVE_INFINITY, ...flow }));
    const made = make(entryOf(DISCIPLINES, id), specs);
    arrivals.forEach(({ flow, size }, item) => {
      made.enqueue(item, flow, size);
    });
    return made;
  }

  function served(id: string, flows: readonly Partial<FlowSpec>[], arrivals: readonly Arrival[]): number[] {
    const from = line(id, flows, arrivals);
    return arrivals.map(() => from.dequeue());
  }

  /** Latencies of A and B, who come to one server in the same microsecond, A first, and need 3 ms each; B is more urgent. */
  function together(id: string): (number | undefined)[] {
    const made = Network.create({
      seed: 1,
      stations: [{ id: 'server', servers: 1, discipline: { id, params: {} } }],
      weights: { A: 3 },
      priorities: { A: 1, B: 0 },
      routes: ['A', 'B'].map((tenant) => ({
        tenant,
        arrivals: { id: 'deterministic', params: { ratePerSec: 1 } },
        steps: [{ visit: 'server', demand: { law: 'deterministic', meanUs: 3000 } }],
        untilUs: 1_500_000,
      })),
      keepLatencies: true,
    });
    if (!made.ok) expect.fail(JSON.stringify(made.issues));
    made.value.drain();
    return ['A', 'B'].map((tenant) => made.value.tenant(tenant).latencies[0]);
  }

  const three = [0, 0, 1].map((flow) => ({ flow, size: 1000 }));
  const urgent = [{ priority: 1 }, { priority: 0 }];
  const equal = [{}, {}];

  const DIFFERENCES: Readonly<Record<string, () => void>> = {
    lifo: () => expect(served('lifo', equal, three)).toEqual([2, 1, 0]),
    priority: () => {
      expect(served('priority', urgent, three)).toEqual([2, 0, 1]);
      expect(entryOf(DISCIPLINES, 'priority').service).toBe('serial');
    },
    'preemptive-priority': () => {
      expect(served('preemptive-priority', urgent, three)).toEqual([2, 0, 1]);
      expect(together('priority')).toEqual([3000, 6000]);
      expect(together('preemptive-priority')).toEqual([6000, 3000]);
    },
    sjf: () => {
      const sizes = [5, 1, 3, 1, 5].map((size) => ({ flow: 0, size }));
      expect(served('sjf', equal, sizes)).toEqual([1, 3, 2, 0, 4]);
    },
    'round-robin': () => {
      // Turns go by requests: the large ones of the second tenant do not cost it a turn.
      const mixed = [0, 0, 0, 1, 1].map((flow) => ({ flow, size: flow === 0 ? 1000 : 80_000 }));
      expect(served('round-robin', equal, mixed)).toEqual([0, 3, 1, 4, 2]);
    },
    drr: () => {
      // Turns go by work: two of half a quantum weigh as much as one of a quantum.
      const mixed = [0, 0, 0, 0, 1, 1].map((flow) => ({ flow, size: flow === 0 ? 10_000 : 20_000 }));
      expect(served('drr', equal, mixed)).toEqual([0, 1, 4, 2, 3, 5]);
    },
    wfq: () => {
      // Finish tags: 4, 8, 12 of weight 1 against 6 and 12 of weight 2.
      const mixed = [0, 0, 0, 1, 1].map((flow) => ({ flow, size: flow === 0 ? 4 : 12 }));
      expect(served('wfq', [{ weight: 1 }, { weight: 2 }], mixed)).toEqual([0, 3, 1, 2, 4]);
    },
    wf2q: () => {
      // WFQ would serve the heavy tenant's first three; here its second has to wait for its time.
      const mixed = [0, 0, 0, 1].map((flow) => ({ flow, size: 1 }));
      const heavy = [{ weight: 3 }, { weight: 1 }];
      expect(served('wf2q', heavy, mixed)).toEqual([0, 3, 1, 2]);
      expect(served('wfq', heavy, mixed)).toEqual([0, 1, 2, 3]);
    },
    ps: () => expect(together('ps')).toEqual([6000, 6000]),
    // A gets three quarters of the server until it is done.
    'weighted-ps': () => expect(together('weighted-ps')).toEqual([4000, 6000]),
  };

  it('has a case for every entry but the default', () => {
    expect(Object.keys(DIFFERENCES).sort()).toEqual(
      DISCIPLINES.slice(1)
        .map(({ id }) => id)
        .sort(),
    );
    expect(served('fifo', urgent, three)).toEqual([0, 1, 2]);
    expect(together('fifo')).toEqual([3000, 6000]);
  });

  it.each(Object.entries(DIFFERENCES))('%s', (_id, differs) => differs());

  it('fair lines take from the longest tenant when full, the others turn the newcomer away', () => {
    const flood = Array.from({ length: 5 }, () => ({ flow: 0, size: 1000 }));
    const victims = DISCIPLINES.filter(({ id }) => line(id, equal, flood).evictFor(1) === 4).map(({ id }) => id);
    expect(victims).toEqual(['round-robin', 'drr', 'wfq', 'wf2q']);
  });

  it('a request held back by a cap joins at the tail when one of its tenant leaves service', () => {
    const capped = line(
      'fifo',
      [{ cap: 1 }, {}],
      [0, 0, 1].map((flow) => ({ flow, size: 1 })),
    );
    expect(capped.dequeue()).toBe(0);
    capped.started(0);
    expect(capped.mayStart(0)).toBe(false);
    capped.finished(0);
    // It came before item 2, but joined the line after it.
    expect([capped.dequeue(), capped.dequeue()]).toEqual([2, 1]);
    expect(() => capped.finished(0)).toThrow('nobody of the flow is in service');
  });
});
