/** @module How long it takes to read scenario files: the largest that is allowed, and an ordinary one. */
import { TEXT_BYTES_MAX, utf8Bytes } from '../../scenarios/schema/check-text.ts';
import { parseScenario } from '../../scenarios/schema/parse-scenario.ts';
import { assert } from '../../sim-engine/kernel/assert.ts';
import { loadLibrary } from '../content/library.ts';

/** What reading cost; the best of the rounds, so that a busy machine disturbs least. */
export interface AuthoringResult {
  readonly bytes: number;
  readonly tenants: number;
  /** CPU time of validating the largest file, milliseconds. */
  readonly validateCpuMs: number;
  readonly smallBytes: number;
  readonly smallCpuMs: number;
}

const ROUNDS = 12;
/** Tenants that are written one by one. */
const TENANTS = 480;

/** @returns the library's first scenario with so many more tenants, each with everything of its own, up to the largest size */
function largest(text: string): string {
  const at = text.indexOf('\nsystem:') + 1;
  const tenants = Array.from(
    { length: TENANTS },
    (_, index) =>
      `  - { id: T${index}, name: Company number ${index}, plan: team, rate: 2/s, mix: { read: 80, write: 18, report: 2 }, keys: { count: 2000, alpha: 0.9 }, data: 256 MiB, client: { timeout: 1 s, retries: 2, backoff: full-jitter, budget: { kind: token-ratio, sharePercent: 10 } } }\n`,
  );
  const long = text.slice(0, at) + tenants.join('') + text.slice(at);
  const comment = `# ${'why '.repeat(24)}\n`;
  return long + comment.repeat(Math.floor((TEXT_BYTES_MAX - utf8Bytes(long)) / comment.length));
}

function bestCpuMs(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    const { issues } = parseScenario(text);
    const used = process.cpuUsage(before);
    assert(issues.length === 0, `the bench's own scenario is not valid: ${issues[0]?.message ?? ''}`);
    best = Math.min(best, (used.user + used.system) / 1000);
  }
  return best;
}

/** Validates both files so many times. */
export function measureAuthoring(): AuthoringResult {
  const { text, scenario } = loadLibrary().get('noisy-neighbour')!;
  const large = largest(text);
  return {
    bytes: utf8Bytes(large),
    tenants: TENANTS + scenario.tenants.length,
    validateCpuMs: bestCpuMs(large),
    smallBytes: utf8Bytes(text),
    smallCpuMs: bestCpuMs(text),
  };
}
