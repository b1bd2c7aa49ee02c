/** @module Requests of the city: one dot is one request that is there, in service or waiting, before the block that serves it. */
import type { PoolView, TopologyView } from '../../../sim-engine/model/topology.ts';
import { IDLE, type StationState } from '../../../sim-engine/protocol/frame-codec.ts';
import { type Column, placesOf } from '../../scene/places.ts';
import { stationsOf } from '../../scene/readings.ts';
import type { BenchData } from '../../state/bench-data.ts';
import type { Vec3 } from '../camera.ts';
import type { CityLayout, Ground } from './city-layout.ts';

/** Most dots that are drawn; beyond them one dot stands for several requests. */
export const DOTS_MAX = 5_000;
/** Tenant of a request beyond those that the frame lists by name. */
export const UNLISTED = -1;

/** One dot. */
export interface Dot {
  readonly at: Vec3;
  /** Width, units. */
  readonly size: number;
  /** Index of the tenant, or {@link UNLISTED}. */
  readonly tenant: number;
}

/** Everybody who is there. */
export interface Crowd {
  readonly dots: readonly Dot[];
  /** Requests and jobs in service or waiting, exact. */
  readonly present: number;
  /** Requests that one dot stands for. */
  readonly each: number;
}

/** Lanes of a yard, left to right, and their share of its width. A cache answers at once: nobody stands there. */
const LANES: readonly { readonly tier: Column; readonly share: number }[] = [
  { tier: 'app', share: 0.28 },
  { tier: 'database', share: 0.5 },
  { tier: 'jobs', share: 0.22 },
];
const PITCH_MAX = 0.19;
/** Dots lie a little over the plates. */
const HEIGHT = 0.11;

interface Line {
  readonly serving: number[];
  readonly waiting: number[];
}

/** @returns whole lines, in service first, then in the order in which they will be served */
function lineOf(states: readonly (StationState | undefined)[]): Line {
  const line: Line = { serving: [], waiting: [] };
  for (const state of states) {
    if (!state) continue;
    for (const tenant of state.servers) if (tenant !== IDLE) line.serving.push(tenant);
    for (let at = 0; at < state.waiting; at++) line.waiting.push(state.queue[at] ?? UNLISTED);
  }
  return line;
}

/**
 * @param data    the run
 * @param layout  where the yards are
 */
export function crowdOf(data: BenchData, layout: CityLayout): Crowd {
  const pools = data.topology?.pools ?? [];
  const lines = LANES.flatMap(({ tier }, lane) =>
    pools
      .filter((pool) => pool.tier === tier)
      .map((pool) => ({ lane, row: standsBefore(data, layout, pool), line: lineOf(stationsOf(data, pool)) })),
  );
  const present = lines.reduce((sum, { line }) => sum + line.serving.length + line.waiting.length, 0);
  const each = Math.max(1, Math.ceil(present / DOTS_MAX));
  const dots: Dot[] = [];
  const places = new Map<string, { readonly ground: Ground; readonly line: Line }>();
  let counted = 0;
  // Every each-th request gets the dot, counted through the whole city, so that no short line vanishes for good.
  const thinned = (tenants: readonly number[]) => tenants.filter(() => counted++ % each === 0);
  for (const { lane, row, line } of lines) {
    const key = `${row} ${lane}`;
    const place = places.get(key) ?? { ground: laneOf(layout, row, lane), line: { serving: [], waiting: [] } };
    place.line.serving.push(...thinned(line.serving));
    place.line.waiting.push(...thinned(line.waiting));
    places.set(key, place);
  }
  for (const { ground, line } of places.values()) dots.push(...standing(ground, line));
  return { dots, present, each };
}

const kept = new WeakMap<TopologyView, ReadonlySet<number>>();

/** Looked up for every pool of every frame, and changes only with the topology. */
function oldPools(topology: TopologyView): ReadonlySet<number> {
  const known = kept.get(topology) ?? new Set(placesOf(topology).old.map(({ index }) => index));
  kept.set(topology, known);
  return known;
}

/** @returns the row before which a pool's requests stand: that of its first tenant, or -1 for a pool of the model before */
export function standsBefore(data: BenchData, layout: CityLayout, pool: PoolView): number {
  // A pool that is being left keeps its place while its tenants go, one after the other.
  if (data.topology && oldPools(data.topology).has(pool.index)) return -1;
  const first = pool.tenants[0];
  const named = layout.plates.find((plate) => pool.id.startsWith(`${plate.title} `))?.row;
  return layout.plots.find((plot) => plot.tenant === first)?.row ?? named ?? -1;
}

function laneOf(layout: CityLayout, row: number, lane: number): Ground {
  const yard = layout.plates[row]?.yard ?? layout.leftovers;
  const before = LANES.slice(0, lane).reduce((sum, { share }) => sum + share, 0);
  const share = LANES[lane]?.share ?? 1;
  return { ...yard, x: yard.x + yard.width * before, width: yard.width * (share - 0.04) };
}

/** @returns the largest distance between dots with which all fit, units */
function pitchFor(ground: Ground, line: Line): { readonly pitch: number; readonly columns: number } {
  for (let pitch = PITCH_MAX; ; pitch *= 0.93) {
    const columns = Math.max(1, Math.floor(ground.width / pitch));
    const rows = Math.ceil(line.serving.length / columns) + 0.6 + Math.ceil(line.waiting.length / columns);
    if (rows * pitch <= ground.depth) return { pitch, columns };
  }
}

function standing(ground: Ground, line: Line): readonly Dot[] {
  if (line.serving.length + line.waiting.length === 0) return [];
  const { pitch, columns } = pitchFor(ground, line);
  const first = Math.ceil(line.serving.length / columns);
  const dotAt = (tenant: number, at: number, from: number): Dot => ({
    tenant,
    size: pitch * 0.78,
    at: [ground.x + ((at % columns) + 0.5) * pitch, HEIGHT, ground.z + (from + Math.floor(at / columns) + 0.5) * pitch],
  });
  return [
    ...line.serving.map((tenant, at) => dotAt(tenant, at, 0)),
    ...line.waiting.map((tenant, at) => dotAt(tenant, at, first + 0.6)),
  ];
}
