/**
 * Calls by hand: what timeouts, retries, hedges, budgets, breakers and fan-outs do to requests, servers and blame, to the
 * microsecond. All work is deterministic; arrivals come at given milliseconds.
 */
import { describe, expect, it } from 'vitest';
import { Network, type NetworkSpec, type NetworkStep } from '../../../sim-engine/index.ts';

const MS = 1000;

const work = (ms: number) => ({ law: 'deterministic', meanUs: ms * MS });
const visit = (station: string | readonly string[], ms: number): NetworkStep => ({ visit: station, demand: work(ms) });

/** A network of one tenant, whose requests come at these milliseconds; run until nothing is left to do. */
function run(steps: readonly NetworkStep[], comeMs: readonly number[] = [0], rest: Partial<NetworkSpec> = {}): Network {
  const made = Network.create({
    seed: 1,
    stations: [
      { id: 's', servers: 1 },
      { id: 'wide', servers: 9 },
      { id: 'other', servers: 9 },
    ],
    routes: [route('A', steps, comeMs)],
    keepLatencies: true,
    ...rest,
  });
  if (!made.ok) expect.fail(JSON.stringify(made.issues));
  made.value.drain();
  return made.value;
}

function route(tenant: string, steps: readonly NetworkStep[], comeMs: readonly number[]) {
  const arrivals = { id: 'trace', params: { repeatMs: 0 }, table: comeMs };
  return { tenant, arrivals, steps, untilUs: 1_000_000 };
}

/** How the requests of a tenant ended, and what they took. */
function ends(network: Network, id = 'A') {
  const { completed, rejected, timedOut, failed, attempts, latencies } = network.tenant(id);
  return { completed, rejected, timedOut, failed, attempts, ms: latencies.map((us) => us / MS) };
}

const busyMs = (network: Network, station: string): number =>
  Math.round(network.station(station).utilisation * network.nowUs * (station === 's' ? 1 : 9)) / MS;

describe('a timeout', () => {
  it('lets the work go on for nothing, and the next request wait for it', () => {
    const network = run([{ call: [visit('s', 10)], link: { timeoutUs: 8 * MS } }], [0, 4]);
    expect(ends(network)).toMatchObject({ completed: 0, timedOut: 2 });
    expect([network.station('s').served, busyMs(network, 's')]).toEqual([2, 20]);
  });

  it('frees the server where it cancels', () => {
    const network = run([{ call: [visit('s', 10)], link: { timeoutUs: 8 * MS, cancels: true } }], [0, 4]);
    expect(ends(network)).toMatchObject({ completed: 0, timedOut: 2 });
    // Eight, and from 8 to 12.
    expect([network.station('s').served, busyMs(network, 's')]).toEqual([0, 12]);
  });

  it('comes before an answer in the same microsecond', () => {
    expect(ends(run([{ call: [visit('s', 10)], link: { timeoutUs: 10 * MS } }]))).toMatchObject({ timedOut: 1 });
    expect(ends(run([{ call: [visit('s', 10)], link: { timeoutUs: 10 * MS + 1 } }]))).toMatchObject({ completed: 1 });
  });

  it('takes a request out of a line, and charges what it had waited', () => {
    for (const cancels of [true, false]) {
      const network = run([{ call: [visit('s', 10)], link: { timeoutUs: 12 * MS, cancels } }], [0, 1]);
      expect(ends(network)).toMatchObject({ completed: 1, timedOut: 1 });
      // The second waits 9 ms for the first; what its abandoned work does afterwards hurts nobody.
      expect(network.blame()).toEqual([{ resource: 's', culprit: 'A', victim: 'A', us: 9 * MS }]);
    }
  });

  it('ends the wait of abandoned work as harm at once', () => {
    const network = run([{ call: [visit('s', 10)], link: { timeoutUs: 3 * MS } }], [0, 1]);
    expect(network.blame()).toEqual([{ resource: 's', culprit: 'A', victim: 'A', us: 3 * MS }]);
    expect(network.station('s').served).toBe(2);
  });

  it('gives back what the attempt held and locked', () => {
    const steps: NetworkStep[] = [{ hold: 's' }, { lock: 'l' }, visit('wide', 50)];
    const network = run([{ call: steps, link: { timeoutUs: 5 * MS, cancels: true } }], [0, 1], { locks: ['l'] });
    expect(ends(network)).toMatchObject({ timedOut: 2 });
    expect([network.lock('l').holders, busyMs(network, 's'), busyMs(network, 'wide')]).toEqual([0, 6, 6]);
  });
});

