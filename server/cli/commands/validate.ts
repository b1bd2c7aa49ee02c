/** @module `tenantlab validate`: tells everything that is wrong with scenario files. */
import { loadScenario } from '../../content/load-scenario.ts';
import { EXIT, type FileIssue, issueLine, printJson, type RegisterCommand } from '../command.ts';

interface FileReport {
  readonly file: string;
  readonly valid: boolean;
  readonly id?: string;
  readonly sha256?: string;
  readonly issues: readonly FileIssue[];
}

export const registerValidate: RegisterCommand = (program, session) => {
  program
    .command('validate')
    .summary('check scenario files')
    .description(
      'Checks scenario files and prints every issue as `file:line:column: error CODE: message`: exit 0 when all are valid, 1 when not, 2 when a file cannot be read.',
    )
    .argument('<files...>', 'scenario files')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  tenantlab validate scenarios/library/*.yaml')
    .action((files: string[], options: { readonly json?: boolean }) => {
      let isUnreadable = false;
      const reports = files.map((file): FileReport => {
        const loaded = loadScenario(file);
        if (loaded.kind === 'loaded')
          return { file, valid: true, id: loaded.scenario.id, sha256: loaded.sha256, issues: [] };
        if (loaded.kind === 'unreadable') isUnreadable = true;
        const issues = loaded.issues.map((each) => (loaded.kind === 'unreadable' ? each : { ...each, file }));
        return { file, valid: false, issues };
      });
      const valid = reports.every((report) => report.valid);
      if (options.json === true) {
        printJson(session, {
          valid,
          files: reports.map((report) => ({ ...report, issues: report.issues.map(({ file: _, ...issue }) => issue) })),
        });
      } else {
        for (const report of reports) {
          if (report.valid) session.terminal.out(`${report.file}: valid\n`);
          // What the command finds is its result; that it could not look is a diagnostic.
          for (const each of report.issues)
            (each.file === undefined ? session.terminal.err : session.terminal.out)(issueLine(each));
        }
      }
      session.exit(isUnreadable ? EXIT.unusable : valid ? EXIT.done : EXIT.doesNotHold);
    });
};
