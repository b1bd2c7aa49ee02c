/** Meters worked out by hand: cost, occupancy, stations, members of a group, logs of requests; and they go on when restored. */
import { describe, expect, it } from 'vitest';
import { AssertionFailure } from '../../../sim-engine/kernel/assert.ts';
import { type StateCodec, StateReader, StateWriter } from '../../../sim-engine/kernel/state-codec.ts';
import { CostMeter, poolCostMicroUsd } from '../../../sim-engine/measure/cost-meter.ts';
import { MemberAccounts } from '../../../sim-engine/measure/member-accounts.ts';
import { OccupancyMeter } from '../../../sim-engine/measure/occupancy-meter.ts';
import { LOST, OPEN, RequestLog } from '../../../sim-engine/measure/request-log.ts';
import { StationMeasure } from '../../../sim-engine/measure/station-measure.ts';
import { TenantAccount } from '../../../sim-engine/measure/tenant-account.ts';

const HOUR_US = 3_600_000_000;

interface Stateful {
  state(codec: StateCodec): void;
}

/** Saves one part and restores it into another, and checks that nothing was left over or is saved otherwise afterwards. */
function moved<T extends Stateful>(from: T, to: T): T {
  const writer = new StateWriter();
  from.state(writer);
  const saved = writer.finish();
  const reader = new StateReader(saved);
  to.state(reader);
  expect(reader.exhausted).toBe(true);
  const again = new StateWriter();
  to.state(again);
  expect(again.finish()).toEqual(saved);
  return to;
}

describe('the cost meter', () => {
  it('integrates a price that changes', () => {
    const meter = new CostMeter();
    meter.change(HOUR_US, 60);
    expect(meter.totalMicroUsd(3 * HOUR_US)).toBe(120);
    meter.change(3.5 * HOUR_US, 10);
    expect(meter.priceMicroUsdPerHour).toBe(10);
    const restored = moved(meter, new CostMeter());
    expect(restored.totalMicroUsd(4.5 * HOUR_US)).toBe(160);
    expect(restored.totalMicroUsd(4.5 * HOUR_US)).toBe(160);
  });

  it('knows the cost of one pool', () => {
    expect(poolCostMicroUsd(500, HOUR_US / 5)).toBe(100);
  });
});

describe('the occupancy meter', () => {
  it('keeps both sides of Little’s law, per place and tenant', () => {
    const meter = new OccupancyMeter(2, 3);
    meter.come(1, 2, 100);
    meter.come(1, 2, 130);
    meter.come(0, 2, 130);
    meter.go(1, 2, 150, 100);
    // One from 100 to 130, two to 150, one to 200.
    expect(meter.read(1, 2, 200)).toEqual({ presentAreaUs: 30 + 40 + 50, sojournSumUs: 50 });
    expect(meter.read(0, 2, 200)).toEqual({ presentAreaUs: 70, sojournSumUs: 0 });
    expect(meter.read(1, 1, 200)).toEqual({ presentAreaUs: 0, sojournSumUs: 0 });
    meter.reset(220);
    expect(meter.read(1, 2, 230)).toEqual({ presentAreaUs: 10, sojournSumUs: 0 });
    meter.go(1, 2, 250, 130);
    expect(meter.read(1, 2, 999)).toEqual({ presentAreaUs: 30, sojournSumUs: 120 });
  });
});

describe('the measure of a station', () => {
  it('integrates who is there and who is served, and the time with each number present', () => {
    const measure = new StationMeasure();
    measure.begin(10);
    expect(measure.distributionUs()).toEqual([]);
    measure.elapse(20, 5, 3);
    expect(measure.distributionUs()).toEqual([]);
    measure.trackDistribution();
    measure.elapse(50, 2, 1);
    measure.elapse(60, 0, 0);
    measure.trackDistribution();
    measure.elapse(75, 200, 1);
    expect([measure.busyUs, measure.presentUs]).toEqual([30 + 30 + 15, 50 + 60 + 3000]);
    const times = measure.distributionUs();
    expect(times).toHaveLength(201);
    expect(times.flatMap((us, present) => (us > 0 ? [[present, us]] : []))).toEqual([
      [0, 10],
      [2, 30],
      [200, 15],
    ]);
  });

  it('goes on when restored, and begins anew when a warm-up ends', () => {
    const measure = new StationMeasure();
    Object.assign(measure, {
      served: 1,
      rejected: 2,
      waitingMax: 3,
      sojournUs: 4,
      waitedUs: 5,
      delayed: 6,
      started: 7,
    });
    const plain = moved(measure, new StationMeasure());
    expect(plain.distributionUs()).toEqual([]);
    measure.trackDistribution();
    measure.elapse(30, 2, 1);
    const tracked = new StationMeasure();
    tracked.trackDistribution();
    moved(measure, tracked);
    for (const each of [measure, tracked]) {
      each.elapse(40, 2, 2);
      expect(each.distributionUs()).toEqual([0, 0, 40]);
      expect([each.busyUs, each.presentUs]).toEqual([50, 80]);
      each.reset(45);
      each.elapse(50, 1, 1);
      expect(each).toMatchObject({
        served: 0,
        rejected: 0,
        waitingMax: 0,
        sojournUs: 0,
        waitedUs: 0,
        delayed: 0,
        started: 0,
      });
      expect([each.busyUs, each.presentUs, each.distributionUs()]).toEqual([5, 5, [0, 5]]);
    }
  });
});

