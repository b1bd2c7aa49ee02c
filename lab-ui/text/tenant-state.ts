/**
 * @module SLO state of each tenant, made readable: an EWMA of p99 over SLO, with hysteresis, held for at least 1 s.
 *
 * A function of the ticks alone, so that the same run shows the same states on every screen and at every speed.
 */
import { type TenantTick, TICK_US, type Tick } from '../../sim-engine/protocol/frame-codec.ts';
import type { StateName } from '../marks/state-glyph.ts';
import type { BenchData } from '../state/bench-data.ts';

/** Time constant of the smoothing, microseconds: at 2.5 s a state dwells long enough to be read. */
const TAU_US = 2_500_000;
/** A state stays at least this long. */
const HOLD_TICKS = Math.ceil(1_000_000 / TICK_US);
/** A new tenant is warming up for one time constant. */
const WARM_TICKS = Math.ceil(TAU_US / TICK_US);
/** p99 over SLO at which a state is entered, and below which it is left. */
const OVER = { enter: 1, leave: 0.9 };
const NEAR = { enter: 0.75, leave: 0.65 };
/** When requests arrive but none has been answered in 5 s: at least the length of that window. */
const STARVED_US = 5_000_000;
const WEIGHT = 1 - Math.exp(-TICK_US / TAU_US);

interface Smoothed {
  /** Logarithm of p99 over SLO: recovery from 40 times the SLO must not take longer than the trouble. */
  level: number;
  measured: number;
  state: StateName;
  heldTicks: number;
  /** Arrivals without an answer so far. */
  unanswered: number;
}

/** States tick by tick; grows as ticks come in. */
class StateTrack {
  readonly history: StateName[][] = [];
  private readonly slosUs: readonly number[];
  private readonly tenants: readonly Smoothed[];

  constructor(slosUs: readonly number[]) {
    this.slosUs = slosUs;
    this.tenants = slosUs.map(() => ({ level: 0, measured: 0, state: 'not-yet', heldTicks: 0, unanswered: 0 }));
  }

  advance(ticks: readonly Tick[]): void {
    for (const tick of ticks.slice(this.history.length)) {
      this.history.push(this.tenants.map((tenant, at) => step(tenant, tick.tenants[at], this.slosUs[at] ?? 0)));
    }
  }
}

function step(tenant: Smoothed, tick: TenantTick | undefined, sloUs: number): StateName {
  if (!tick || sloUs <= 0) return tenant.state;
  tenant.unanswered = tick.recentCount > 0 ? 0 : tenant.unanswered + tick.arrived;
  const p99Us = tick.recentCount > 0 ? tick.p99RecentUs : tenant.measured > 0 && tenant.unanswered > 0 ? STARVED_US : 0;
  if (p99Us === 0) return tenant.state;
  const level = Math.log(p99Us / sloUs);
  tenant.level = tenant.measured === 0 ? level : tenant.level + WEIGHT * (level - tenant.level);
  tenant.measured++;
  tenant.heldTicks++;
  const next = tenant.measured < WARM_TICKS ? 'running' : judge(Math.exp(tenant.level), tenant.state);
  if (next !== tenant.state && (tenant.heldTicks >= HOLD_TICKS || tenant.state === 'not-yet')) {
    tenant.state = next;
    tenant.heldTicks = 0;
  }
  return tenant.state;
}

function judge(ratio: number, before: StateName): StateName {
  if (ratio > (before === 'over' ? OVER.leave : OVER.enter)) return 'over';
  if (ratio > (before === 'near' || before === 'over' ? NEAR.leave : NEAR.enter)) return 'near';
  return 'fine';
}

/** Kept per tick list, which grows in place: a state is computed once per tick, not once per reader. */
const tracks = new WeakMap<readonly Tick[], StateTrack>();

/**
 * @param data  the run
 * @returns for each tick the state of each tenant, in the order of the scenario
 */
export function tenantStateHistory(data: BenchData): readonly (readonly StateName[])[] {
  let track = tracks.get(data.ticks);
  if (!track || track.history.length > data.ticks.length) {
    track = new StateTrack(slosUs(data));
    tracks.set(data.ticks, track);
  }
  track.advance(data.ticks);
  return track.history;
}

/** @returns the state of each tenant now, in the order of the scenario */
export function tenantStates(data: BenchData): readonly StateName[] {
  return tenantStateHistory(data).at(-1) ?? data.scenario.tenants.map(() => 'not-yet');
}

/** @returns the promised response time of each tenant, microseconds, in the order of the scenario */
export function slosUs(data: BenchData): readonly number[] {
  const plans = new Map(data.scenario.plans.map((plan) => [plan.id, plan.sloLatencyUs]));
  return data.scenario.tenants.map((tenant) => plans.get(tenant.plan) ?? 0);
}
