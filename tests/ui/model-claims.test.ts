/** @module The page claims no more than MODEL.md: every claim names a heading of it and rests on words that stand there. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CANNOT_TELL, type Claim, MODELLED, NOT_MODELLED, SECOND_ENGINE } from '../../lab-ui/truth/model-claims.ts';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');
const plain = (text: string): string => text.replace(/’/g, "'").replace(/\s+/g, ' ');

/** Text under each heading; headings of one name are one section. */
const SECTIONS = new Map<string, string>();
for (const part of read('sim-engine/MODEL.md').split(/^## /m).slice(1)) {
  const [heading = '', ...lines] = part.split('\n');
  SECTIONS.set(heading, `${SECTIONS.get(heading) ?? ''} ${plain(lines.join('\n'))}`);
}

/** What a section leaves out, from "Not modelled:" to the end of the paragraph. */
function leftOut(section: string, heading: string): string {
  const parts = read('sim-engine/MODEL.md')
    .split(/^## /m)
    .filter((part) => part.startsWith(`${heading}\n`))
    .flatMap((part) => [...part.matchAll(/Not modelled:[\s\S]*?(?=\n\n|$)/g)].map(([text]) => plain(text)));
  return section === '' ? '' : parts.join(' ');
}

const all: readonly (readonly [string, Claim])[] = [
  ...MODELLED.map((claim) => ['modelled', claim] as const),
  ...NOT_MODELLED.map((claim) => ['not modelled', claim] as const),
  ...CANNOT_TELL.map((claim) => ['cannot tell', claim] as const),
];

describe('claims', () => {
  it.each(all)('%s: $name rests on MODEL.md', (_list, { under, says }) => {
    expect([...SECTIONS.keys()]).toContain(under);
    expect(SECTIONS.get(under)).toContain(plain(says));
  });

  it.each(NOT_MODELLED)('$name is named there as left out', ({ under, says }) => {
    expect(leftOut(SECTIONS.get(under) ?? '', under)).toContain(plain(says));
  });

  it('speak of every part of the model', () => {
    const told = new Set(all.map(([, { under }]) => under));
    expect([...SECTIONS.keys()].filter((heading) => !told.has(heading))).toEqual([]);
  });

  it('of the second engine count the worlds that its test plays', () => {
    const test = read('tests/reference/reference.test.ts');
    expect(test).toContain(`cases(${SECOND_ENGINE.worlds})`);
    expect(test).toMatch(/same\s+\*?\s*microsecond/);
  });
});
