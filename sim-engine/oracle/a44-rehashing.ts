/** @module A44: the share of keys that move when a shard is added, by the way they are placed. */
import { hashPair } from '../sharding/hash.ts';
import { HashRing } from '../sharding/hash-ring.ts';
import { rebalanceLogicalShards, spreadLogicalShards } from '../sharding/logical-shards.ts';
import { moduloShard } from '../sharding/modulo.ts';
import { rendezvousShard } from '../sharding/rendezvous.ts';
import { leastMoves, moduloMoves } from '../theory/rehashing.ts';
import { binomialReport } from './binomial-report.ts';
import { exactReport } from './exact-report.ts';
import { joinedReport } from './joined-report.ts';
import type { Oracle } from './oracle.ts';

const BEFORE = 10;
const AFTER = 11;
const LOGICAL = 480;
const HOSTS_BEFORE = 32;
const HOSTS_AFTER = 40;
const KEYS = 100_000;
/** Few points, so that the arcs are uneven: over many rings the mean is exact all the same. */
const VIRTUAL_NODES = 4;

/** @returns share of the numbers of one period that the remainder sends elsewhere */
function moduloMoved(): number {
  const period = BEFORE * AFTER;
  let moved = 0;
  for (let key = 0; key < period; key++) if (moduloShard(key, BEFORE) !== moduloShard(key, AFTER)) moved++;
  return moved / period;
}

function logicalMoved(): number {
  const before = spreadLogicalShards(LOGICAL, HOSTS_BEFORE);
  const after = rebalanceLogicalShards(before, HOSTS_AFTER);
  return after.filter((host, shard) => host !== before[shard]).length / LOGICAL;
}

export const a44: Oracle = {
  id: 'A44',
  title: 'Keys moved when a shard is added',
  source: 'Karger et al., STOC 1997; Thaler and Ravishankar 1998; Fong, Herding elephants (Notion), 2021',
  formula: 'moved by modulo 1−min/lcm(n,m); by consistent hashing 1−n/m on average, and never less',
  run: ({ long }) => {
    const rings = long ? KEYS : 10_000;
    let rendezvous = 0;
    let hashed = 0;
    for (let key = 0; key < KEYS; key++) {
      const hash = hashPair(key, 44);
      if (rendezvousShard(hash, BEFORE) !== rendezvousShard(hash, AFTER)) rendezvous++;
      if (moduloShard(hash, BEFORE) !== moduloShard(hash, AFTER)) hashed++;
    }
    let ring = 0;
    for (let seed = 0; seed < rings; seed++) {
      const hash = hashPair(seed, 44);
      const before = new HashRing(BEFORE, VIRTUAL_NODES, seed).shardOf(hash);
      if (new HashRing(AFTER, VIRTUAL_NODES, seed).shardOf(hash) !== before) ring++;
    }
    const moves = leastMoves(BEFORE, AFTER);
    return joinedReport(a44, [
      exactReport(
        a44,
        { modulo: moduloMoves(BEFORE, AFTER), 'logical shards 32 to 40 hosts': leastMoves(HOSTS_BEFORE, HOSTS_AFTER) },
        { modulo: moduloMoved(), 'logical shards 32 to 40 hosts': logicalMoved() },
        1e-9,
      ),
      binomialReport(
        a44,
        { rendezvous: moves, 'modulo of a hash': moduloMoves(BEFORE, AFTER) },
        { rendezvous, 'modulo of a hash': hashed },
        KEYS,
      ),
      binomialReport(a44, { ring: moves }, { ring }, rings),
    ]);
  },
};
