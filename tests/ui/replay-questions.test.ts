/** @module What the replay worker answers, asked without the worker: moments and steps of a run as it was. */
import { describe, expect, it } from 'vitest';
import { ReplayBook } from '../../lab-ui/replay/book.ts';
import { moment } from '../../lab-ui/replay/questions/moment.ts';
import { step } from '../../lab-ui/replay/questions/step.ts';
import { thisRun } from '../../lab-ui/replay/questions/this-run.ts';
import { runLines } from '../../lab-ui/truth/run-lines.ts';
import { loadLibrary } from '../../server/content/library.ts';
import { ENGINE_VERSION, Run } from '../../sim-engine/index.ts';
import type { RunInputs } from '../../sim-engine/protocol/messages.ts';

const CELLS = { type: 'switch-isolation', model: { id: 'cells', params: {} } } as const;
const CELLS_US = 4_000_000;
const { scenario, sha256 } = loadLibrary().get('noisy-neighbour')!;

function inputs(simulatedUs: number): RunInputs {
  return {
    runId: 'a'.repeat(32),
    branchOf: null,
    status: 'paused',
    engineVersion: ENGINE_VERSION,
    scenarioSha256: sha256,
    scenario,
    seed: 7,
    actions: simulatedUs > CELLS_US ? [{ sequence: 0, atUs: CELLS_US, action: CELLS }] : [],
    simulatedUs,
    digest: null,
  };
}

/** The run as the server had it when it came by that instant. */
function runTo(atUs: number): Run {
  const run = Run.create({ scenario, scenarioSha256: sha256, seed: 7 });
  for (const action of inputs(10_000_000).actions) if (action.atUs < atUs) run.submit(action);
  run.advanceTo(atUs);
  return run;
}

describe('a moment', () => {
  it('is what stood when the run came by, at whatever instant and in whatever order it is asked for', () => {
    const book = new ReplayBook(inputs(6_000_000));
    for (const atUs of [5_999_999, 0, CELLS_US, CELLS_US + 1, 1_234_567, 6_000_000]) {
      const then = runTo(atUs);
      const answer = moment(book, { atUs });
      expect(answer).toMatchObject({ atUs, events: then.events, topology: then.topology(), log: then.log() });
      expect(answer.state).toEqual(then.state());
      expect(answer.objectives).toEqual(then.objectives());
      expect(answer.movesUsed).toBe(atUs > CELLS_US ? 1 : 0);
    }
  });

  it('follows a run that goes on, its actions included, without executing what it has again', () => {
    const book = new ReplayBook(inputs(3_000_000));
    moment(book, { atUs: 1_000_000 });
    const { recording } = book;
    expect(book.follow(inputs(6_000_000))).toBe(true);
    expect(book.recording).toBe(recording);
    expect(moment(book, { atUs: 5_500_000 }).events).toBe(runTo(5_500_000).events);
    expect(book.follow({ ...inputs(9_000_000), actions: [] })).toBe(false);
    expect(book.follow({ ...inputs(9_000_000), runId: 'b'.repeat(32) })).toBe(false);
  });
});

describe('a step', () => {
  it('leads over every event once, and back over the same instants', () => {
    const book = new ReplayBook(inputs(6_000_000));
    const forward: number[] = [];
    for (let at = CELLS_US - 5_000; at < CELLS_US + 5_000; ) {
      const next = step(book, { atUs: at, back: false })!;
      expect(next.atUs).toBe(next.event.atUs + 1);
      expect(next.atUs).toBeGreaterThan(at);
      // Between two steps nothing happens, and at each of them something does, the learner's action included.
      expect(runTo(next.event.atUs).events).toBe(runTo(at).events);
      forward.push(next.atUs);
      at = next.atUs;
    }
    expect(forward.length).toBeGreaterThan(5);
    const back: number[] = [];
    for (let at = forward.at(-1)!; at > forward[0]!; ) {
      const before = step(book, { atUs: at, back: true })!;
      back.unshift(before.atUs);
      at = before.atUs;
    }
    expect([...back, forward.at(-1)]).toEqual(forward);
    const kinds = forward.map((at) => step(book, { atUs: at - 1, back: false })!.event.kind);
    expect(kinds).toContain('action');
    expect(kinds).toContain('arrival');
  });

  it('has nowhere to go before the first and behind the last event', () => {
    const book = new ReplayBook(inputs(1_000_000));
    expect(step(book, { atUs: 0, back: true })).toBeNull();
    expect(step(book, { atUs: 1_000_000, back: false })).toBeNull();
  });
});

describe('this run', () => {
  const UNTIL_US = 10_000_000;
  const answer = thisRun(new ReplayBook(inputs(UNTIL_US)));
  const then = runTo(UNTIL_US);
  const value = (digest: string | null, name: RegExp) =>
    runLines({ ...inputs(UNTIL_US), digest }, answer).find((line) => name.test(line.name));

  it('has the samples and the digest of the execution on the server', () => {
    const tenants = Object.values(then.result().tenants);
    expect(answer.digest).toBe(then.digest());
    expect(answer.events).toBe(then.events);
    expect(answer.arrived).toBe(tenants.reduce((sum, { arrived }) => sum + arrived, 0));
    expect(answer.tenants.map(({ completed }) => completed)).toEqual(tenants.map(({ completed }) => completed));
    const p99s = tenants.map(({ latencyMs }) => latencyMs.p99);
    expect(answer.tenants.map(({ p99Ms }) => p99Ms)).toEqual(p99s);
  });

  it('says whether it is the same run here as there, and how many samples carry a p99', () => {
    expect(value(null, /^Executed again here/)).toMatchObject({ wrong: false });
    expect(value(then.digest(), /^Executed here and on/)).toMatchObject({ wrong: false });
    expect(value(then.digest(), /^Executed here and on/)?.value).toMatch(/^equal, [\d,]+ events/);
    expect(value('0'.repeat(64), /^Executed here and on/)).toMatchObject({ wrong: true });
    const most = Math.max(...answer.tenants.map(({ p99Ms }) => p99Ms));
    const slowest = answer.tenants.find(({ p99Ms }) => p99Ms === most)!;
    expect(value(null, new RegExp(`^p99 of ${slowest.id}, the slowest`))?.value).toContain('n = ');
    expect(value(null, /the fewest samples/)?.value).toContain(', few');
  });
});
