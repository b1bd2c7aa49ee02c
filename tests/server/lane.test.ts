/** @module A lane survives whatever its thread does: the task at fault is rejected, the others are answered. */
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { systemTimers } from '../../server/core/timers.ts';
import { Lane } from '../../server/workers/lane.ts';

const WORKER = fileURLToPath(new URL('./support/unruly-worker.mjs', import.meta.url));
let lane: Lane<{ do: string }, { answered: string }>;

afterEach(() => lane.close());

function open(waitingMax = 10): void {
  lane = new Lane(systemTimers, { workerFile: WORKER, deadlineMs: 1_500, waitingMax, heapMiB: 32 });
}

describe('a lane', () => {
  const faults = [
    ['throw', 'worker-lost'],
    ['exit', 'worker-lost'],
    ['fill', 'worker-lost'],
    ['hang', 'worker-late'],
  ] as const;
  for (const [fault, code] of faults) {
    it(`outlives a thread that is asked to ${fault}`, { timeout: 30_000 }, async () => {
      open();
      const asked = ['one', fault, 'two', 'three'].map((what) => lane.ask({ do: what }));
      const [one, bad, two, three] = await Promise.allSettled(asked);
      expect(bad).toMatchObject({ status: 'rejected', reason: { code } });
      expect([one, two, three]).toMatchObject([
        { value: { answered: 'one' } },
        { value: { answered: 'two' } },
        { value: { answered: 'three' } },
      ]);
    });
  }

  it('says that it is busy rather than letting its queue grow', async () => {
    open(2);
    const asked = Array.from({ length: 5 }, (_, index) => lane.ask({ do: String(index) }));
    const results = await Promise.allSettled(asked);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.length).toBe(2);
    for (const result of refused) expect(result).toMatchObject({ reason: { code: 'busy' } });
  });
});
