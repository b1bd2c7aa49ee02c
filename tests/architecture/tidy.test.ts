/**
 * The claim: the code keeps the rules that no linter knows. Tested by reading the tracked source files.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILES = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts'));
const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

/** Comments and strings may speak of what code may not use. */
function codeOf(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}

interface Ban {
  readonly where: RegExp;
  readonly what: RegExp;
  readonly instead: string;
}

const BANS: readonly Ban[] = [
  {
    where: /^sim-engine\/(?!theory\/)/,
    what: /Math\.(random|log|log2|log10|log1p|exp|expm1|pow|sin|cos|tan|sinh|cosh|tanh|cbrt|hypot)\b|\*\*/,
    instead: 'use kernel/portable-math.ts or a random stream: these differ between JavaScript engines',
  },
  {
    where: /^sim-engine\//,
    what: /\b(Date|performance|setTimeout|setInterval|console|localeCompare|toLocaleString)\b|\bprocess\.(env|hrtime|cwd|exit)/,
    instead: 'a run may not know where or when it is executed',
  },
  {
    where: /^(sim-engine|scenarios|server|lab-ui)\//,
    what: /throw new Error\(|as any\b|: any\b|as unknown as/,
    instead: 'use an Issue value, an assertion or a named error; types stay on',
  },
  { where: /./, what: /catch\s*(\(\w*\))?\s*\{\s*\}/, instead: 'handle the error or let it through' },
];

describe('tidy', () => {
  test('no banned text', () => {
    const found: string[] = [];
    for (const file of FILES) {
      const code = codeOf(read(file));
      for (const ban of BANS) {
        const hit = ban.where.test(file) ? ban.what.exec(code) : null;
        if (hit !== null) found.push(`${file}: "${hit[0]}": ${ban.instead}`);
      }
    }
    expect(found).toEqual([]);
  });

  test('every file says first what it is', () => {
    const silent = FILES.filter((file) => !/^(#!.*\n)?\/\*\*?[\s\S]{10,}?\*\//.test(read(file)));
    expect(silent).toEqual([]);
  });

  test('no file grows into a room for everything', () => {
    const long = FILES.filter((file) => read(file).split('\n').length > 400);
    expect(long).toEqual([]);
    const vague = FILES.filter((file) => /(^|\/)(utils?|helpers?|common|managers?|misc|types)\.tsx?$/.test(file));
    expect(vague).toEqual([]);
  });

  test('the top level is what was ordered, and project files', () => {
    const folders = new Set(
      execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' })
        .split('\n')
        .filter((file) => file.includes('/'))
        .map((file) => file.split('/')[0]),
    );
    expect([...folders].sort()).toEqual(['.ci', 'lab-ui', 'scenarios', 'server', 'sim-engine', 'tests']);
  });
});
