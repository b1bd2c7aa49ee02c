/**
 * @module What the lab models, what it leaves out, and what it cannot tell, as data.
 *
 * Every claim names the heading of `sim-engine/MODEL.md` that makes it and the words it rests on; a test holds both.
 */

/** One claim. */
export interface Claim {
  /** Two words at most, or a question. */
  readonly name: string;
  readonly words: string;
  /** Heading of MODEL.md under which it stands. */
  readonly under: string;
  /** Words of that section, as they stand there. */
  readonly says: string;
}

export const MODELLED: readonly Claim[] = [
  {
    name: 'Arrivals',
    words: 'open or by users who wait; Poisson, bursts, batches, shared peaks, traces',
    under: 'Workloads',
    says: 'A tenant’s workload is an arrival process, a mix of operations, a key space',
  },
  {
    name: 'Work',
    words: 'drawn by law, operation and tier, when the request arrives',
    under: 'Workloads',
    says: 'Everything random is drawn at arrival, from streams of the tenant’s own.',
  },
  {
    name: 'Steps',
    words: 'work, reads, writes, look-ups, services outside, branches side by side',
    under: 'Operations',
    says: 'The request goes on when all branches are back',
  },
  {
    name: 'Clients',
    words: 'timeouts, retries with backoff and budget, breakers, hedges',
    under: 'Clients',
    says: 'patience with one attempt, with or without cancelling, retries with a backoff, a retry budget, a circuit breaker, hedges',
  },
  {
    name: 'Lines',
    words: 'first come first served, by priority, by size, shared, or fair by tenant',
    under: 'Disciplines',
    says: 'A discipline orders who waits',
  },
  {
    name: 'Calls',
    words: 'attempts that nest and fan out, over links with patience of their own',
    under: 'Links and calls',
    says: 'a fan-out makes several requests at once and needs all of them',
  },
  {
    name: 'Locks',
    words: 'on table, part and row, shared or exclusive, in order of asking',
    under: 'Locks',
    says: 'granted in order of asking, shared or exclusive',
  },
  {
    name: 'Limits',
    words: 'buckets, windows and adaptive caps, by tenant, plan or fleet',
    under: 'Limiters',
    says: 'A limiter decides over arrival times alone, in whole microseconds.',
  },
  {
    name: 'Balancing',
    words: 'by turn, by load, by hash, by shuffle shard',
    under: 'Balancing and placement',
    says: 'a shuffle shard is the first k of a tenant’s rendezvous order',
  },
  {
    name: 'Cache',
    words: 'whole entries of equal size; evictions are known by tenant',
    under: 'Caches',
    says: 'A miss knows whose insertion evicted the entry.',
  },
  {
    name: 'Database',
    words: 'cores, IO, a buffer pool, credit of partitions',
    under: 'Databases',
    says: 'A database has cores and IO channels; a request holds a connection through both.',
  },
  {
    name: 'Scaling',
    words: 'instances come after their boot and leave when they are empty',
    under: 'Autoscaling',
    says: 'App servers and workers may become more or fewer',
  },
  {
    name: 'Switching',
    words: 'data is copied in line with everybody’s queries; writes freeze, then cut over',
    under: 'Isolation and moves',
    says: 'Every step is real IO in line with everybody’s',
  },
  {
    name: 'Faults',
    words: 'crashes, slowness, stalls, a lost zone, deadly messages and queries',
    under: 'Faults',
    says: 'A fault (`policies/fault/`) strikes parts, and each part then goes its course until it is well',
  },
  {
    name: 'Blame',
    words: 'every wait is divided among those who held what was waited for',
    under: 'Blame',
    says: 'While a request waits at a station, each server is one share, charged to whoever holds it',
  },
  {
    name: 'Time',
    words: 'whole microseconds; the same seed gives the same run',
    under: 'Time and determinism',
    says: 'Time is a whole number of microseconds. Events have a total order',
  },
];

