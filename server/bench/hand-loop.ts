/**
 * @module The yardstick: both workloads as one plain loop over typed arrays, written by hand for these two models only.
 *
 * Binary heap with replace-top, ziggurat exponentials, xoshiro128**, ring queues and a histogram per tenant; no digest,
 * no integer time, no checkpoints, nothing configurable.
 */
import type { Measured } from './workloads.ts';

const LAYERS = 256;
const TAIL = 7.69711747013105;
const edge = new Float64Array(LAYERS + 1);
const height = new Float64Array(LAYERS + 1);
edge[0] = 3.949659822581572e-3 / Math.exp(-TAIL);
edge[1] = TAIL;
for (let i = 2; i < LAYERS; i++) edge[i] = -Math.log(3.949659822581572e-3 / edge[i - 1]! + Math.exp(-edge[i - 1]!));
for (let i = 0; i <= LAYERS; i++) height[i] = Math.exp(-edge[i]!);

const state = new Int32Array([0x12345678, 0x9abcdef0, 0x0fedcba9, 0x87654321]);

function word(): number {
  const s1 = state[1]!;
  const five = Math.imul(s1, 5);
  const result = Math.imul((five << 7) | (five >>> 25), 9);
  const s2 = state[2]! ^ state[0]!;
  const s3 = state[3]! ^ s1;
  state[1] = s1 ^ s2;
  state[0] = state[0]! ^ s3;
  state[2] = s2 ^ (s1 << 9);
  state[3] = (s3 << 11) | (s3 >>> 21);
  return result >>> 0;
}

function exponential(): number {
  let shift = 0;
  for (;;) {
    const layer = word() & 255;
    const x = word() * 2.3283064365386963e-10 * edge[layer]!;
    if (x < edge[layer + 1]!) return shift + x;
    if (layer === 0) shift += TAIL;
    else if (height[layer]! + word() * 2.3283064365386963e-10 * (height[layer + 1]! - height[layer]!) < Math.exp(-x)) {
      return shift + x;
    }
  }
}

const TENANTS = 10;
const ROWS = 4096;
const RING = 1 << 16;

class Heap {
  times = new Float64Array(1024);
  datas = new Int32Array(1024);
  size = 0;

  push(time: number, data: number): void {
    let at = this.size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.times[parent]! <= time) break;
      this.times[at] = this.times[parent]!;
      this.datas[at] = this.datas[parent]!;
      at = parent;
    }
    this.times[at] = time;
    this.datas[at] = data;
  }

  replaceTop(time: number, data: number): void {
    const { times, datas, size } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && times[child + 1]! < times[child]!) child++;
      if (times[child]! >= time) break;
      times[at] = times[child]!;
      datas[at] = datas[child]!;
      at = child;
    }
    times[at] = time;
    datas[at] = data;
  }

  dropTop(): void {
    this.size--;
    if (this.size > 0) this.replaceTop(this.times[this.size]!, this.datas[this.size]!);
  }
}

/** The loop on M/M/1 at 80 % load: data words are 0 (arrival) and 1 (departure). */
export function handMm1(customers: number): Measured {
  const heap = new Heap();
  const queue = new Float64Array(RING);
  let head = 0;
  let tail = 0;
  let events = 0;
  let done = 0;
  let sum = 0;
  heap.push(exponential() / 0.8, 0);
  while (done < customers) {
    const now = heap.times[0]!;
    events++;
    if (heap.datas[0] === 0) {
      heap.replaceTop(now + exponential() / 0.8, 0);
      queue[tail++ & (RING - 1)] = now;
      if (tail - head === 1) heap.push(now + exponential(), 1);
      continue;
    }
    sum += now - queue[head++ & (RING - 1)]!;
    done++;
    if (tail === head) heap.dropTop();
    else heap.replaceTop(now + exponential(), 1);
  }
  return { events, meanMs: (sum / done) * 1000 };
}

/** The loop on the ten-tenant network: data words are tenant (arrival), 16 + row (app), -1 - row (database). */
export function handNet(requests: number): Measured {
  const heap = new Heap();
  const arrived = new Float64Array(ROWS);
  const tenantOf = new Int32Array(ROWS);
  const serverOf = new Int32Array(ROWS);
  const free = new Int32Array(ROWS);
  for (let i = 0; i < ROWS; i++) free[i] = i;
  let freeCount = ROWS;
  const rings = [0, 1, 2, 3, 4].map(() => new Int32Array(RING));
  const heads = new Int32Array(5);
  const tails = new Int32Array(5);
  const busy = new Int32Array(5);
  const histograms = Array.from({ length: TENANTS }, () => new Uint32Array(4096));
  let turn = 0;
  let events = 0;
  let done = 0;
  let sum = 0;
  for (let tenant = 0; tenant < TENANTS; tenant++) heap.push(exponential() / 256, tenant);
  while (done < requests) {
    const now = heap.times[0]!;
    const data = heap.datas[0]!;
    events++;
    if (data >= 0 && data < TENANTS) {
      heap.replaceTop(now + exponential() / 256, data);
      const row = free[--freeCount]!;
      arrived[row] = now;
      tenantOf[row] = data;
      const server = turn;
      turn = (turn + 1) & 3;
      serverOf[row] = server;
      if (busy[server]! < 8) {
        busy[server]!++;
        heap.push(now + exponential() * 0.01, 16 + row);
      } else rings[server]![tails[server]!++ & (RING - 1)] = row;
      continue;
    }
    const database = data < 0;
    const row = database ? -1 - data : data - 16;
    const station = database ? 4 : serverOf[row]!;
    if (tails[station]! > heads[station]!) {
      const next = rings[station]![heads[station]!++ & (RING - 1)]!;
      heap.replaceTop(now + exponential() * (database ? 0.025 : 0.01), database ? -1 - next : 16 + next);
    } else {
      busy[station]!--;
      heap.dropTop();
    }
    if (!database && word() >= 0.8 * 4294967296) {
      if (busy[4]! < 16) {
        busy[4]!++;
        heap.push(now + exponential() * 0.025, -1 - row);
      } else rings[4]![tails[4]!++ & (RING - 1)] = row;
      continue;
    }
    const latency = now - arrived[row]!;
    sum += latency;
    done++;
    const us = (latency * 1e6) | 0;
    const shift = 24 - Math.clz32(us);
    const bin = shift <= 0 ? us : (shift << 7) + (us >>> shift);
    histograms[tenantOf[row]!]![bin]!++;
    free[freeCount++] = row;
  }
  return { events, meanMs: (sum / done) * 1000 };
}
