/**
 * @module How smooth the bench is in a real browser: `npm run bench:ui` after a build. One flooded run of the library at 1x;
 * prints frames, script per frame, long tasks, answers to keys, ways back and heap, with the machine they were seen on.
 */
import { availableParallelism, cpus } from 'node:os';
import { builtLab } from './built-lab.mjs';

/** How long frames are watched, seconds, and how often a key is pressed and a moment is gone back to. */
const WATCHED_S = Number(process.env.TENANTLAB_BENCH_S ?? 30);
const PRESSES = 24;

/** @returns the value below which a share of the values lie, nearest rank */
function rank(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const { page, url, until, close } = await builtLab();
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');
/** @returns one of Chromium's own counters */
async function counter(name) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name).value;
}

await page.goto(url);
await page.getByRole('button', { name: 'Leave the guide' }).click();
await page.getByRole('button', { name: /^Start/ }).click();
for (let presses = 0; presses < 4; presses++) await page.keyboard.press('l');
await until(32);
await page.keyboard.press('k');
await page.evaluate(() => {
  const scope = window;
  scope.bench = { frames: [], long: [], answers: [] };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) scope.bench.long.push(entry.duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId > 0) scope.bench.answers.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 });
  let before = performance.now();
  const tick = (now) => {
    scope.bench.frames.push(now - before);
    before = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
});
const [scriptBefore, heapBefore] = [await counter('ScriptDuration'), await counter('JSHeapUsedSize')];
await page.waitForTimeout(WATCHED_S * 1000);
const watched = await page.evaluate(() => ({ ...window.bench, frames: [...window.bench.frames] }));
const scriptMs = ((await counter('ScriptDuration')) - scriptBefore) * 1000;
for (let press = 0; press < PRESSES; press++) {
  await page.keyboard.press(String((press % 8) + 1));
  await page.waitForTimeout(120);
}
const answers = await page.evaluate(() => window.bench.answers);
await page.keyboard.press('Space');
await page.getByRole('button', { name: /^Go on/ }).waitFor();
const backMs = [];
for (let press = 0; press <= PRESSES; press++) {
  const tookMs = await page.evaluate(async (at) => {
    const slider = document.querySelector('[role="slider"][aria-label="Moment shown"]');
    const scene = document.querySelector('.scene canvas');
    const before = scene.getAttribute('aria-label');
    const from = performance.now();
    slider.dispatchEvent(
      new KeyboardEvent('keydown', { key: at % 2 === 0 ? 'PageDown' : 'ArrowRight', bubbles: true }),
    );
    while (scene.getAttribute('aria-label') === before && performance.now() - from < 5000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - from;
  }, press);
  // The first way back executes the run on this page.
  if (press > 0) backMs.push(tookMs);
}
const heapMiB = (await counter('JSHeapUsedSize')) / 2 ** 20;
const frames = watched.frames.slice(1);
const line = (what, value) => process.stdout.write(`${what.padEnd(46)} ${value}\n`);
line('machine', `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
line('frame, ms (p50, p99)', `${rank(frames, 0.5).toFixed(1)}, ${rank(frames, 0.99).toFixed(1)}`);
line('script per frame, ms (mean)', (scriptMs / frames.length).toFixed(2));
line(
  `tasks over 50 ms in ${WATCHED_S} s`,
  `${watched.long.length} (longest ${Math.max(0, ...watched.long).toFixed(0)} ms)`,
);
line('key to next paint while streaming, ms (p95)', answers.length > 0 ? rank(answers, 0.95).toFixed(0) : 'under 16');
line('way back to a moment, ms (p50, p95)', `${rank(backMs, 0.5).toFixed(0)}, ${rank(backMs, 0.95).toFixed(0)}`);
line('heap, MiB (before, after)', `${(heapBefore / 2 ** 20).toFixed(1)}, ${heapMiB.toFixed(1)}`);
await close();
