/**
 * @module Scaling: evaluates the pools that scale, one after every period of its own, and orders or takes away instances.
 *
 * @source Kubernetes documentation, Horizontal Pod Autoscaling (a loop over measured values); AWS, Amazon EC2 Auto Scaling
 *   User Guide, "Scaling cooldowns" and "Instance lifecycle" (pending, in service, terminating)
 */
import type { AutoscalingSpec } from '../model/autoscaling.ts';
import { withDefaults } from '../model/registry.ts';
import type { SystemSpec } from '../model/scenario.ts';
import { AUTOSCALING } from '../policies/autoscaling/index.ts';
import { entryOf } from '../policies/lookup.ts';
import { PLACED, type Pool } from './pool.ts';
import { serveWaiting } from './serving.ts';
import type { World } from './world.ts';

/** Timeline items from here on are pools to look at. */
const ITEMS_FROM = 134_217_728;

/** Hears what was changed. */
export interface ScalingListener {
  /** @param text  plain sentence */
  scaled(text: string): void;
  /** What stands, or what takes work, is not what it was. */
  standingChanged(): void;
}

/** @returns how a tier scales, or undefined where it does not */
export function autoscalingOf(system: SystemSpec, tier: number): AutoscalingSpec | undefined {
  if (tier === PLACED.app) return system.app.autoscaling;
  return tier === PLACED.jobs ? system.jobs.autoscaling : undefined;
}

/** The autoscaler of one system. */
export class Scaling {
  private readonly world: World;
  private readonly system: SystemSpec;
  private readonly listener: ScalingListener;

  constructor(world: World, system: SystemSpec, listener: ScalingListener) {
    this.world = world;
    this.system = system;
    this.listener = listener;
  }

  /** A pool was put up: it is looked at for the first time after one period. */
  begin(pool: Pool): void {
    const spec = autoscalingOf(this.system, pool.tier);
    if (spec !== undefined) this.lookAt(pool, spec.periodUs, true);
  }

  /** @returns false when an item of the timeline is somebody else's */
  due(item: number): boolean {
    if (item < ITEMS_FROM) return false;
    const pool = this.world.pools[(item - ITEMS_FROM) >> 1]!;
    if (pool.retired) return true;
    const spec = autoscalingOf(this.system, pool.tier)!;
    if (((item - ITEMS_FROM) & 1) === 0) this.finishBoots(pool);
    else {
      this.lookAt(pool, spec.periodUs, true);
      this.evaluate(pool, spec);
    }
    return true;
  }

  /** Something has left a pool. @returns true when an instance that was finishing its work is gone */
  vacated(pool: Pool): boolean {
    if (pool.scale === null || !pool.scale.drained(this.world.nowUs)) return false;
    pool.priceMicroUsdPerHour = pool.scale.standing * pool.scale.terms.priceMicroUsdPerHour;
    return true;
  }

  private lookAt(pool: Pool, afterUs: number, evaluates: boolean): void {
    this.world.scheduleTimeline(this.world.nowUs + afterUs, ITEMS_FROM + 2 * pool.index + (evaluates ? 1 : 0));
  }

  private finishBoots(pool: Pool): void {
    const scale = pool.scale!;
    if (scale.boot(this.world.nowUs) === 0) return;
    // A worker that was to go when it is done stays in place of the new one.
    scale.drained(this.world.nowUs);
    pool.priceMicroUsdPerHour = scale.standing * scale.terms.priceMicroUsdPerHour;
    pool.ready = scale.readyStations();
    if (scale.isQueue) serveWaiting(this.world, pool.stations[0]!);
    this.listener.standingChanged();
  }

  private evaluate(pool: Pool, spec: AutoscalingSpec): void {
    const { nowUs } = this.world;
    const scale = pool.scale!;
    const utilisation = scale.utilisation(nowUs);
    // Nobody is here yet, or any more: there is nothing to follow.
    if (pool.placed === 0 || nowUs < scale.restUntilUs) return;
    const policy = entryOf(AUTOSCALING, spec.policy.id);
    const load = { ready: scale.ready, booting: scale.booting, utilisation, present: scale.present() };
    const wanted = policy.wanted(load, withDefaults(policy, spec.policy.params));
    const have = scale.ready + scale.booting;
    const target = Math.min(scale.terms.max, Math.max(scale.terms.min, wanted));
    // What still finishes its work counts among what was built.
    const change = Math.min(target - have, scale.terms.max - scale.standing);
    if (change === 0) return;
    scale.restUntilUs = nowUs + spec.cooldownUs;
    if (change > 0) {
      scale.order(change, nowUs + spec.bootUs, nowUs);
      this.lookAt(pool, spec.bootUs, false);
    } else {
      scale.remove(-change, nowUs);
      pool.ready = scale.readyStations();
      this.world.watched = true;
    }
    scale.drained(nowUs);
    pool.priceMicroUsdPerHour = scale.standing * scale.terms.priceMicroUsdPerHour;
    const busy = `${Math.round(100 * utilisation)} % busy`;
    const what = pool.tier === PLACED.app ? 'app servers' : 'workers';
    const lag = change > 0 ? `; ready in ${spec.bootUs / 1e6} s` : '';
    this.listener.scaled(`${pool.title}: ${what} ${have} → ${have + change} at ${busy}${lag}`);
    this.listener.standingChanged();
  }
}
