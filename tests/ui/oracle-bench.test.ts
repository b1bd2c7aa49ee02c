/** @module The page's side of the oracle workers: lists, runs, stops at once, goes on with what is missing, and says what it lost. */
import { describe, expect, it } from 'vitest';
import { trustOwnScripts } from '../../lab-ui/net/trusted-scripts.ts';
import { lanesFor, OracleBench, type OracleWorker } from '../../lab-ui/truth/oracle-bench.ts';
import type { OracleReply, OracleRequest } from '../../lab-ui/truth/oracle-messages.ts';
import type { OracleReport } from '../../sim-engine/oracle/oracle.ts';

const report = (id: string): OracleReport => ({
  id,
  title: id,
  expected: { x: 1 },
  measured: { x: 1 },
  interval: { x: [1, 1] },
  basis: { x: { kind: 'exact', n: 0, held: true } },
  verdict: 'pass',
  notes: [],
});

class FakeWorker implements OracleWorker {
  onmessage: OracleWorker['onmessage'] = null;
  onerror: OracleWorker['onerror'] = null;
  readonly asked: OracleRequest[] = [];
  ended = false;
  postMessage(request: OracleRequest): void {
    this.asked.push(request);
    if (request.type !== 'list') return;
    const oracles = ['A01', 'A02', 'A03'].map((id) => ({ id, title: id, source: '', formula: '' }));
    this.say({ type: 'list', engineVersion: '3', oracles });
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: OracleReply): void {
    this.onmessage?.({ data } as MessageEvent<OracleReply>);
  }
}

function bench(only: readonly string[] | null = null, lanes = 1) {
  const workers: FakeWorker[] = [];
  const make = () => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  };
  const made = new OracleBench(only, make, lanes);
  made.list();
  return { made, workers };
}

describe('the oracle bench', () => {
  it('shows those that the address names, and says which do not exist', () => {
    const { made } = bench(['A03', 'B7']);
    expect(made.get().oracles.map(({ id }) => id)).toEqual(['A03']);
    expect(made.get().unknown).toEqual(['B7']);
  });

  it('runs all, stops at once and keeps what was measured, then goes on with the rest', () => {
    const { made, workers } = bench();
    made.run();
    const [set, curve] = workers;
    expect(set!.asked.at(-1)).toEqual({ type: 'run', id: 'A01' });
    expect(curve!.asked).toEqual([{ type: 'warm-up' }]);
    set!.say({ type: 'begun', id: 'A01' });
    expect(made.get().running).toEqual(['A01']);
    set!.say({ type: 'report', report: report('A01') });
    expect(set!.asked.at(-1)).toEqual({ type: 'run', id: 'A02' });
    set!.say({ type: 'begun', id: 'A02' });
    made.stop();
    expect(made.get()).toMatchObject({ status: 'stopped', running: [] });
    expect([...made.get().reports.keys()]).toEqual(['A01']);
    expect(workers.every(({ ended }) => ended)).toBe(true);
    made.run();
    expect(workers[2]!.asked).toEqual([{ type: 'run', id: 'A02' }]);
  });

  it('runs as many side by side as there are cores: whoever is free takes the next, and the last report ends it', () => {
    const { made, workers } = bench(null, 2);
    made.run();
    const [first, second] = workers;
    expect(first!.asked.at(-1)).toEqual({ type: 'run', id: 'A01' });
    expect(second!.asked).toEqual([{ type: 'run', id: 'A02' }]);
    second!.say({ type: 'begun', id: 'A02' });
    first!.say({ type: 'begun', id: 'A01' });
    expect(made.get().running).toEqual(['A01', 'A02']);
    second!.say({ type: 'report', report: report('A02') });
    expect(second!.asked.at(-1)).toEqual({ type: 'run', id: 'A03' });
    expect(made.get().running).toEqual(['A01']);
    second!.say({ type: 'report', report: report('A03') });
    expect(made.get().status).toBe('running');
    first!.say({ type: 'report', report: report('A01') });
    expect(made.get()).toMatchObject({ status: 'done', running: [] });
    expect([lanesFor(1), lanesFor(4), lanesFor(64)]).toEqual([1, 4, 8]);
  });

  it('begins anew when nothing is missing', () => {
    const { made, workers } = bench(['A01']);
    made.run();
    workers[0]!.say({ type: 'report', report: report('A01') });
    expect(made.get().status).toBe('done');
    made.run();
    expect(made.get().reports.size).toBe(0);
    expect(workers[0]!.asked.at(-1)).toEqual({ type: 'run', id: 'A01' });
  });

  it('says why nothing goes on when a worker is lost', () => {
    const { made, workers } = bench();
    workers[0]!.onerror?.({ message: '' } as ErrorEvent);
    expect(made.get()).toMatchObject({ status: 'failed', reason: 'its file could not be loaded' });
  });
});

describe('scripts that the page trusts', () => {
  const approve = (url: string): string | null => {
    let rule: ((url: string) => string | null) | undefined;
    const location = new URL('https://lab.example/truth');
    trustOwnScripts({
      location,
      trustedTypes: {
        createPolicy: (_name: string, rules: { createScriptURL(url: string): string | null }) => {
          rule = rules.createScriptURL;
          return rules;
        },
      },
    } as never);
    return rule?.(url) ?? null;
  };
  it('are those of the build, from its own origin', () => {
    expect(approve('/assets/oracle-worker-1.js')).toBe('/assets/oracle-worker-1.js');
    expect(approve('https://lab.example/assets/a.js')).toBe('https://lab.example/assets/a.js');
    for (const url of [
      'https://other.example/assets/a.js',
      '/api/x',
      'data:text/javascript,1',
      'blob:https://lab.example/1',
    ])
      expect(approve(url), url).toBeNull();
  });
});
