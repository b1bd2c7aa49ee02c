/** @module The run to listen to: one short tone per coloured tenant and tick, its pitch the p99, its side the tenant's place. */
import type { BenchData } from '../state/bench-data.ts';

/** Tenants that sound: those that have a colour. */
const TENANTS_MAX = 8;
/** The p99 from which and up to which the pitch rises, microseconds, and the pitches there, Hz: three octaves. */
const FROM_US = 10_000;
const TO_US = 2_000_000;
const FROM_HZ = 220;
const OCTAVES = 3;
/** Time between two tenants' tones, seconds: told apart, and over before the next tick at ordinary speeds. */
export const APART_S = 0.05;

/** One tone. */
export interface Tone {
  readonly afterS: number;
  readonly frequencyHz: number;
  /** -1 left to 1 right. */
  readonly pan: number;
}

/** @param p99Us  microseconds; @returns the pitch: equal ratios of latency are equal steps */
export function pitchOf(p99Us: number): number {
  const share = Math.log(Math.min(Math.max(p99Us, FROM_US), TO_US) / FROM_US) / Math.log(TO_US / FROM_US);
  return FROM_HZ * 2 ** (OCTAVES * share);
}

/**
 * @param data  the run
 * @param at    index of a tick
 * @returns a tone for every coloured tenant that answered anything lately
 */
export function tonesOf(data: BenchData, at: number): readonly Tone[] {
  const tenants = data.ticks[at]?.tenants.slice(0, TENANTS_MAX) ?? [];
  return tenants.flatMap(({ p99RecentUs }, index) =>
    p99RecentUs === 0
      ? []
      : [
          {
            afterS: index * APART_S,
            frequencyHz: pitchOf(p99RecentUs),
            pan: tenants.length === 1 ? 0 : (2 * index) / (tenants.length - 1) - 1,
          },
        ],
  );
}
