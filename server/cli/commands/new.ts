/** @module `tenantlab new`: scaffolds that validate at once. */
import { join } from 'node:path';
import { parseScenario } from '../../../scenarios/schema/parse-scenario.ts';
import { scaffoldScenario } from '../../content/scaffold-scenario.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { writeOutput } from '../inputs.ts';

interface Options {
  readonly dir: string;
  readonly json?: boolean;
}

export const registerNew: RegisterCommand = (program, session) => {
  const parent = program
    .command('new')
    .summary('write a scaffold')
    .description('Writes a new file that validates at once.')
    .addHelpText('after', '\nExample:\n  tenantlab new scenario busy-monday --dir scenarios/library');
  parent
    .command('scenario')
    .summary('a new scenario')
    .description('Writes NAME.yaml: a small scenario with every part in it, which validates and holds its proof.')
    .argument('<name>', 'id of the scenario: lower-case letters, digits and hyphens')
    .option('--dir <dir>', 'folder to write to', '.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab new scenario busy-monday --dir scenarios/library')
    .action((name: string, options: Options) => {
      const text = scaffoldScenario(name);
      const { issues } = parseScenario(text);
      if (issues.length > 0) {
        throw new UnusableInput({
          code: 'bad-id',
          path: 'name',
          message: `found the name ${JSON.stringify(name.slice(0, 60))}, expected a lower-case letter, then letters, digits and hyphens, at most 48`,
        });
      }
      const file = join(options.dir, `${name}.yaml`);
      writeOutput(file, text, 'wx');
      if (options.json === true) printJson(session, { file });
      else session.terminal.out(`${file}\n`);
      session.exit(EXIT.done);
    });
};
