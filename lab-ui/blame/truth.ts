/** @module What stands behind the `i` of each part of the page. */

export const BLAME_TRUTH: readonly string[] = [
  'Modelled: while a request waits, each microsecond is divided among those who hold what it waits for, or who are served before it, by how much of it each holds. Row = who holds, column = who waits.',
  'The cell is what the ledger holds at the window’s end minus what it held at its beginning: seconds of the victim’s waiting per second of the run. Several requests may wait at once, so it can be above 1.',
  'A column adds up to the delay that the victim’s requests measured themselves in the window, to the microsecond; that is compared here each time, waits that still go on included.',
  'The corner marks a tenant’s own doing: its requests wait for each other. “The system itself” is what is down, slow or moving, and pauses between attempts.',
  'Not modelled: who caused the one in front to be there. For that, leave a tenant out (Removal).',
];

export const REMOVAL_TRUTH: readonly string[] = [
  'The run is executed again on the same seed and the same actions; the tenant that is left out keeps its place and its data and sends nothing, its noise included. All others send the same requests at the same instants.',
  'Latency from arrival to answer of all requests that ended with an answer within the window. The cell is the latency with everybody minus the latency without the culprit: above 0, the victim is better off without it; below 0, worse.',
  'Mean is exact; p99 is nearest rank, read from a log-linear histogram, at most 0.4 % off each; cells within that stay blank. Requests that were refused, failed or have not ended are in neither.',
  'One seed, so no interval: a difference of a few milliseconds may be luck. A tenant has no cell for leaving itself out.',
  'Users who wait for their answer before they send again would send other requests in the other run; arrivals by rate are the same to the microsecond.',
];

export const WATERFALL_TRUTH: readonly string[] = [
  'Modelled: every span of this one request, from its arrival at the edge to its answer. A wait is divided among those in front as the ledger divides it; the parts add up to the wait.',
  'Of each tenant and each part of the run the 12 slowest requests and a fair sample of 8 are kept. The one shown first is the kept one that ended in the window and that the culprit cost most.',
  'Outlined: the critical path, the spans without which the answer would have come sooner. With one thing after the other that is all of them.',
  'The request beside it is the median of sampled requests of the same tenant, from before the window where there are enough.',
  'Not modelled: networks between the tiers, and what the client does after the answer.',
];

export const QUEUE_TRUTH: readonly string[] = [
  'The run is taken back to the instant at which this request joined its longest wait, before anything of that microsecond happened.',
  'One slot is one request, in the order in which they would be served if nobody else came; at most 400 are listed, the count is exact.',
  'Under a discipline that is not first come, first served, later arrivals may still go before this request.',
];

export const LATENCIES_TRUTH: readonly string[] = [
  'All requests of this tenant that ended with an answer in the window, not only the kept ones.',
  'Ten classes per factor of ten; the height is the square root of the count, so that few can be seen beside many.',
];
