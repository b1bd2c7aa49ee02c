/** @module Motion of the city: a switch takes the block apart in 400 ms; the block before stays as an outline until it is empty. */
import { placesOf } from '../../scene/places.ts';
import { inFlight } from '../../scene/readings.ts';
import type { BenchData } from '../../state/bench-data.ts';
import { isolationTitle } from '../../text/run-facts.ts';
import type { FrameClock } from '../camera-store.ts';
import { blockOf, type CityLayout, cityLayout, type Ground, onTheWay } from './city-layout.ts';
import type { Tower } from './city-waits.ts';

const GLIDE_MS = 400;

/** The model before, as it stood when it was left. */
export interface Ghost {
  readonly atUs: number;
  /** Its title on the ladder. */
  readonly title: string;
  /** One block per row, with the longest wait of those who lived there, microseconds. */
  readonly blocks: readonly (Ground & { readonly waitUs: number })[];
}

/** Where everybody is in the drawing that begins now. */
export interface Standing {
  readonly layout: CityLayout;
  readonly ghost: Ghost | null;
}

/** Remembers one drawn city. */
export class CityMotion {
  private from: CityLayout | null = null;
  private to: CityLayout | null = null;
  private beganAtMs = Number.NEGATIVE_INFINITY;
  private ghost: Ghost | null = null;
  private before: { readonly data: BenchData; readonly towers: readonly Tower[] } | null = null;
  /** Called once per frame while something moves. */
  onFrame: () => void = () => undefined;

  private readonly clock: FrameClock;

  /** @param clock  paces the glide */
  constructor(clock: FrameClock) {
    this.clock = clock;
  }

  /**
   * @param data    the run
   * @param towers  waits at this instant
   */
  stand(data: BenchData, towers: readonly Tower[]): Standing {
    const next = cityLayout(data.topology?.rows ?? []);
    if (this.to && this.to.key !== next.key && this.before) {
      this.ghost = ghostOf(this.to, this.before.data, this.before.towers);
      this.from = this.now();
      this.to = next;
      this.beganAtMs = this.clock.calm() ? Number.NEGATIVE_INFINITY : this.clock.nowMs();
      this.clock.next(this.step);
    }
    this.to = this.to?.key === next.key ? this.to : next;
    this.before = { data, towers };
    if (this.ghost && !stillLeaving(data)) this.ghost = null;
    return { layout: this.now(), ghost: this.ghost };
  }

  private now(): CityLayout {
    const to = this.to ?? cityLayout([]);
    const share = Math.min(1, (this.clock.nowMs() - this.beganAtMs) / GLIDE_MS);
    return this.from ? onTheWay(this.from, to, 1 - (1 - share) ** 3) : to;
  }

  private readonly step = (): void => {
    this.onFrame();
    if (this.clock.nowMs() - this.beganAtMs < GLIDE_MS) this.clock.next(this.step);
    else this.from = null;
  };
}

/** @returns true while data is copied or pools of the model before still hold requests */
export function stillLeaving(data: BenchData): boolean {
  if (!data.topology) return false;
  if (data.topology.moves.length > 0) return true;
  return placesOf(data.topology).old.some((pool) => pool.tenants.length > 0 || inFlight(data, pool) > 0);
}

function ghostOf(layout: CityLayout, data: BenchData, towers: readonly Tower[]): Ghost {
  return {
    atUs: data.simulatedUs,
    title: isolationTitle(data, data.topology?.isolation ?? ''),
    blocks: layout.plates.flatMap(({ row }) => {
      const ground = blockOf(layout, row);
      if (!ground) return [];
      const tenants = layout.plots.filter((plot) => plot.row === row).map((plot) => plot.tenant);
      return [{ ...ground, waitUs: Math.max(0, ...tenants.map((tenant) => towers[tenant]?.waitUs ?? 0)) }];
    }),
  };
}