describe('members of a group', () => {
  function five(): MemberAccounts {
    const members = new MemberAccounts(5);
    for (let request = 0; request < 99; request++) members.completes(0, 10, true);
    members.completes(0, 110, false);
    members.completes(1, 30, true);
    members.loses(1);
    members.loses(3);
    members.loses(3);
    return members;
  }

  it('have figures each, what is in flight included', () => {
    const members = five();
    const inFlight = new Map([[1, 4]]);
    expect(members.figures(0, inFlight)).toEqual({
      member: 0,
      arrived: 100,
      completed: 100,
      lost: 0,
      late: 1,
      latencyMeanUs: 11,
    });
    expect(members.figures(1, inFlight)).toEqual({
      member: 1,
      arrived: 6,
      completed: 1,
      lost: 1,
      late: 0,
      latencyMeanUs: 30,
    });
    expect(members.figures(2, inFlight)).toEqual({
      member: 2,
      arrived: 0,
      completed: 0,
      lost: 0,
      late: 0,
      latencyMeanUs: 0,
    });
  });

  it('are hurt beyond one in a hundred, and named in order of harm', () => {
    const members = five();
    const named = (max: number) => members.summary(new Map([[4, 1]]), max).worst.map(({ member }) => member);
    // Of member 0's hundred, one was late: exactly 1 % is not more than 1 %.
    expect(members.summary(new Map([[4, 1]]), 9)).toMatchObject({ count: 5, active: 4, hurt: 2 });
    expect([named(9), named(2), named(1), named(0)]).toEqual([[3, 0, 1], [3, 0], [3], []]);
    members.completes(0, 9, false);
    expect(members.summary(new Map(), 9)).toMatchObject({ active: 3, hurt: 3 });
    expect(named(9)).toEqual([0, 3, 1]);
  });

  it('go on when restored, are forgotten at a reset, and are no other group’s', () => {
    const restored = moved(five(), new MemberAccounts(5));
    expect(restored.summary(new Map(), 3)).toEqual(five().summary(new Map(), 3));
    restored.reset();
    expect(restored.summary(new Map(), 3)).toEqual({ count: 5, active: 0, hurt: 0, worst: [] });
    const writer = new StateWriter();
    five().state(writer);
    expect(() => new MemberAccounts(6).state(new StateReader(writer.finish()))).toThrow(AssertionFailure);
  });
});

describe('the log of requests', () => {
  it('says of thousands of requests in far-off rows what became of each', () => {
    let log = new RequestLog();
    for (let number = 0; number < 3000; number++) {
      // Each row is used again, by the request a thousand later.
      log.arrive(number % 1000, 10 * number);
      if (number === 1500) log = moved(log, new RequestLog());
      if (number >= 500) log.end((number - 500) % 1000, number % 2 === 0 ? number : LOST);
    }
    expect(log.count).toBe(3000);
    const numbers = Array.from({ length: 3000 }, (_, number) => number);
    expect([...log.arrivedUs.subarray(0, 3000)]).toEqual(numbers.map((number) => 10 * number));
    expect([...log.latencyUs.subarray(0, 3000)]).toEqual(
      numbers.map((number) => (number >= 2500 ? OPEN : number % 2 === 0 ? number + 500 : LOST)),
    );
  });
});

describe('the account of a tenant', () => {
  function counted(): TenantAccount {
    const account = new TenantAccount(1000);
    Object.assign(account, {
      arrived: 20,
      completed: 9,
      rejected: 2,
      timedOut: 3,
      failed: 1,
      extraAttempts: 4,
      waitedUs: 70,
    });
    Object.assign(account, { hits: 11, misses: 12, jobsEnqueued: 13, jobsDone: 14, jobsRejected: 15 });
    Object.assign(account, { jobsDeadLettered: 16, jobsRedelivered: 17 });
    account.current.latency.record(500);
    account.cut();
    Object.assign(account.current, { arrived: 5, rejected: 1, timedOut: 2, failed: 3, good: 4 });
    return account;
  }

  it('knows who has not ended, and forgets all but them when a warm-up ends', () => {
    const account = counted();
    account.members = new MemberAccounts(1);
    account.members.loses(0);
    account.kept = { latencies: [1], waits: [1], numbers: [1], unanswered: [] };
    expect(account.outstanding).toBe(5);
    account.reset();
    expect(account).toMatchObject({
      arrived: 5,
      completed: 0,
      rejected: 0,
      timedOut: 0,
      failed: 0,
      extraAttempts: 0,
      waitedUs: 0,
    });
    expect([account.outstanding, account.segments.length, account.current.arrived]).toEqual([5, 1, 0]);
    expect(account.segments[0]).toBe(account.current);
    expect(account.kept).toEqual({ latencies: [], waits: [], numbers: [], unanswered: [] });
    expect(account.members.figures(0, new Map()).lost).toBe(0);
  });

  it('goes on when restored, in its current segment', () => {
    const restored = moved(counted(), new TenantAccount(1000));
    expect(restored).toEqual(counted());
    expect(restored.segments[1]).toBe(restored.current);
    restored.reset();
    expect([restored.kept, restored.members]).toEqual([null, null]);
  });
});
