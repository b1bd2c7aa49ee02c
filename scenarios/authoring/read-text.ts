/** @module A scenario text as an editor needs it: what is wrong, what it says, and where its tenants and parts stand. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import { type ToldIssue, tellIssues } from '../schema/code-frame.ts';
import type { Located } from '../schema/located.ts';
import { parseLocated } from '../schema/parse-scenario.ts';
import { TextLines } from '../schema/text-lines.ts';

/** Lists whose entries are found by their ids. */
const FOUND = ['proofs', 'objectives', 'timeline'] as const;
/** Tenants that are marked; a text with more is not read for its marks. */
const MARKED_MAX = 400;

/** What an editor is told. */
export interface EditorReading {
  readonly told: readonly ToldIssue[];
  readonly scenario: Scenario | null;
  readonly tenants: readonly { readonly from: number; readonly index: number }[];
  readonly lines: Readonly<Record<(typeof FOUND)[number], Readonly<Record<string, number>>>>;
}

/**
 * @param file  name of the file, for the lines that tell issues
 * @param text  the whole file
 */
export function readText(file: string, text: string): EditorReading {
  const { root, scenario, issues } = parseLocated(text);
  const told = tellIssues(file, text, issues);
  const lines = new TextLines(text);
  const linesOf = (key: string): Readonly<Record<string, number>> => {
    const list = memberOf(root, key);
    const found: [string, number][] = [];
    for (const item of list?.kind === 'list' ? list.items : []) {
      const id = memberOf(item, 'id');
      if (id?.kind === 'scalar') found.push([String(id.value), lines.at(id.offset).line]);
    }
    return Object.fromEntries(found);
  };
  return {
    told,
    scenario: scenario ?? null,
    tenants: scenario === undefined || root === undefined ? [] : tenantPlaces(root, scenario),
    lines: { proofs: linesOf('proofs'), objectives: linesOf('objectives'), timeline: linesOf('timeline') },
  };
}

/** Where tenants are named: their own ids, and every key `tenant` and list `except`. */
function tenantPlaces(root: Located, scenario: Scenario): { from: number; index: number }[] {
  const indexOf = new Map(scenario.tenants.map(({ id }, index) => [id, index]));
  const places: { from: number; index: number }[] = [];
  const mark = (located: Located): void => {
    const index = located.kind === 'scalar' ? indexOf.get(String(located.value)) : undefined;
    if (index !== undefined && places.length < MARKED_MAX) places.push({ from: located.offset, index });
  };
  const walk = (located: Located, isTenantList: boolean): void => {
    if (located.kind === 'list') for (const item of located.items) walk(item, isTenantList);
    if (located.kind !== 'map') return;
    for (const [key, { value }] of located.entries) {
      if (key === 'tenant' || (key === 'id' && isTenantList)) mark(value);
      else if (key === 'except' && value.kind === 'list') value.items.forEach(mark);
      else walk(value, key === 'tenants');
    }
  };
  walk(root, false);
  return places.sort((a, b) => a.from - b.from);
}

function memberOf(located: Located | undefined, key: string): Located | undefined {
  return located?.kind === 'map' ? located.entries.get(key)?.value : undefined;
}
