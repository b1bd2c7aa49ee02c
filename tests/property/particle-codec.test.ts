/** Particles survive the wire whole or as what changed, over any sequence of instants, and no bytes make the reader throw. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeParticles,
  encodeParticles,
  PARTICLES_MAX,
  type Particles,
  withParticles,
} from '../../sim-engine/protocol/particle-codec.ts';
import { cases } from '../support/property-seed.ts';

const tail = fc.array(fc.nat({ max: 3 }), { maxLength: 60 }).map((tenants) => Uint16Array.from(tenants));
const particles: fc.Arbitrary<Particles> = fc.record({
  simulatedUs: fc.nat(),
  topologyVersion: fc.nat({ max: 2 }),
  tails: fc.array(tail, { maxLength: 4 }),
});

describe('particles', () => {
  it('come back as they were packed, each against the one before', () => {
    fc.assert(
      fc.property(fc.array(particles, { minLength: 1, maxLength: 6 }), (sent) => {
        let held: Particles | null = null;
        sent.forEach((now, at) => {
          const read = decodeParticles(encodeParticles(now, sent[at - 1] ?? null), held);
          expect(read).toEqual({ ok: true, value: now });
          held = now;
        });
      }),
      cases(300),
    );
  });

  it('are refused by name when they are damaged, told of nothing before, or too many', () => {
    fc.assert(
      fc.property(particles, fc.uint8Array({ maxLength: 40 }), fc.nat(), (now, noise, at) => {
        const bytes = encodeParticles(now, null);
        const altered = bytes.slice();
        altered[at % bytes.length]! ^= 0x55;
        for (const wrong of [noise, altered, bytes.slice(0, at % bytes.length)]) {
          const read = decodeParticles(wrong, null);
          if (!read.ok) expect(read.issues[0]?.code).toBe('particles-unreadable');
        }
      }),
      cases(300),
    );
    const one = { simulatedUs: 1, topologyVersion: 1, tails: [new Uint16Array(3)] };
    expect(decodeParticles(encodeParticles(one, one), null).ok).toBe(false);
    const many = { ...one, tails: [new Uint16Array(PARTICLES_MAX - 1), new Uint16Array(2)] };
    expect(decodeParticles(encodeParticles(many, null), null).ok).toBe(false);
  });

  it('stand behind those that the state names, and only in the system they are of', () => {
    const station = { servers: new Uint16Array(1), waiting: 5, queue: Uint16Array.of(1, 2), longestWaitUs: 0 };
    const state = { topologyVersion: 3, stations: [station, station], caches: [] };
    const now = { simulatedUs: 9, topologyVersion: 3, tails: [Uint16Array.of(4, 5, 6)] };
    expect(withParticles(state, now).stations.map(({ queue }) => [...queue])).toEqual([
      [1, 2, 4, 5, 6],
      [1, 2],
    ]);
    expect(withParticles(state, { ...now, topologyVersion: 2 })).toBe(state);
  });
});
