/** @module The peer: both workloads on simjs, the JavaScript simulation library. */
import type { Measured } from './workloads.ts';

/** The part of simjs that the workloads use; the package has no types. */
interface SimJs {
  Sim: new () => {
    addEntity(type: unknown): unknown;
    simulate(until: number): void;
    time(): number;
  };
  Entity: new (...args: unknown[]) => SimEntity;
  Facility: new (name: string, discipline: number, servers: number) => unknown;
  Random: new (seed: number) => { exponential(rate: number): number; random(): number };
}
interface SimEntity {
  time(): number;
  setTimer(span: number): SimRequest;
  useFacility(facility: unknown, span: number): SimRequest;
}
interface SimRequest {
  done(then: () => void): SimRequest;
}

/** @returns simjs, which offers itself to a browser's window only, or null where it is not installed */
export async function loadSimJs(): Promise<SimJs | null> {
  const scope = globalThis as { window?: { Sim?: SimJs } };
  scope.window = {};
  try {
    await import('simjs');
    return scope.window.Sim ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  } finally {
    delete scope.window;
  }
}

/** simjs on M/M/1 at 80 % load. */
export function simJsMm1(library: SimJs, customers: number): Measured {
  const random = new library.Random(1);
  const server = new library.Facility('server', 0, 1);
  let events = 0;
  let done = 0;
  let sum = 0;
  class Source extends library.Entity {
    start(): void {
      this.setTimer(random.exponential(0.8)).done(() => this.arrive());
    }
    arrive(): void {
      events++;
      const at = this.time();
      this.useFacility(server, random.exponential(1)).done(() => {
        events++;
        done++;
        sum += this.time() - at;
      });
      this.start();
    }
  }
  const sim = new library.Sim();
  sim.addEntity(Source);
  sim.simulate(customers / 0.8);
  return { events, meanMs: (sum / done) * 1000 };
}

/** simjs on the ten-tenant network, with a histogram per tenant. */
export function simJsNet(library: SimJs, requests: number): Measured {
  const random = new library.Random(1);
  const apps = [0, 1, 2, 3].map((at) => new library.Facility(`app-${at}`, 0, 8));
  const database = new library.Facility('database', 0, 16);
  const histograms = Array.from({ length: 10 }, () => new Uint32Array(4096));
  let turn = 0;
  let events = 0;
  let done = 0;
  let sum = 0;
  let tenants = 0;
  class Source extends library.Entity {
    private readonly tenant = tenants++;
    start(): void {
      this.setTimer(random.exponential(256)).done(() => this.arrive());
    }
    arrive(): void {
      events++;
      const at = this.time();
      const finish = (): void => {
        const latency = this.time() - at;
        done++;
        sum += latency;
        histograms[this.tenant]![Math.min(4095, Math.floor(latency * 1000))]!++;
      };
      this.useFacility(apps[turn++ & 3], random.exponential(100)).done(() => {
        events++;
        if (random.random() < 0.8) finish();
        else
          this.useFacility(database, random.exponential(40)).done(() => {
            events++;
            finish();
          });
      });
      this.start();
    }
  }
  const sim = new library.Sim();
  for (let tenant = 0; tenant < 10; tenant++) sim.addEntity(Source);
  sim.simulate(requests / 2560);
  return { events, meanMs: (sum / done) * 1000 };
}