describe('retries', () => {
  it('count as attempts, each waits for its backoff, and the system is charged for it', () => {
    const backoff = { id: 'exponential', params: { baseMs: 10, capMs: 25 } };
    const network = run([{ call: [{ fail: true }], link: { retries: 3, backoff } }]);
    expect(ends(network)).toMatchObject({ failed: 1, attempts: 4 });
    expect(network.blame()).toEqual([{ resource: 'links', culprit: '_system', victim: 'A', us: (10 + 20 + 25) * MS }]);
  });

  it('try until one succeeds', () => {
    // The slow station is picked in turn with the quick one.
    const faults = [{ station: 's', fromUs: 0, toUs: 500 * MS }];
    const link = { timeoutUs: 5 * MS, retries: 1, cancels: true };
    const network = run([{ call: [visit(['s', 'wide'], 2)], link }], [1], { faults });
    expect(ends(network)).toMatchObject({ completed: 1, attempts: 2, ms: [7] });
  });

  it('are limited by the budget of their link over all calls', () => {
    const budget = { id: 'token-ratio', params: { sharePercent: 50 } };
    const network = run([{ call: [{ fail: true }], link: { retries: 3, budget } }], [0, 10, 20, 30]);
    expect(ends(network)).toMatchObject({ failed: 4, attempts: 6 });
  });

  it('draw work of their own, so that the first attempts do not depend on them', () => {
    const first = (retries: number): readonly number[] => {
      const demand = { law: 'exponential', meanUs: 10 * MS };
      const steps: NetworkStep[] = [
        { call: [{ visit: 'wide', demand }], link: { timeoutUs: 15 * MS, retries, cancels: true } },
      ];
      return run(
        steps,
        Array.from({ length: 50 }, (_, at) => at * 10),
      ).tenant('A').latencies;
    };
    const quick = (latencies: readonly number[]) => latencies.filter((us) => us < 15 * MS);
    expect(first(0).length).toBeGreaterThan(20);
    expect(quick(first(2))).toEqual(first(0));
  });
});

describe('hedges', () => {
  const faults = [{ station: 's', fromUs: 0, toUs: 500 * MS, slowdown: 5 }];

  it('answer when they are faster, and the loser is stopped where the link cancels', () => {
    for (const cancels of [true, false]) {
      const link = { hedgeAfterUs: 4 * MS, cancels };
      const network = run([{ call: [visit(['s', 'wide'], 10)], link }], [1], { faults });
      expect(ends(network)).toMatchObject({ completed: 1, attempts: 2, ms: [14] });
      expect([busyMs(network, 's'), network.station('s').served]).toEqual(cancels ? [14, 0] : [50, 1]);
    }
  });

  it('are not made when the first attempt is quick, nor more than said', () => {
    const link = { hedgeAfterUs: 4 * MS, hedges: 2, cancels: true };
    expect(ends(run([{ call: [visit('wide', 4)], link }]))).toMatchObject({ attempts: 2, ms: [4] });
    expect(ends(run([{ call: [visit('wide', 3)], link }]))).toMatchObject({ attempts: 1, ms: [3] });
    expect(ends(run([{ call: [visit('wide', 60)], link }]))).toMatchObject({ attempts: 3, ms: [60] });
  });

  it('go on when the first attempt fails, which alone is no reason to retry', () => {
    const first: NetworkStep[] = [visit('wide', 6), { branch: 0.5, to: 'end' }, { fail: true }];
    const link = { hedgeAfterUs: 1 * MS, retries: 0, cancels: true };
    const network = run(
      [{ call: first, link }],
      Array.from({ length: 400 }, (_, at) => 2 * at),
      { stations: [{ id: 'wide', servers: 900 }] },
    );
    const { completed, failed, ms } = ends(network);
    // Two independent copies: both fail in a quarter of the cases; the second answers one millisecond later.
    expect(completed + failed).toBe(400);
    expect(Math.abs(failed - 100)).toBeLessThan(35);
    expect(new Set(ms)).toEqual(new Set([6, 7]));
  });
});

describe('calls within calls', () => {
  const inner = (cancels: boolean): NetworkStep => ({ call: [visit('s', 30)], link: { cancels } });

  it('are stopped from outside only where every link on the way cancels', () => {
    const busy = (outerCancels: boolean, innerCancels: boolean): number =>
      busyMs(run([{ call: [inner(innerCancels)], link: { timeoutUs: 5 * MS, cancels: outerCancels } }]), 's');
    expect([busy(true, true), busy(true, false), busy(false, true), busy(false, false)]).toEqual([5, 30, 30, 30]);
  });

  it('multiply their attempts', () => {
    const layer = (within: readonly NetworkStep[]): NetworkStep[] => [{ call: within, link: { retries: 3 } }];
    const network = run(layer(layer([visit('wide', 1), { fail: true }])));
    expect([ends(network).failed, network.station('wide').served]).toEqual([1, 16]);
  });
});

