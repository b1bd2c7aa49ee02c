/** @module One data directory, one owner: also when many servers start at once over a lock that was left behind. */
import { describe, expect, it } from 'vitest';
import { ownDataDirectory } from '../../server/data/data-owner.ts';
import type { ProcessIdentity, ProcessProbe } from '../../server/data/process-probe.ts';
import { MemoryDisk } from './support/memory-disk.ts';

/** Processes by number; each may be ended. */
class Processes {
  readonly alive = new Set<number>();
  private nextHex = 0;
  readonly random = { hex: (count: number) => (this.nextHex++).toString(16).padStart(2 * count, '0') };

  probe(pid: number, host = 'here'): ProcessProbe {
    this.alive.add(pid);
    const self: ProcessIdentity = { pid, host, bootId: 'boot', startTicks: String(pid) };
    return { self: () => self, isAlive: (other) => this.alive.has(other.pid) };
  }
}

async function emptyDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await disk.makeFolder('/data');
  return disk;
}

describe('ownership of a data directory', () => {
  it('refuses a second server with one clear error, and lets it in once the first has let go', async () => {
    const disk = await emptyDisk();
    const { probe, random } = bind(new Processes());
    const release = await ownDataDirectory({ disk, random, probe: probe(1) }, '/data');
    const second = ownDataDirectory({ disk, random, probe: probe(2) }, '/data');
    await expect(second).rejects.toMatchObject({ code: 'data-in-use', message: expect.stringContaining('process 1') });
    await release();
    await ownDataDirectory({ disk, random, probe: probe(2) }, '/data');
  });

  it('takes over from a server that was killed, exactly once, however many try', async () => {
    for (let round = 0; round < 50; round++) {
      const disk = await emptyDisk();
      const processes = new Processes();
      const { probe, random } = bind(processes);
      await ownDataDirectory({ disk, random, probe: probe(1) }, '/data');
      processes.alive.delete(1);
      const tries = Array.from({ length: 6 }, (_, index) =>
        // Each starts a few turns after the one before, so that every interleaving of the steps comes up in some round.
        later((index * round) % 13).then(() => ownDataDirectory({ disk, random, probe: probe(10 + index) }, '/data')),
      );
      const results = await Promise.allSettled(tries);
      expect(results.filter(({ status }) => status === 'fulfilled').length).toBe(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'data-in-use' });
      }
    }
  });

  it('does not guess about a process on another host', async () => {
    const disk = await emptyDisk();
    const { probe, random } = bind(new Processes());
    await ownDataDirectory({ disk, random, probe: probe(1, 'elsewhere') }, '/data');
    const second = ownDataDirectory({ disk, random, probe: probe(2) }, '/data');
    await expect(second).rejects.toMatchObject({ message: expect.stringContaining('elsewhere') });
  });

  it('takes a lock that holds no owner for nobody’s', async () => {
    for (const text of ['', 'null', '[]', '{"pid":"1"}', '{']) {
      const disk = await emptyDisk();
      disk.plant('/data/owner-4.lock', new TextEncoder().encode(text));
      const { probe, random } = bind(new Processes());
      await ownDataDirectory({ disk, random, probe: probe(2) }, '/data');
      expect(await disk.list('/data')).toEqual(['owner-5.lock']);
    }
  });
});

function bind(processes: Processes) {
  return { random: processes.random, probe: (pid: number, host?: string) => processes.probe(pid, host) };
}

async function later(turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
}
