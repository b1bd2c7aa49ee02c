/** @module What a page makes a browser fetch before it shows: gzipped script per page, held to its budget. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

const BUILT = fileURLToPath(new URL('../../dist/lab-ui/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${BUILT}.vite/manifest.json`, 'utf8')) as Readonly<Record<string, Chunk>>;
const ENTRY = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!;

/** Every chunk that is there before the page draws: the entry, the page, and what they import. */
function needed(pages: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (key: string): void => {
    if (found.has(key)) return;
    found.add(key);
    for (const each of manifest[key]!.imports ?? []) add(each);
  };
  for (const key of [ENTRY, ...pages]) add(key);
  return found;
}

/** @returns kilobytes (1,000 bytes) of gzipped script */
function kilobytes(pages: readonly string[]): number {
  let bytes = 0;
  for (const key of needed(pages)) {
    const { file } = manifest[key]!;
    if (file.endsWith('.js')) bytes += gzipSync(readFileSync(BUILT + file), { level: 9 }).length;
  }
  return bytes / 1000;
}

describe('script before a page shows, gzipped', () => {
  it.each([
    ['home', [], 90],
    ['verify', ['verify/verify-page.tsx'], 90],
    ['course', ['course/course-page.tsx'], 92],
    ['lesson', ['lesson/lesson-page.tsx'], 100],
    ['bench', ['bench/bench-page.tsx'], 230],
    // CodeMirror with YAML is 130 of it, and the charts of the preview 50; parser and engine are in workers. Nobody but an author pays.
    ['author', ['author/editor-page.tsx'], 330],
  ] as const)('of %s stays within its budget', (_, pages, budgetKb) => {
    for (const page of pages) expect(Object.keys(manifest)).toContain(page);
    const weightKb = kilobytes(pages);
    expect(weightKb).toBeGreaterThan(20);
    expect(weightKb).toBeLessThanOrEqual(budgetKb);
  });

  it('holds neither the parser of lessons nor that of scenario files', () => {
    const pages = ['course/course-page.tsx', 'lesson/lesson-page.tsx'];
    const text = [...needed(pages)].map((key) => readFileSync(BUILT + manifest[key]!.file, 'utf8')).join('');
    // Words that each of them cannot do without, in what the bundler leaves of it.
    for (const word of ['textDirective', 'ZodError', 'unrecognized_keys', 'block-scalar-header'])
      expect(text, word).not.toContain(word);
  });
});
