/**
 * @module Lighthouse as a phone sees the lab: `npm run lighthouse` after a build. Home as a returning reader and as a first visitor
 * find it, a lesson, and the bench; medians of several runs, because a busy machine makes single ones worse. Fails below the goals.
 */
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { builtServer } from './built-lab.mjs';

const RUNS = Number(process.env.TENANTLAB_LIGHTHOUSE_RUNS ?? 3);
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const WHOLE = { performance: 100, accessibility: 100, 'best-practices': 100 };
const METRICS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'speed-index',
  'total-blocking-time',
  'cumulative-layout-shift',
];
const LESSON = '/course/multi-tenant-architecture/what-tenants-share';
const DETAILS = process.argv.includes('--details');

/** @returns the middle one, of an even number the lower */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

const server = await builtServer();
const browser = await puppeteer.launch({
  executablePath: process.env.TENANTLAB_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});

/** A reader who was here before: one finished run, one open one. */
async function returning(page) {
  await page.goto(server.url);
  await page.waitForFunction(() => /^\/lab\/[^/]+\/[^/]+$/.test(location.pathname));
  return page.url();
}

/** @returns scores 0 to 100, metrics, and what fell short, of each run */
async function measured(address, isKnown) {
  const runs = [];
  for (let at = 0; at < RUNS; at++) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const bench = isKnown ? await returning(page) : '';
    await page.goto('about:blank');
    // The files of the page come anew, as to a first visitor.
    const devtools = await page.createCDPSession();
    await devtools.send('Network.clearBrowserCache');
    const url = address(bench);
    const { lhr } = await lighthouse(
      url,
      { onlyCategories: CATEGORIES, disableStorageReset: isKnown, logLevel: 'silent' },
      undefined,
      page,
    );
    if (lhr.runtimeError) throw new TypeError(`${url}: ${lhr.runtimeError.message}`);
    runs.push(lhr);
    await context.close();
  }
  return runs;
}

const PAGES = [
  { title: 'home, returning', address: () => server.url, isKnown: true, goals: WHOLE },
  { title: 'home, first visit', address: () => server.url, isKnown: false, goals: { ...WHOLE, performance: 98 } },
  { title: 'lesson', address: () => `${server.url}${LESSON}`, isKnown: true, goals: WHOLE },
  { title: 'bench', address: (bench) => bench, isKnown: true, goals: { ...WHOLE, performance: 98 } },
];

let short = 0;
for (const { title, address, isKnown, goals } of PAGES) {
  const runs = await measured(address, isKnown);
  const scores = CATEGORIES.map((id) => {
    const all = runs.map((run) => Math.round((run.categories[id].score ?? 0) * 100));
    const score = median(all);
    if (score < (goals[id] ?? 0)) short++;
    return `${id} ${score}${goals[id] === undefined ? '' : ` (goal ${goals[id]})`}${RUNS > 1 ? ` of ${all.join(', ')}` : ''}`;
  });
  process.stdout.write(`${title}: ${scores.join('; ')}\n`);
  const values = METRICS.map(
    (id) => `${id} ${runs.map((run) => run.audits[id].displayValue.replace(' ', ' ')).join(', ')}`,
  );
  process.stdout.write(`  ${values.join('; ')}\n`);
  if (!DETAILS) continue;
  for (const audit of Object.values(runs[0].audits)) {
    if (audit.score === null || audit.score >= 0.9 || audit.scoreDisplayMode === 'informative') continue;
    process.stdout.write(`  ${audit.id}: ${audit.title} ${audit.displayValue ?? ''}\n`);
  }
}
await browser.close();
await server.close();
process.exitCode = short === 0 ? 0 : 1;
