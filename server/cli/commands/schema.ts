/** @module `tenantlab schema`: the JSON Schema of a kind of file. */
import { jsonSchemaOf, SCHEMAS } from '../../../scenarios/schema/json-schema.ts';
import { didYouMean } from '../../../scenarios/schema/suggest.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';

export const registerSchema: RegisterCommand = (program, session) => {
  const names = Object.keys(SCHEMAS);
  program
    .command('schema')
    .summary('print a JSON Schema')
    .description(`Prints the JSON Schema (draft 2020-12) of a kind of file: ${names.join(', ')}.`)
    .argument('<name>', 'kind of file')
    .option('--json', 'accepted for uniformity: the schema is JSON anyway')
    .addHelpText('after', '\nExample:\n  tenantlab schema scenario > scenario.schema.json')
    .action((name: string) => {
      const schema = jsonSchemaOf(name);
      if (schema === undefined)
        throw new UnusableInput({
          code: 'unknown-schema',
          path: '',
          message: `found ${name}: ${didYouMean(name, names)}`,
        });
      printJson(session, schema);
      session.exit(EXIT.done);
    });
};
