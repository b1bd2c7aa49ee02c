/**
 * @module A test runner of Stryker that keeps to one process: the suites are bundled once, and read anew for every mutant.
 *
 * Starting Vitest for a mutant takes a second or more, and most mutants are noticed within milliseconds. Reading the bundle anew
 * leaves nothing of one mutant to the next, as a new process would. Stryker itself does the rest: it makes the mutants, says which
 * tests reach them, and ends a process whose mutant does not come to an end.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { judgesOf } from './suites.mjs';

const NAMESPACE = '__stryker__';
const BUNDLE = 'mutation-bundle.mjs';
/** How long each test took without a mutant, for processes that begin later. */
const TIMES = 'mutation-times.json';

/** `expect` as Vitest makes it; importing it from Vitest itself needs a worker of Vitest's. */
async function makeExpect() {
  const beside = createRequire(createRequire(import.meta.url).resolve('vitest'));
  const matchers = await import(pathToFileURL(beside.resolve('@vitest/expect')).href);
  const { chai, getState, setState } = matchers;
  for (const plugin of ['JestExtend', 'JestChaiExpect', 'JestAsymmetricMatchers']) chai.use(matchers[plugin]);
  const expect = (value, message) => chai.expect(value, message);
  Object.assign(expect, chai.expect, globalThis[matchers.ASYMMETRIC_MATCHERS_OBJECT]);
  setState({ ...getState(expect), assertionCalls: 0 }, expect);
  return expect;
}

/** Every test file in one module, each after a word on whose tests follow. */
async function bundle(files) {
  // Not at the top: a process that begins when the bundle is there need not load it.
  const { build } = await import('vite');
  const inputs = new Set(files);
  const entry = resolve('mutation-entry.mjs');
  writeFileSync(entry, files.map((file) => `import ${JSON.stringify(file)};`).join('\n'));
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { vitest: resolve('tests/mutation/test-functions.mjs') } },
    plugins: [
      {
        name: 'suites',
        enforce: 'pre',
        transform(code, id) {
          if (!inputs.has(id)) return undefined;
          return `globalThis.mutationTests.file = ${JSON.stringify(id)};\n${code}`;
        },
      },
    ],
    build: {
      ssr: entry,
      target: 'node20',
      minify: false,
      emptyOutDir: false,
      outDir: resolve('.'),
      rollupOptions: { output: { entryFileNames: BUNDLE, codeSplitting: false } },
    },
  });
}

class InProcessRunner {
  static inject = [];
  #expect;
  #times;
  #except = [];
  #readings = 0;

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#expect = await makeExpect();
    const { cases, files, except } = judgesOf(process.env.MUTATION_FOLDER ?? '');
    // What costs seconds is asked only of what all others leave: MUTATION_ASK=all.
    this.#except = process.env.MUTATION_ASK === 'all' ? [] : except;
    process.env.TEST_CASES = String(cases);
    if (!existsSync(BUNDLE)) await bundle(files);
  }

  /** @returns the tests, with nothing left of an earlier reading */
  async #read() {
    const holder = { expect: this.#expect, file: '', tests: [] };
    globalThis.mutationTests = holder;
    await import(`${pathToFileURL(resolve(BUNDLE)).href}?reading=${this.#readings++}`);
    return holder.tests
      .filter(({ name }) => !this.#except.some((words) => name.includes(words)))
      .map(({ file, name, body }, at) => ({ id: `${at} ${name}`, fileName: file, name, body }));
  }

  async dryRun() {
    const stryker = { mutantCoverage: undefined, currentTestId: undefined, activeMutant: undefined };
    globalThis[NAMESPACE] = stryker;
    const results = [];
    for (const { body, ...test } of await this.#read()) {
      stryker.currentTestId = test.id;
      const begun = performance.now();
      const failureMessage = await failureOf(body);
      const timeSpentMs = performance.now() - begun;
      stryker.currentTestId = undefined;
      const ended = failureMessage === undefined ? { status: 0 } : { status: 1, failureMessage };
      results.push({ ...test, timeSpentMs, ...ended });
    }
    this.#times = Object.fromEntries(results.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(TIMES, JSON.stringify(this.#times));
    return { status: 'complete', tests: results, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    this.#times ??= JSON.parse(readFileSync(TIMES, 'utf8'));
    // Stryker's limit is a hundred times what all tests together reach, which takes long where that is often.
    const limit = hitLimit === undefined ? undefined : hitLimit / 10;
    const stryker = { activeMutant: undefined, hitCount: limit === undefined ? undefined : 0, hitLimit: limit };
    globalThis[NAMESPACE] = stryker;
    if (mutantActivation === 'static') stryker.activeMutant = activeMutant.id;
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    const tests = (await this.#read()).filter(({ id }) => wanted?.has(id) ?? true);
    stryker.activeMutant = activeMutant.id;
    // The quick ones first: one that notices ends the matter.
    tests.sort((a, b) => this.#times[a.id] - this.#times[b.id]);
    for (const [at, { id, body }] of tests.entries()) {
      const failureMessage = await failureOf(body);
      if (stryker.hitCount > stryker.hitLimit) return { status: 'timeout', reason: 'hit limit' };
      if (failureMessage !== undefined) return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: at + 1 };
    }
    return { status: 'survived', nrOfTests: tests.length };
  }
}

/** @returns what a test failed with, if it did */
async function failureOf(body) {
  try {
    await body();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error).slice(0, 500);
  }
}

const factory = Object.assign(() => new InProcessRunner(), { inject: [] });

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory }];
