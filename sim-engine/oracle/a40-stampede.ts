/** @module A40: a hot key with a time to live: how many requests fetch it anew at each expiry, with and without single flight. */
import { IntRing } from '../kernel/int-ring.ts';
import { StreamBank } from '../kernel/random-stream.ts';
import { SingleFlight } from '../policies/eviction/single-flight.ts';
import { stampedeAtLeast, stampedeMean, stampedeVariance } from '../theory/stampede.ts';
import { loneCache } from './lone-cache.ts';
import type { Oracle } from './oracle.ts';
import { replicatedEstimate } from './replicated-estimate.ts';

const RATE_PER_SEC = 200;
const FETCH_US = 500_000;
/** Thirty mean gaps: the entry is renewed by each fetch that returns, and must not expire between two of them. */
const TTL_US = 150_000;
const MANY = 120;
/** Nothing random enters the count with single flight: a few expiries show it. */
const SINGLE_FLIGHT_EXPIRIES = 200;
const WARM_UP_SHARE = 0.1;

/** Rows for requests; many more than ever wait at once. */
const ROWS = 1024;

/** @returns number of fetches of each expiry, after a warm-up of a tenth */
function fetchesPerExpiry(seed: number, expiries: number, coalesced: boolean): number[] {
  const stream = new StreamBank(seed).open('arrivals');
  const cache = loneCache({ kind: 'lru', capacity: 1, tenants: 1, ttlUs: TTL_US });
  const flights = new SingleFlight();
  // A fetch takes the same time for everybody, so they return in the order in which they left; times since the expiry.
  const returnsUs = new IntRing();
  const counts: number[] = [];
  const warmUp = Math.ceil(WARM_UP_SHARE * expiries);
  let nowUs = 0;
  let expiryUs = 0;
  for (let request = 0; counts.length < warmUp + expiries || returnsUs.length > 0; request++) {
    nowUs += Math.round((stream.exponential() * 1e6) / RATE_PER_SEC);
    while (returnsUs.length > 0 && expiryUs + returnsUs.at(0) <= nowUs) {
      cache.insert(0, 0, expiryUs + returnsUs.shift());
      flights.land(0, 0);
    }
    if (cache.lookup(0, 0, nowUs)) continue;
    if (returnsUs.length === 0) {
      expiryUs = nowUs;
      counts.push(0);
    }
    if (coalesced && !flights.join(0, 0, request % ROWS)) continue;
    counts[counts.length - 1]!++;
    returnsUs.push(nowUs - expiryUs + FETCH_US);
  }
  return counts.slice(warmUp, warmUp + expiries);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const a40: Oracle = {
  id: 'A40',
  title: 'Cache stampede size',
  source:
    'Kingman, Poisson Processes, 1993, section 2.1: requests that arrive during a fetch of fixed length are Poisson',
  formula: 'fetches per expiry: 1 + Poisson(λ·F), mean 1+λF, variance λF; single flight: 1',
  run: () => {
    const fetchSec = FETCH_US / 1e6;
    return replicatedEstimate({
      id: 'A40',
      title: a40.title,
      expected: {
        mean_recomputes_per_expiry: stampedeMean(RATE_PER_SEC, fetchSec),
        var: stampedeVariance(RATE_PER_SEC, fetchSec),
        with_single_flight: 1,
        [`P(>=${MANY})`]: stampedeAtLeast(RATE_PER_SEC, fetchSec, MANY),
      },
      jobs: 4000,
      // The rare event is the widest; mean and variance come out within 0.3 and 2 per cent.
      widest: 0.1,
      firstSeed: 40_000,
      measure: (seed, expiries) => {
        const counts = fetchesPerExpiry(seed, expiries, false);
        const mean = meanOf(counts);
        const many = counts.filter((count) => count >= MANY).length;
        return {
          mean_recomputes_per_expiry: mean,
          var: (meanOf(counts.map((count) => (count - mean) * (count - mean))) * expiries) / (expiries - 1),
          with_single_flight: meanOf(fetchesPerExpiry(seed, SINGLE_FLIGHT_EXPIRIES, true)),
          [`P(>=${MANY})`]: many / expiries,
        };
      },
    });
  },
};