describe('a link within a call', () => {
  it('is one link, whichever attempt of the call is made over it', () => {
    const breaker = { id: 'consecutive-failures', params: { failures: 2, openMs: 500 } };
    const guarded: NetworkStep = { call: [visit('wide', 1), { fail: true }], link: { breaker } };
    const network = run([{ call: [guarded], link: { retries: 9 } }]);
    // The first attempt and the first retry fail; the other retries are turned away by the breaker that these opened.
    expect([ends(network).attempts, network.station('wide').served]).toEqual([10, 2]);
  });
});

describe('a fan-out', () => {
  it('takes as long as its slowest request', () => {
    const network = run([{ parallel: [[visit('wide', 10)], [visit('other', 25)], [visit('wide', 5)]] }]);
    expect(ends(network)).toMatchObject({ completed: 1, ms: [25] });
  });

  it('fails when one does, after all have ended', () => {
    const steps: NetworkStep[] = [{ parallel: [[visit('wide', 10)], [{ fail: true }]] }];
    const network = run(steps, [0, 1]);
    expect(ends(network)).toMatchObject({ failed: 2 });
    expect(network.station('wide').served).toBe(2);
  });
});

describe('a breaker', () => {
  const breaker = { id: 'consecutive-failures', params: { failures: 2, openMs: 100 } };

  it('turns calls away while it is open, and makes no attempt for them', () => {
    const steps: NetworkStep[] = [{ call: [visit('wide', 1), { fail: true }], link: { breaker, retries: 1 } }];
    const network = run(steps, [0, 10, 20, 130, 140]);
    // The second failure of the first call opens it until 102; the probe at 130 fails, and its retry is turned away.
    expect(ends(network)).toMatchObject({ failed: 1, rejected: 4, attempts: 6 });
    expect(network.station('wide').served).toBe(3);
  });

  it('forgets the hedge that was planned for a call it turns away', () => {
    const link = { breaker, hedgeAfterUs: 5 * MS };
    const network = run([{ call: [{ fail: true }], link }, visit('wide', 1)], [0, 1, 2, 3]);
    expect(ends(network)).toMatchObject({ failed: 2, rejected: 2, attempts: 4 });
  });

  it('makes its probe again when the caller of the first was given up', () => {
    const quick = { id: 'consecutive-failures', params: { failures: 1, openMs: 10 } };
    const guarded: NetworkStep = { call: [visit('s', 6)], link: { breaker: quick, timeoutUs: 5 * MS, cancels: true } };
    const steps: NetworkStep[] = [{ call: [guarded], link: { timeoutUs: 3 * MS, cancels: true } }];
    // Given up from outside at 3 ms, before the inner timeout: no outcome, and so it never opens.
    expect(ends(run(steps, [0, 10, 20, 30]))).toMatchObject({ timedOut: 4 });
  });
});

describe('blame of waits that are nobody else’s', () => {
  it('charges a shaped request to itself', () => {
    const limits = { A: { id: 'leaky-bucket', params: { ratePerSec: 100 } } };
    const network = run([visit('wide', 1)], [0, 0, 0], { limits });
    expect(network.blame()).toEqual([{ resource: 'edge', culprit: 'A', victim: 'A', us: 30 * MS }]);
    expect(ends(network).ms).toEqual([1, 11, 21]);
  });

  it('charges a wait for one’s own cap to oneself, and for a stopped station to the system', () => {
    const steps = [visit('s', 10)];
    const stations = [{ id: 's', servers: 2, cap: 1 }];
    const capped = run(steps, [0, 0], { stations });
    expect(capped.blame()).toEqual([{ resource: 's', culprit: 'A', victim: 'A', us: 10 * MS }]);
    const stopped = run(steps, [5], { faults: [{ station: 's', fromUs: 0, toUs: 30 * MS }] });
    expect(stopped.blame()).toEqual([{ resource: 's', culprit: '_system', victim: 'A', us: 25 * MS }]);
  });

  it('charges what a stop takes from those who share a station to the system, the rest to each other', () => {
    const stations = [{ id: 's', servers: 1, discipline: { id: 'ps', params: {} } }];
    const network = run([], [0], {
      stations,
      routes: [route('A', [visit('s', 10)], [0]), route('B', [visit('s', 10)], [0])],
      faults: [{ station: 's', fromUs: 5 * MS, toUs: 15 * MS }],
    });
    expect([ends(network).ms, ends(network, 'B').ms]).toEqual([[30], [30]]);
    // Of ten milliseconds at half of a server's rate each has lost five to the system and, over all, fifteen to the other.
    const byCulprit = Object.fromEntries(network.blame().map((each) => [`${each.culprit}>${each.victim}`, each.us]));
    expect(byCulprit).toEqual({ '_system>A': 5 * MS, '_system>B': 5 * MS, 'B>A': 15 * MS, 'A>B': 15 * MS });
  });
});

