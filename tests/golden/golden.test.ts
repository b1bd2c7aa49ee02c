/**
 * The simulated world behaves as it did when ENGINE_VERSION was set: each golden run's digest and event count equal the
 * recorded ones. `GOLDEN_UPDATE=1 npx vitest run tests/golden` records anew, and refuses unless ENGINE_VERSION rose and
 * CHANGELOG.md names the new version.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ENGINE_VERSION } from '../../sim-engine/index.ts';
import { GOLDEN_RUNS } from './golden-runs.ts';

interface Recorded {
  readonly engineVersion: string;
  readonly runs: Readonly<Record<string, { readonly digest: string; readonly events: number }>>;
}

const FILE = new URL('./digests.json', import.meta.url);
const CHANGELOG = new URL('../../CHANGELOG.md', import.meta.url);
const ADVICE =
  'the simulated world changed: if that is meant, raise ENGINE_VERSION, say why under "Engine behaviour" in ' +
  'CHANGELOG.md, and record with GOLDEN_UPDATE=1; if not, find what changed it';

const recorded = JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;

function current(): Recorded['runs'] {
  const runs: Record<string, { digest: string; events: number }> = {};
  for (const run of GOLDEN_RUNS) {
    const { digest, events } = run.execute(1);
    runs[run.id] = { digest, events };
  }
  return runs;
}

/** Writes the digests down, if what was recorded does not hold any more for a version that says so. */
function update(): void {
  const runs = current();
  const changed = Object.entries(recorded.runs).some(([id, { digest }]) => runs[id]?.digest !== digest);
  if (changed) {
    expect(ENGINE_VERSION, `digests changed, so ENGINE_VERSION must rise above ${recorded.engineVersion}`).not.toBe(
      recorded.engineVersion,
    );
    expect(readFileSync(CHANGELOG, 'utf8')).toContain(`Engine version ${ENGINE_VERSION}`);
  }
  writeFileSync(FILE, `${JSON.stringify({ engineVersion: ENGINE_VERSION, runs }, null, 2)}\n`);
}

describe.runIf(process.env.GOLDEN_UPDATE === '1')('golden update', () => {
  it('records what the engine does now', update);
});

describe.skipIf(process.env.GOLDEN_UPDATE === '1')('golden runs', () => {
  it('were recorded by this engine version', () => {
    expect(ENGINE_VERSION, ADVICE).toBe(recorded.engineVersion);
    expect(Object.keys(recorded.runs)).toEqual(GOLDEN_RUNS.map((run) => run.id));
  });

  it.each(GOLDEN_RUNS)('$id', (run) => {
    const { digest, events } = run.execute(1);
    expect({ digest, events }, ADVICE).toEqual(recorded.runs[run.id]);
  });
});
