/** @module `tenantlab new`: scaffolds that validate at once, with what makes an editor complete them. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { scaffoldScenario } from '../../../scenarios/authoring/scaffold-scenario.ts';
import { parseScenario } from '../../../scenarios/schema/parse-scenario.ts';
import { editorFiles, MODELINE, SCHEMA_FILE } from '../../content/editor-settings.ts';
import { EXIT, printJson, type RegisterCommand, UnusableInput } from '../command.ts';
import { writeOutput } from '../inputs.ts';

interface Options {
  readonly dir: string;
  readonly editor: boolean;
  readonly json?: boolean;
}

/**
 * Writes the schema and the settings of VS Code. The schema is the program's own and is brought up to date; settings that
 * are there already are their owner's and stay.
 *
 * @returns what was written
 */
function writeEditorFiles(folder: string): string[] {
  return editorFiles().flatMap(({ path, text }) => {
    const file = join(folder, path);
    if (path !== SCHEMA_FILE && existsSync(file)) return [];
    makeFolder(dirname(file));
    writeOutput(file, text);
    return [file];
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const message = `${folder}: the folder cannot be made (${code}): choose another place`;
    throw new UnusableInput({ code: 'file-unwritable', path: '', message });
  }
}

export const registerNew: RegisterCommand = (program, session) => {
  const parent = program
    .command('new')
    .summary('write a scaffold')
    .description('Writes a new file that validates at once.')
    .addHelpText('after', '\nExample:\n  tenantlab new scenario busy-monday --dir my-scenarios');
  parent
    .command('scenario')
    .summary('a new scenario')
    .description(
      'Writes NAME.yaml: a small scenario with every part in it, which validates and holds its proof; beside it the schema and the settings with which VS Code completes it (extension redhat.vscode-yaml).',
    )
    .argument('<name>', 'id of the scenario: lower-case letters, digits and hyphens')
    .option('--dir <dir>', 'folder to write to', '.')
    .option('--no-editor', 'write the scenario alone')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab new scenario busy-monday --dir my-scenarios')
    .action((name: string, options: Options) => {
      const text = `${options.editor ? MODELINE : ''}${scaffoldScenario(name)}`;
      const { issues } = parseScenario(text);
      if (issues.length > 0) {
        throw new UnusableInput({
          code: 'bad-id',
          path: 'name',
          message: `found the name ${JSON.stringify(name.slice(0, 60))}, expected a lower-case letter, then letters, digits and hyphens, at most 48`,
        });
      }
      const file = join(options.dir, `${name}.yaml`);
      makeFolder(options.dir);
      writeOutput(file, text, 'wx');
      const others = options.editor ? writeEditorFiles(options.dir) : [];
      if (options.json === true) printJson(session, { file, editorFiles: others });
      else {
        session.terminal.out(`${file}\n`);
        if (others.length > 0) session.terminal.err(`for editors: ${others.join(', ')}\n`);
      }
      session.exit(EXIT.done);
    });
};
