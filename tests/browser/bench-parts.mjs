/** @module What the bench of the screen does to a page: opens a run, watches frames, presses keys, acts, goes back. */

/** How often a key is pressed, a balancer changed and a moment gone back to. */
const PRESSES = 24;
const ACTIONS = 12;

/** @returns the value below which a share of the values lie, nearest rank */
export function rank(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Starts a run, lets it come to a moment quickly, and goes on at 1x. */
export async function open({ page, url, until }, { view, fromS }) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Leave the guide' }).click();
  if (view !== '2d') {
    const address = new URL(page.url());
    address.searchParams.set('view', view);
    await page.goto(address.href);
    await page.locator('.space-bar').waitFor();
    const draw = page.getByRole('button', { name: 'Draw in 3D' });
    if (await draw.isVisible()) await draw.click();
  }
  await page.getByRole('button', { name: /^Start/ }).click();
  for (let presses = 0; presses < 4; presses++) await page.keyboard.press('l');
  await until(fromS);
  await page.keyboard.press('k');
  await page.locator('.clock-speed', { hasText: '1.0×' }).waitFor();
}

/** Chromium's own counters; script and tasks are counted in time of the processor. */
export async function counters(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return {
    read: async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    },
  };
}

/** @returns lengths of all frames and of tasks over 50 ms, milliseconds */
export async function watchFrames(page, seconds) {
  await page.evaluate(() => {
    const bench = { frames: [], long: [] };
    window.bench = bench;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) bench.long.push(entry.duration);
    }).observe({ type: 'longtask' });
    let before = performance.now();
    const tick = (now) => {
      bench.frames.push(now - before);
      before = now;
      if (window.bench === bench) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  await page.waitForTimeout(seconds * 1000);
  return page.evaluate(() => {
    const { frames, long } = window.bench;
    window.bench = undefined;
    return { frames: frames.slice(1), long };
  });
}

/** @returns from a key to the next paint, milliseconds; answers under 16 ms are not told by the browser */
export async function answersMs(page) {
  await page.evaluate(() => {
    window.answers = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.interactionId > 0) window.answers.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 });
  });
  for (let press = 0; press < PRESSES; press++) {
    await page.keyboard.press(String((press % 8) + 1));
    await page.waitForTimeout(120);
  }
  return page.evaluate(() => window.answers);
}

/** @returns from the press of "Inject" to the flood on the page, through server, journal and engine, milliseconds */
export async function actionMs(page) {
  const took = [];
  for (let action = 0; action < ACTIONS; action++) {
    took.push(
      await page.evaluate(async () => {
        const said = () => document.querySelector('.panel.noise .note')?.textContent ?? '';
        const before = said();
        const from = performance.now();
        document.querySelector('.panel.noise .inject').click();
        while (said() === before && performance.now() - from < 5000) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return performance.now() - from;
      }),
    );
    await page.waitForTimeout(400);
  }
  return took;
}

/** @returns from a key on the timeline to the scene of that moment, milliseconds */
export async function backMs(page) {
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: /^Go on/ }).waitFor();
  const took = [];
  for (let press = 0; press <= PRESSES; press++) {
    const ms = await page.evaluate(async (at) => {
      const slider = document.querySelector('[role="slider"][aria-label="Moment shown"]');
      const scene = document.querySelector('.scene canvas[role="img"]');
      const before = scene.getAttribute('aria-label');
      const from = performance.now();
      const key = at % 2 === 0 ? 'PageDown' : 'ArrowRight';
      slider.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      while (scene.getAttribute('aria-label') === before && performance.now() - from < 30_000) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.now() - from;
    }, press);
    // The first way back executes the run on this page.
    if (press > 0) took.push(ms);
  }
  return took;
}
