/** @module `tenantlab list`: what the registries and the library hold. */

import { SCHEMAS } from '../../../scenarios/schema/json-schema.ts';
import { notationOf } from '../../../scenarios/schema/param.ts';
import { catalogue } from '../../../sim-engine/index.ts';
import type { Definition } from '../../../sim-engine/model/registry.ts';
import { loadCourses } from '../../content/course-library.ts';
import { loadLibrary } from '../../content/library.ts';
import { EXPORTERS } from '../../headless/exporters/index.ts';
import { EXIT, printJson, type RegisterCommand } from '../command.ts';
import { columns, table } from '../table.ts';

/** Parameters and table as an author writes them. */
function parameters({ params, table }: Definition): string {
  const written = params.map((spec) => `${notationOf(spec).key} ${spec.min}..${spec.max} ${spec.unit}`.trim());
  if (table !== undefined) {
    const columns = table.columns.map((column) => notationOf(column).key).join(', ');
    written.push(`table ${table.rowsMin}..${table.rowsMax} rows of ${columns}`);
  }
  return written.join(', ');
}

export const registerList: RegisterCommand = (program, session) => {
  program
    .command('list')
    .summary('list registries and library')
    .description(
      'Lists the scenarios of the library, the courses, the schemas, and every registry with its parameters.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab list')
    .action((options: { readonly json?: boolean }) => {
      const scenarios = loadLibrary()
        .list()
        .map(({ scenario, sha256 }) => ({ id: scenario.id, title: scenario.title, summary: scenario.summary, sha256 }));
      const courses = loadCourses()
        .list()
        .map(({ course: { outline } }) => ({ id: outline.id, title: outline.title, summary: outline.summary }));
      const schemas = Object.entries(SCHEMAS).map(([id, { summary }]) => ({ id, summary }));
      const exporters = EXPORTERS.map(({ id, summary }) => ({ id, summary }));
      if (options.json === true) {
        printJson(session, { scenarios, courses, schemas, exporters, registries: catalogue });
      } else {
        const simple = (head: string, rows: readonly { id: string; title?: string; summary: string }[]): string =>
          table(
            columns(head, ''),
            rows.map((row) => [row.id, row.title ?? row.summary]),
          );
        const registries = Object.entries(catalogue).map(([name, definitions]) =>
          table(
            columns(name, '', 'parameters'),
            definitions.map((definition) => [definition.id, definition.title, parameters(definition)]),
          ),
        );
        session.terminal.out(
          [
            simple('scenarios', scenarios),
            simple('courses', courses),
            simple('schemas', schemas),
            simple('grade formats', exporters),
            ...registries,
          ].join('\n'),
        );
      }
      session.exit(EXIT.done);
    });
};
