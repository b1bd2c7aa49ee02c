/** @module The scaffold of a scenario: small, complete, valid, and with a proof that holds. */

/**
 * @param id  id of the new scenario
 * @returns the text of its file
 */
export function scaffoldScenario(id: string): string {
  const title = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
  return `${SCAFFOLD.replaceAll('<id>', id).replaceAll('<title>', title)}`;
}

const SCAFFOLD = `# A small scenario with every part in it. Change one thing at a time, then:
#   tenantlab validate <id>.yaml
#   tenantlab proof <id>.yaml
id: <id>
title: <title>
duration: 60 s
summary: >-
  Three companies share one system. At 15 s Beta begins to run many reports, and Alpha waits behind them.
concepts: [noisy neighbour]

plans:
  - { id: standard, title: Standard, slo: 250 ms, weight: 1, limit: 200/s, burst: 100 }

operations:
  - { id: read, title: Read a page, app: 4 ms, cache: read, cpu: 5 ms, io: 4 }
  - { id: write, title: Save a change, app: 5 ms, cache: invalidate, cpu: 6 ms, io: 6, job: 20 ms }
  - { id: report, title: Run a report, app: 8 ms, cache: none, cpu: { mean: 28 ms, law: lognormal, cv: 0.5 }, io: 9 }

# What every tenant has unless it says otherwise.
tenantDefaults:
  plan: standard
  mix: { read: 80, write: 18, report: 2 }
  keys: { count: 2000, alpha: 0.9 }
  data: 256 MiB

tenants:
  - { id: A, name: Alpha, rate: 40/s }
  - { id: B, name: Beta, rate: 30/s }
  # A group: ten tenants S1 to S10.
  - { id: S, name: Small shop, count: 10, rate: 2/s }

system:
  app: { instances: 4, threadsPerInstance: 4, instancesMin: 1, boundPerInstance: 64, price: 0.01 USD/h }
  cache: { entries: 2000, entriesMin: 500, latency: 500 us, pricePer1000: 0.0015 USD/h }
  connections: { count: 4, countMin: 2, waitingMax: 120 }
  database: { units: 2, unitsMin: 1, coresPerUnit: 4, ioPerUnit: 1000/s, basePrice: 0.02 USD/h, unitPrice: 0.01 USD/h }
  jobs: { workers: 2, workersMin: 1, waitingMax: 100, price: 0.02 USD/h }
  move: { streams: 2, chunkIo: 16, sizePerIo: 1 MiB }
  balancing: round-robin

isolation: shared

timeline:
  - { id: reports, label: Beta runs reports, at: 15 s, for: 35 s, tenant: B, noise: { kind: heavy-query, rate: 200/s, cost: 1 } }

# all, or a list of ids; tenantlab list shows them.
rights: { isolation: all, noise: all, balancing: all, limits: true, moves: 3 }

# The points of all objectives together are 100.
objectives:
  - id: neighbours
    title: Neighbours' p99 at most 250 ms at the end of the noise
    points: 60
    metric: latency-p99
    scope: { except: [B] }
    window: { from: 35 s, to: 50 s }
    atMost: 250 ms
  - id: cost
    title: Cost at most 0.3 USD/h
    points: 40
    metric: cost-rate
    scope: all
    window: { from: 35 s, to: 60 s }
    atMost: 0.3 USD/h

passPoints: 80

# Each solution lands in its band on every seed; only the reference passes.
proofs:
  - id: reference
    role: reference
    title: Queue fairly
    band: 100..100
    actions:
      - { at: 20 s, do: switch-isolation, isolation: fair }
  - id: silo
    role: naive
    title: A stack for everybody
    band: 0..60
    actions:
      - { at: 20 s, do: switch-isolation, isolation: silo }
  - id: nothing
    role: nothing
    title: Wait until it is over
    band: 40..40
`;
