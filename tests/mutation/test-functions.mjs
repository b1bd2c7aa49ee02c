/**
 * @module What a test file takes from Vitest, for running it many times in one process: the same names, kept in a list.
 *
 * Stands in for the module `vitest` in the bundle of {@link ./in-process-runner.mjs}, which puts a holder at `globalThis.mutationTests`.
 */
import { format } from 'node:util';

const holder = globalThis.mutationTests;

/** Assertions are Vitest's own. */
export const { expect } = holder;

/** Titles of the groups that are being read. */
const groups = [];

function named(title, values, at) {
  const [first] = values;
  const filled = title.replaceAll('%#', String(at)).replaceAll(/\$([\w.]+)/g, (_, path) => {
    const found = path.split('.').reduce((value, key) => value?.[key], first);
    return String(found);
  });
  const places = filled.match(/%[sdifjoO]/g)?.length ?? 0;
  return format(filled, ...values.slice(0, places));
}

/** The forms that a function of title and body has: for each of a list, or only if. */
function withForms(add) {
  const each = (list) => (title, body) => {
    for (const [at, item] of list.entries()) {
      const values = Array.isArray(item) ? item : [item];
      add(named(title, values, at), () => body(...values));
    }
  };
  const runIf = (holds) => (holds ? withForms(add) : withForms(() => undefined));
  return Object.assign(add, { each, runIf, skipIf: (holds) => runIf(!holds) });
}

export const describe = withForms((title, body) => {
  groups.push(title);
  body();
  groups.pop();
});

export const it = withForms((title, body) => {
  holder.tests.push({ file: holder.file, name: [...groups, title].join(' > '), body });
});
