/**
 * @module Lets each registry's default stand in for every other entry, one at a time, and asks the law suite whether it notices.
 * An entry that the default can stand in for unnoticed is one whose law test proves nothing.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Folder of each registry, and the law suite that judges it. */
const REGISTRIES = {
  'policies/arrival': 'arrivals',
  'policies/autoscaling': 'autoscaling',
  'policies/backoff': 'backoffs',
  'policies/balancing': 'balancers',
  'policies/breaker': 'breakers',
  'policies/discipline': 'disciplines',
  'policies/eviction': 'eviction',
  'policies/fault': 'faults',
  'policies/isolation': 'isolation',
  'policies/law': 'laws',
  'policies/limiting': 'limiters',
  'policies/noise': 'noise',
  'policies/popularity': 'popularity',
  'policies/retry-budget': 'retry-budgets',
  'grading/combinations': 'combinations',
  'grading/metrics': 'metrics',
  'grading/questions': 'questions',
};

/** The last array of a registry's file: its entries, in order. */
const ENTRIES = /= \[([^\]]*)\];\s*$/;

const sourceOf = (folder) => `${ROOT}sim-engine/${folder}/index.ts`;

function entriesOf(folder) {
  const found = ENTRIES.exec(readFileSync(sourceOf(folder), 'utf8'));
  if (found === null) throw new TypeError(`${sourceOf(folder)}: expected a list of entries at its end`);
  return found[1]
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * The default under another entry's name. It takes that entry's parameters beside its own, so that what is noticed is what it does
 * and not that it misses a number.
 */
function standIn(folder, at) {
  const swap = `.map((entry, at, [standing]) => at !== ${at} ? entry : {
    ...standing, id: entry.id, title: entry.title, summary: entry.summary, source: entry.source, table: entry.table,
    params: [...entry.params, ...standing.params.filter(({ name }) => entry.params.every((each) => each.name !== name))],
  });`;
  return {
    name: 'stand-in',
    enforce: 'pre',
    transform(code, id) {
      if (id !== sourceOf(folder)) return undefined;
      return code.replace(/;\s*$/, swap);
    },
  };
}

/** @returns the names of the law tests that fail; null when the suite did not even load */
async function failuresOf(suite, plugins) {
  const vitest = await startVitest(
    'test',
    [],
    {
      root: ROOT,
      config: false,
      include: [`tests/law/${suite}.test.ts`],
      watch: false,
      bail: 1,
      maxWorkers: 1,
      reporters: [{}],
      testTimeout: 120_000,
    },
    { plugins },
  );
  const modules = vitest.state.getTestModules();
  const failed = modules.flatMap((each) => [...each.children.allTests('failed')].map((test) => test.fullName));
  const loaded =
    modules.length === 1 && modules[0].errors().length === 0 && vitest.state.getUnhandledErrors().length === 0;
  await vitest.close();
  return loaded ? failed : null;
}

const unjudged = readdirSync(`${ROOT}sim-engine/policies`)
  .map((name) => `policies/${name}`)
  .filter((folder) => existsSync(sourceOf(folder)) && REGISTRIES[folder] === undefined);
if (unjudged.length > 0) throw new TypeError(`no law suite is named for ${unjudged.join(', ')}`);

// node tests/mutation/stand-ins.mjs fault: all registries, or one.
const chosen = process.argv[2];
let unnoticed = 0;
for (const [folder, suite] of Object.entries(REGISTRIES)) {
  if (chosen !== undefined && !folder.endsWith(`/${chosen}`)) continue;
  const names = entriesOf(folder);
  for (const [at, name] of names.entries()) {
    const failed = await failuresOf(suite, at === 0 ? [] : [standIn(folder, at)]);
    const what = at === 0 ? `${folder} as it is` : `${folder}: ${names[0]} stands in for ${name}`;
    const right = at === 0 ? failed?.length === 0 : failed !== null && failed.length > 0;
    if (!right) unnoticed++;
    console.log(
      `${right ? 'ok ' : 'BAD'} ${what}: ${failed === null ? 'does not load' : (failed[0] ?? 'nothing fails')}`,
    );
  }
}
process.exitCode = unnoticed > 0 ? 1 : 0;
