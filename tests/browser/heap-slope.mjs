/** @module The heap of a page over time, after collections that are asked for, and the straight line through it. */

/** Time between two collections, seconds. */
const EVERY_S = 20;

/**
 * @param page     a run that goes on
 * @param minutes  of wall time
 * @returns heap in use, MiB, sample by sample, and its slope by least squares
 */
export async function watchHeap(page, minutes) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  const times = [];
  const samples = [];
  const began = performance.now();
  while (times.length < 2 || performance.now() - began < minutes * 60_000) {
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
    times.push((performance.now() - began) / 3_600_000);
    samples.push((usedSize + (backingStorageSize ?? 0)) / 2 ** 20);
    await page.waitForTimeout(EVERY_S * 1000);
  }
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [t, y] = [mean(times), mean(samples)];
  const over = times.reduce((sum, time, at) => sum + (time - t) * (samples[at] - y), 0);
  const under = times.reduce((sum, time) => sum + (time - t) ** 2, 0);
  return { samples, slopeMiBPerHour: over / under };
}
