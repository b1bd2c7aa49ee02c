/** @module `tenantlab migrate`: brings scenario files to the notation of today, comments and layout kept. */

import { type Migrated, migrateText } from '../../../scenarios/migrations/migrate-text.ts';
import { TEXT_BYTES_MAX } from '../../../scenarios/schema/check-text.ts';
import { EXIT, issueLine, printJson, type RegisterCommand } from '../command.ts';
import { textInput, writeOutput } from '../inputs.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** One line about a file. */
function sentence(file: string, migrated: Migrated, isDry: boolean): string {
  switch (migrated.kind) {
    case 'current':
      return `${file}: format ${migrated.format} is the newest, nothing to do\n`;
    case 'migrated': {
      const done = isDry ? 'would be brought' : 'brought';
      return `${file}: ${done} from format ${migrated.from} to ${migrated.to}: ${migrated.steps.join('; ')}\n`;
    }
    case 'unknown-format': {
      const message = `found the format ${migrated.found}, expected 1 to ${migrated.newest}: use the TenantLab that the file was written for`;
      return issueLine({ file, code: 'newer-format', path: 'format', message });
    }
    case 'unreadable':
      return migrated.issues.map((each) => issueLine({ ...each, file })).join('');
  }
}

export const registerMigrate: RegisterCommand = (program, session) => {
  program
    .command('migrate')
    .summary('bring scenario files to the notation of today')
    .description(
      'Rewrites scenario files that are in an older notation, comments and layout kept; a file that is current is not touched. Exit 1 when a file cannot be brought there.',
    )
    .argument('<files...>', 'scenario files')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab migrate scenarios/*.yaml')
    .action((files: string[], options: Options) => {
      const isDry = options.dryRun === true;
      const done = files.map((file) => ({ file, migrated: migrateText(textInput(file, TEXT_BYTES_MAX)) }));
      for (const { file, migrated } of done)
        if (migrated.kind === 'migrated' && !isDry) writeOutput(file, migrated.text);
      if (options.json === true)
        printJson(session, { files: done.map(({ file, migrated }) => ({ file, ...migrated })) });
      else for (const { file, migrated } of done) session.terminal.out(sentence(file, migrated, isDry));
      const isBroken = done.some(
        ({ migrated }) => migrated.kind === 'unreadable' || migrated.kind === 'unknown-format',
      );
      session.exit(isBroken ? EXIT.doesNotHold : EXIT.done);
    });
};