describe('interrupting', () => {
  const preemptive = { id: 'preemptive-priority', params: {} };

  it('leaves alone who only holds a server', () => {
    const network = run([], [0], {
      stations: [
        { id: 's', servers: 1, discipline: preemptive },
        { id: 'wide', servers: 9 },
      ],
      routes: [route('A', [visit('s', 5)], [2]), route('B', [{ hold: 's' }, visit('wide', 20)], [0])],
      priorities: { A: 0, B: 1 },
    });
    expect([ends(network).ms, ends(network, 'B').ms]).toEqual([[23], [20]]);
  });

  it('keeps the work that is left, whatever the speed', () => {
    const network = run([], [0], {
      stations: [{ id: 's', servers: 1, discipline: preemptive }],
      routes: [route('A', [visit('s', 10)], [4]), route('B', [visit('s', 10)], [0])],
      priorities: { A: 0, B: 1 },
      faults: [{ station: 's', fromUs: 6 * MS, toUs: 500 * MS, slowdown: 2 }],
    });
    // A is served from 4, 2 ms at full speed and 8 at half; B has 6 ms of work left, at half speed.
    expect([ends(network).ms, ends(network, 'B').ms]).toEqual([[18], [34]]);
  });

  it('respects the cap of the urgent tenant', () => {
    const network = run([], [0], {
      stations: [{ id: 's', servers: 2, cap: 1, discipline: preemptive }],
      routes: [route('A', [visit('s', 10)], [0, 1]), route('B', [visit('s', 10)], [0])],
      priorities: { A: 0, B: 1 },
    });
    expect([ends(network).ms, ends(network, 'B').ms]).toEqual([[10, 19], [10]]);
  });
});

describe('a lock', () => {
  it('is shared by readers, and nobody overtakes who asked for it alone', () => {
    const read: NetworkStep[] = [{ lock: 'l', shared: true }, { delay: work(20) }];
    const write: NetworkStep[] = [{ lock: 'l' }, { delay: work(5) }];
    const network = run([], [0], {
      locks: ['l'],
      routes: [route('A', read, [0, 1, 15]), route('B', write, [10])],
    });
    // The third reader would be compatible with the first two, but B asked before it.
    expect([ends(network).ms, ends(network, 'B').ms]).toEqual([[20, 20, 31], [16]]);
    const charges = network.blame().map(({ culprit, victim, us }) => [culprit, victim, us / MS]);
    // B waits 11 ms for readers; the reader waits 6 ms for readers and 5 for B.
    expect(charges).toEqual([
      ['A', 'A', 6],
      ['A', 'B', 11],
      ['B', 'A', 5],
    ]);
  });

  it('is asked for with patience only so long, and then those behind go on', () => {
    const read: NetworkStep[] = [{ lock: 'l', shared: true }, { delay: work(30) }];
    const write: NetworkStep[] = [{ lock: 'l', patienceUs: 8 * MS }, { delay: work(5) }];
    const network = run([], [0], { locks: ['l'], routes: [route('A', read, [0, 4]), route('B', write, [2])] });
    expect(ends(network, 'B')).toMatchObject({ timedOut: 1 });
    expect(ends(network).ms).toEqual([30, 36]);
  });
});

describe('what cannot be', () => {
  it('is refused by name', () => {
    const link = {
      timeoutUs: 0.5,
      retries: 1.5,
      backoff: { id: 'linear', params: {} },
      budget: { id: 'token-ratio', params: { share: 1 } },
      breaker: { id: 'consecutive-failures', params: { failures: 0 } },
    };
    const made = Network.create({
      seed: 1,
      stations: [{ id: 'ps', servers: 1, cap: 1, discipline: { id: 'ps', params: {} } }],
      locks: ['l', 'l'],
      routes: [route('A', [{ call: [{ hold: 'ps' }], link }], [0])],
      weights: { A: 0 },
      priorities: { B: 0.5 },
      faults: [
        { station: 'ps', fromUs: 0, toUs: 10 },
        { station: 'ps', fromUs: 5, toUs: 20 },
        { station: 'ps', fromUs: 20, toUs: 21 },
      ],
    });
    if (made.ok) expect.fail('an impossible network was built');
    expect(made.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual(
      [
        'contradiction stations.0.cap',
        'contradiction routes.0.steps.0.call.0',
        'duplicate-id locks',
        'impossible-number routes.0.steps.0.link.timeoutUs',
        'impossible-number routes.0.steps.0.link.retries',
        'impossible-number routes.0.steps.0.link.breaker.failures',
        'impossible-number weights.A',
        'impossible-number priorities.B',
        'unknown-parameter routes.0.steps.0.link.budget.share',
        'unknown-part routes.0.steps.0.link.backoff',
        'unknown-part priorities.B',
      ].sort(),
    );
  });
});
