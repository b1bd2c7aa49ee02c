/** @module The matrix as a table: one row per pair, the same numbers as the picture's cells. */
import type { Scenario } from '../../sim-engine/model/scenario.ts';
import type { ChartTable } from '../charts/chart.ts';
import type { WindowBlame } from '../replay/questions/blame.ts';
import type { Removal } from '../replay/questions/removal.ts';
import { blameMatrix, changeOf, type Matrix } from './matrix.ts';
import { personOf } from './people.ts';
import { resourceGroups, resourceLabel } from './resources.ts';

function named(scenario: Scenario, id: string): string {
  const { letter, name, index } = personOf(scenario, id);
  return index < 0 ? name : `${letter} ${name}`;
}

/**
 * @param blame   of the window
 * @param matrix  by the ledger, for the resources that count
 * @returns every pair that is charged with anything; its resources stand in columns beside it
 */
export function blameTable(scenario: Scenario, blame: WindowBlame, matrix: Matrix): ChartTable {
  const spanUs = blame.toUs - blame.fromUs;
  const tenants = scenario.tenants.map(({ id }) => id);
  const resources = resourceGroups(blame.charges.map(({ resource }) => resource)).flatMap((group) => group.resources);
  const parts = resources.map((resource) => blameMatrix(blame, tenants, resource));
  const rows: (string | number | null)[][] = [];
  matrix.culprits.forEach((culprit, row) => {
    matrix.victims.forEach((victim, column) => {
      const us = matrix.us[row]?.[column] ?? 0;
      if (us <= 0) return;
      const byResource = parts.map((part) => {
        const of = part.us[part.culprits.indexOf(culprit)]?.[part.victims.indexOf(victim)] ?? 0;
        return of / 1000;
      });
      const share = (100 * us) / (matrix.totalUs[column] ?? us);
      rows.push([
        named(scenario, culprit),
        named(scenario, victim),
        (1000 * us) / spanUs,
        us / 1000,
        share,
        ...byResource,
      ]);
    });
  });
  return {
    caption: 'Who makes whom wait, by the ledger',
    columns: [
      { label: 'In front', numeric: false },
      { label: 'Waits', numeric: false },
      { label: 'Wait, ms per s', numeric: true },
      { label: 'Wait, ms', numeric: true },
      { label: 'Of its wait, %', numeric: true },
      ...resources.map((resource) => ({ label: `${resourceLabel(resource)}, ms`, numeric: true })),
    ],
    rows,
  };
}

/** @returns every pair of what was left out so far, in milliseconds */
export function removalTable(scenario: Scenario, removals: readonly Removal[]): ChartTable {
  return {
    caption: 'What each would have without the other, above 0 where it is better off',
    columns: [
      { label: 'Left out', numeric: false },
      { label: 'Tenant', numeric: false },
      { label: 'p99 falls by, ms', numeric: true },
      { label: 'Mean falls by, ms', numeric: true },
      { label: 'p99 with everybody, ms', numeric: true },
      { label: 'Mean with everybody, ms', numeric: true },
      { label: 'Answers with, n', numeric: true },
      { label: 'Answers without, n', numeric: true },
    ],
    rows: removals.flatMap(({ without, tenants }) =>
      tenants.map((each) => [
        named(scenario, without),
        named(scenario, each.tenant),
        inMs(changeOf(each, 'p99')),
        inMs(changeOf(each, 'mean')),
        each.withAll.completed > 0 ? each.withAll.p99Us / 1000 : null,
        each.withAll.completed > 0 ? each.withAll.meanUs / 1000 : null,
        each.withAll.completed,
        each.withoutIt.completed,
      ]),
    ),
  };
}

function inMs(us: number | null): number | null {
  return us === null ? null : us / 1000;
}
