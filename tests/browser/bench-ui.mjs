/**
 * @module How smooth the bench is in a real browser: `npm run bench:ui` after a build. The library's run of 12 tenants and one of 50
 * tenants on 60 nodes with 5,000 requests in flight, at 1x; prints frames, script per frame, long tasks, answers to keys, from an
 * action to its effect, ways back and heap, with the machine they were seen on.
 *
 * `--seconds N` watches so long (30), `--only small|large|editor` measures one, `--view city` another scene, `--heap MINUTES` watches the heap
 * of the large one instead, at 1x of wall time.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureEditor } from './bench-editor.mjs';
import { actionMs, answersMs, backMs, counters, open, rank, watchFrames } from './bench-parts.mjs';
import { builtLab, ROOT } from './built-lab.mjs';
import { watchHeap } from './heap-slope.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '30' },
    only: { type: 'string' },
    view: { type: 'string', default: '2d' },
    heap: { type: 'string' },
  },
});
const LARGE = join(ROOT, 'tests/browser/scenarios/fifty-tenants.yaml');
const WATCHED_S = Number(values.seconds);

const line = (what, value) => process.stdout.write(`${what.padEnd(50)} ${value}\n`);
const ms = (numbers, ...shares) => shares.map((share) => rank(numbers, share).toFixed(1)).join(', ');

line('machine', `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`);
// Others on the machine make frames late; script is counted in time of the processor, which they do not change.
line('load when it began (1 min)', loadavg()[0].toFixed(1));
if (values.heap !== undefined) await heap(Number(values.heap));
else {
  const isWanted = (what) => values.only === undefined || values.only === what;
  if (isWanted('small')) await measure('12 tenants', undefined, 32);
  if (isWanted('large')) await measure('50 tenants, 60 nodes', LARGE, 40);
  if (isWanted('editor')) await measureEditor(line, ms);
}

async function measure(title, scenario, fromS) {
  const lab = await builtLab(scenario);
  try {
    await open(lab, { view: values.view, fromS });
    line('', '');
    line(
      title,
      await lab.page
        .locator('.clock')
        .innerText()
        .then((text) => `from ${text.split('\n')[0]} on`),
    );
    const devtools = await counters(lab.page);
    const before = await devtools.read();
    const { frames, long } = await watchFrames(lab.page, WATCHED_S);
    const after = await devtools.read();
    const script = ((after.ScriptDuration - before.ScriptDuration) * 1000) / frames.length;
    const task = ((after.TaskDuration - before.TaskDuration) * 1000) / frames.length;
    line('frame, ms (p50, p99)', ms(frames, 0.5, 0.99));
    line('script per frame, ms of the processor (mean)', script.toFixed(2));
    line('all work of the page per frame, ms of the processor', task.toFixed(2));
    line(`tasks over 50 ms in ${WATCHED_S} s`, `${long.length} (longest ${Math.max(0, ...long).toFixed(0)} ms)`);
    const answers = await answersMs(lab.page);
    line('key to next paint while streaming, ms (p95)', answers.length > 0 ? ms(answers, 0.95) : 'under 16');
    line('action to visible effect, ms (p50, p95)', ms(await actionMs(lab.page), 0.5, 0.95));
    line('way back to a moment, ms (p50, p95)', ms(await backMs(lab.page), 0.5, 0.95));
  } finally {
    await lab.close();
  }
}

async function heap(minutes) {
  const lab = await builtLab(LARGE);
  try {
    await open(lab, { view: values.view, fromS: 60 });
    const { samples, slopeMiBPerHour } = await watchHeap(lab.page, minutes);
    line(`heap after collection, MiB (${samples.length} times)`, samples.map((mib) => mib.toFixed(1)).join(' '));
    line('slope, MiB per hour', slopeMiBPerHour.toFixed(1));
  } finally {
    await lab.close();
  }
}
