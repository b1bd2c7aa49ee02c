/**
 * Every JavaScript engine computes the same: Node 22 and 24, SpiderMonkey and JavaScriptCore run the bundled engine, and
 * every golden run's digest, event count and complete result, the portable functions' bits and each generator's draws equal
 * this process's and the recorded ones.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withBundle } from './bundle-findings.ts';
import { findings } from './findings.ts';
import { findingsOf, OTHER_ENGINES } from './other-engines.ts';

interface Recorded {
  readonly runs: Readonly<Record<string, { readonly digest: string; readonly events: number }>>;
}

const GOLDEN = new URL('../golden/digests.json', import.meta.url);
const recorded = (JSON.parse(readFileSync(GOLDEN, 'utf8')) as Recorded).runs;
const here = findings();

describe('another JavaScript engine', () => {
  it.for(OTHER_ENGINES)('$title finds the same', async ({ program, missing }, { skip }) => {
    if (program === null) return skip(missing);
    const there = await withBundle('iife', (script) => findingsOf(program, script));
    expect(there).toEqual(here);
    const digests = Object.entries(there.runs).map(([id, { digest, events }]) => [id, { digest, events }]);
    expect(Object.fromEntries(digests), 'what was recorded').toEqual(recorded);
  });
});
