/**
 * @module A score within so many minutes: the mutants of some files in a seeded random order, until the time is up.
 *
 * The mutants are Stryker's, and so is what decides about them; only its copy of the whole project and its workers are left out,
 * which cost minutes on a busy machine. What was asked until the end is a fair sample of all.
 */
import { fork } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, matchesGlob } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { judgesOf } from './suites.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A mutant that has used so much more of the processor than all of its tests without one does not come to an end. */
const LOOPS_AFTER_MS = 10_000;
/** How often its use is looked at. */
const LOOK_EVERY_MS = 500;

if (process.argv[2] === 'child') await answer();
else await ask(process.argv.slice(2));

/** In the copy of the sources: runs tests as it is told. */
async function answer() {
  const { strykerPlugins } = await import('./in-process-runner.mjs');
  const runner = strykerPlugins[0].factory();
  await runner.init();
  process.on('message', async ({ what, options }) => {
    const begun = process.cpuUsage();
    const result = await runner[what](options);
    const { user, system } = process.cpuUsage(begun);
    process.send({ ...result, usedMs: (user + system) / 1000 });
  });
  process.send('ready');
}

/** @returns the sources with mutants in them, and the mutants */
async function instrumented(patterns) {
  const core = createRequire(createRequire(import.meta.url).resolve('@stryker-mutator/core'));
  const { Instrumenter } = await import(pathToFileURL(core.resolve('@stryker-mutator/instrumenter')).href);
  const silent = { debug() {}, info() {}, warn: console.error, isDebugEnabled: () => false };
  const names = readdirSync(join(ROOT, 'sim-engine'), { recursive: true })
    .map((name) => `sim-engine/${name}`)
    .filter((name) => name.endsWith('.ts') && patterns.some((pattern) => matchesGlob(name, pattern)));
  const files = names.map((name) => ({ name, mutate: true, content: readFileSync(join(ROOT, name), 'utf8') }));
  const { mutator } = JSON.parse(readFileSync(join(ROOT, 'stryker.config.json'), 'utf8'));
  const made = await new Instrumenter(silent).instrument(files, { plugins: [], ignorers: [], ...mutator });
  // Those of an excluded kind are made as well, and marked.
  return { files: made.files, mutants: made.mutants.filter(({ status }) => status === undefined) };
}

function copied(files) {
  const base = join(ROOT, '.stryker-tmp');
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, 'sample-'));
  for (const each of ['sim-engine', 'tests', 'package.json', 'tsconfig.base.json'])
    cpSync(join(ROOT, each), join(folder, each), { recursive: true });
  // What else the tests' own refers to is not there.
  writeFileSync(join(folder, 'tests/tsconfig.json'), '{ "extends": "../tsconfig.base.json" }');
  for (const { name, content } of files) writeFileSync(join(folder, name), content);
  return folder;
}

async function begin(folder) {
  const child = fork(fileURLToPath(import.meta.url), ['child'], { cwd: folder });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the runner ended with ${code}`)));
  });
  return child;
}

/** Milliseconds of the processor that another process has used (Linux). */
function usedMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

/** @returns what the runner answers, or nothing when it uses more than it may */
function reply(child, message, mostMs) {
  return new Promise((resolve) => {
    const from = usedMs(child.pid);
    const timer = setInterval(() => {
      if (usedMs(child.pid) - from <= mostMs) return;
      clearInterval(timer);
      child.removeAllListeners();
      child.kill('SIGKILL');
      resolve(undefined);
    }, LOOK_EVERY_MS);
    child.removeAllListeners();
    child.once('message', (answered) => {
      clearInterval(timer);
      resolve(answered);
    });
    child.send(message);
  });
}

/** Park and Miller: the same order for the same seed. */
function shuffled(list, seed) {
  const order = [...list];
  let random = seed;
  for (let at = order.length - 1; at > 0; at--) {
    random = (random * 48_271) % 2_147_483_647;
    const other = random % (at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

// node tests/mutation/sample.mjs sim-engine/measure 10 'sim-engine/measure/*.ts'
async function ask([folder, minutes, ...patterns]) {
  judgesOf(folder);
  process.env.MUTATION_FOLDER = folder;
  const { files, mutants } = await instrumented(patterns);
  const sandbox = copied(files);
  let child = await begin(sandbox);
  const dry = await reply(child, { what: 'dryRun', options: {} }, Number.POSITIVE_INFINITY);
  const failed = dry.tests.filter(({ status }) => status !== 0);
  if (failed.length > 0) throw new Error(`without a mutant fails ${failed[0].name}: ${failed[0].failureMessage}`);
  console.log(`${mutants.length} mutants, ${dry.tests.length} tests in ${Math.round(dry.usedMs)} ms`);
  const until = Date.now() + 60_000 * Number(minutes);
  const output = join(ROOT, 'tests/output', `sample-${folder.replaceAll('/', '-')}.json`);
  // With MUTATION_AGAIN=1 only what was not noticed the last time is asked, of tests that may have been added since.
  const before = process.env.MUTATION_AGAIN === '1' ? JSON.parse(readFileSync(output, 'utf8')) : [];
  const open = before.filter(({ status }) => status === 'survived' || status === 'NoCoverage').map(({ id }) => id);
  const asked = before.filter(({ id }) => !open.includes(id));
  for (const mutant of shuffled(mutants, 20_261_128)) {
    if (before.length > 0 && !open.includes(mutant.id)) continue;
    if (before.length === 0 && Date.now() > until) break;
    const testFilter = Object.keys(dry.mutantCoverage.perTest).filter(
      (id) => dry.mutantCoverage.perTest[id][mutant.id] > 0,
    );
    const hits = testFilter.reduce((sum, id) => sum + dry.mutantCoverage.perTest[id][mutant.id], 0);
    // What only happens while the sources are read is left out, as in stryker.config.json.
    if (testFilter.length === 0 && dry.mutantCoverage.static[mutant.id] > 0) continue;
    let status = 'NoCoverage';
    if (testFilter.length > 0) {
      const options = { activeMutant: mutant, testFilter, hitLimit: 100 * hits, mutantActivation: 'runtime' };
      const answered = await reply(child, { what: 'mutantRun', options }, LOOPS_AFTER_MS + 2 * dry.usedMs);
      status = answered?.status ?? 'timeout';
      if (answered === undefined) child = await begin(sandbox);
    }
    asked.push({ ...mutant, status });
    if (before.length === 0) writeFileSync(output, JSON.stringify(asked));
  }
  child.kill();
  writeFileSync(output, JSON.stringify(asked));
  rmSync(sandbox, { recursive: true });
  report(folder, asked, mutants.length);
}

function report(folder, asked, all) {
  const count = (status) => asked.filter((each) => each.status === status).length;
  const [killed, survived, uncovered, timeout] = ['killed', 'survived', 'NoCoverage', 'timeout'].map(count);
  for (const { fileName, location, replacement, status } of asked) {
    if (status !== 'survived' && status !== 'NoCoverage') continue;
    console.log(`${status} ${fileName}:${location.start.line + 1}:${location.start.column + 1} ${replacement}`);
  }
  const score = ((100 * (killed + timeout)) / asked.length).toFixed(1);
  const date = new Date().toISOString().slice(0, 10);
  console.log(
    `| \`${folder}\` | ${asked.length} of ${all} | ${killed} | ${survived} | ${uncovered} | ${timeout} | ${score} % | ${date} |`,
  );
}