export const NOT_MODELLED: readonly Claim[] = [
  {
    name: 'Network',
    words: 'latency, loss and bandwidth of links',
    under: 'Links and calls',
    says: 'the network itself (latency, loss, bandwidth of a link)',
  },
  {
    name: 'Sessions',
    words: 'demands and keys do not depend on each other or on the time of day',
    under: 'Workloads',
    says: 'sessions, demands or keys that depend on each other or on the time of day, popularity that drifts',
  },
  {
    name: 'Failover',
    words: 'no replicas of a database, no network partitions',
    under: 'Faults',
    says: 'replicas and failover of a database',
  },
  {
    name: 'Cold code',
    words: 'a new instance is as fast at once as later',
    under: 'Autoscaling',
    says: 'cold instances (their first requests are as fast as later ones)',
  },
  {
    name: 'Dirty pages',
    words: 'nothing is written back later, nothing is read ahead',
    under: 'Databases',
    says: 'dirty pages written back, read-ahead',
  },
  {
    name: 'Entry sizes',
    words: 'cache entries are all as big; caches have no replicas',
    under: 'Caches',
    says: 'entry sizes, memory overhead, replication',
  },
  {
    name: 'Deadlocks',
    words: 'no multi-version reads, no several tables',
    under: 'Locks',
    says: 'deadlocks, multi-version reads, several tables, keys that tenants share',
  },
  {
    name: 'Spread limits',
    words: 'a limiter counts in one place; each request costs one',
    under: 'Limiters',
    says: 'limiters spread over nodes, costs other than one per request',
  },
  {
    name: 'Hints',
    words: 'clients share no breaker and get no retry-after',
    under: 'Clients',
    says: 'clients that share a breaker or a budget, retry-after hints',
  },
  {
    name: 'Clocks',
    words: 'no skew; servers notice each other at once',
    under: 'Time and determinism',
    says: 'clock skew, time that servers need to notice each other, network bandwidth',
  },
];

/** In the same weight as the rest. */
export const CANNOT_TELL: readonly Claim[] = [
  {
    name: 'Your numbers.',
    words: 'Rates and service times are the scenario’s. Put in your own before you decide.',
    under: 'What it cannot tell',
    says: 'Rates, demands and prices are the scenario’s: nothing is measured on a real system.',
  },
  {
    name: 'How long real tails are.',
    words: 'What is left out of the model takes time in a real system, and is missing here.',
    under: 'What it cannot tell',
    says: 'What is not modelled takes time in real systems and none here.',
  },
  {
    name: 'Security.',
    words: 'Isolation here is of load and faults. Nothing is said about data that leaks between tenants.',
    under: 'What it cannot tell',
    says: 'Isolation is of load and of faults; access to data is not part of the model.',
  },
  {
    name: 'Whether one seed is typical.',
    words: 'A run is one draw. Replications give an interval; so does the gap between two runs of the same seeds.',
    under: 'What it cannot tell',
    says: 'A run is one draw from many: only replications say how much another would differ.',
  },
  {
    name: 'Short p99s.',
    words: 'In short, heavily loaded runs their intervals cover less than they say.',
    under: 'Statistics',
    says: 'intervals of p99 in short, heavily loaded runs cover less than they say',
  },
];

/** What stands in for a formula where there is none; the numbers are those of the tests in the folder `reference`. */
export const SECOND_ENGINE = {
  worlds: 6000,
  words:
    'Most of what the bench shows has no formula: pools shared under floods, retries, locks, fair lines. There a second engine, plain and slow and written apart, is the check. It shares the random streams and nothing else.',
  claim: (worlds: string) =>
    `The tests let both engines play ${worlds} small random worlds. Every request must end at the same microsecond, in the same order, with the same outcome and the same wait, and everybody must be charged the same delays.`,
  limit: 'The second engine plays bare networks of stations, locks and calls, not whole scenarios.',
};
