/** @module Checks what is chosen from a registry, and numbers. */
import { type Issue, issue } from '../kernel/result.ts';
import type { Definition, ParamValues } from '../model/registry.ts';
import { checkTable, checkValue } from '../policies/check-table.ts';

/** Checks that a number lies within bounds, and says so otherwise. */
export type NumberCheck = (value: number, low: number, high: number, path: string) => void;

/** @returns a check of any number and one of whole numbers, which add to the issues */
export function numberChecks(issues: Issue[]): { readonly number: NumberCheck; readonly whole: NumberCheck } {
  const outside = (value: number, low: number, high: number): boolean => !(value >= low && value <= high);
  return {
    number: (value, low, high, path) => {
      if (outside(value, low, high)) {
        issues.push(issue('impossible-number', path, `found ${value}, expected ${low} to ${high}`));
      }
    },
    whole: (value, low, high, path) => {
      if (outside(value, low, high) || !Number.isInteger(value)) {
        issues.push(issue('impossible-number', path, `found ${value}, expected a whole number, ${low} to ${high}`));
      }
    },
  };
}

/** @returns issues with an id that is not in a registry, or parameters or a table that its entry does not take */
export function checkChoice(
  registry: readonly Definition[],
  id: string,
  params: ParamValues,
  path: string,
  table?: readonly number[],
): Issue[] {
  const entry = registry.find((candidate) => candidate.id === id);
  if (entry === undefined) {
    const known = registry.map((candidate) => candidate.id).join(', ');
    return [issue('unknown-part', path, `found ${JSON.stringify(id)}, expected one of ${known}`)];
  }
  const issues: Issue[] = [];
  for (const [name, value] of Object.entries(params)) {
    const spec = entry.params.find((candidate) => candidate.name === name);
    if (spec === undefined) {
      const known = entry.params.map((candidate) => candidate.name).join(', ') || 'no parameter';
      issues.push(issue('unknown-parameter', `${path}.${name}`, `${id} takes ${known}; found ${name}`));
    } else {
      issues.push(...checkValue(spec, value, `${path}.${name}`));
    }
  }
  if (table !== undefined) issues.push(...checkTable(entry, table, `${path}.table`));
  return issues;
}
