/** @module `tenantlab docs`: the author docs, from the schema and the registries of this program. */
import { authorDocs } from '../../../scenarios/authoring/author-docs.ts';
import { EXIT, printJson, type RegisterCommand } from '../command.ts';

export const registerDocs: RegisterCommand = (program, session) => {
  program
    .command('docs')
    .summary('print the author docs')
    .description(
      'Prints what a scenario file may say, as Markdown: every key, and every registry entry with an example.',
    )
    .option('--json', 'print one JSON document: {"markdown": ...}')
    .addHelpText('after', '\nExample:\n  tenantlab docs > AUTHORING.md')
    .action((options: { readonly json?: boolean }) => {
      const markdown = authorDocs();
      if (options.json === true) printJson(session, { markdown });
      else session.terminal.out(markdown);
      session.exit(EXIT.done);
    });
};
